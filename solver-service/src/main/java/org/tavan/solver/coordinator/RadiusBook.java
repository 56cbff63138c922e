package org.tavan.solver.coordinator;

import org.jspecify.annotations.Nullable;
import org.tavan.calibration.AdaptiveRadius;
import org.tavan.schema.Community;
import org.tavan.schema.RadiusPolicy;

/// The radius of a community's requests: as configured, or moved day by day by the promises kept and broken.
final class RadiusBook {
    /// A broken day of all members multiplies the radius by up to `e^0.3`; one in twenty broken leaves it as it is at `ε = 5 %`.
    private static final double STEP = 0.3;

    static final Codec<AdaptiveRadius> CODEC = Codec.of((out, value) -> {
        out.writeDouble(value.settings().epsilon());
        out.writeDouble(value.settings().step());
        out.writeDouble(value.settings().radiusMin());
        out.writeDouble(value.settings().radiusMax());
        out.writeInt(value.settings().warmUpDays());
        out.writeDouble(value.startLogRadius());
        out.writeDouble(value.logRadius());
        out.writeLong(value.days());
        out.writeDouble(value.brokenDays());
        out.writeDouble(value.cutAbove());
        out.writeDouble(value.cutBelow());
    }, in -> new AdaptiveRadius(
            new AdaptiveRadius.Settings(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(),
                    in.readInt()),
            in.readDouble(), in.readDouble(), in.readLong(), in.readDouble(), in.readDouble(),
            in.readDouble()));

    private final CommunityState state;

    RadiusBook(CommunityState state) {
        this.state = state;
    }

    /// `ρ` of the next request.
    double radius(Community community) {
        return community.getRadiusPolicy() == RadiusPolicy.ADAPTIVE
                ? adaptive(community).radius()
                : community.getRadius();
    }

    /// Takes up how a day ended.
    ///
    /// @param audited members whose promise held for the whole day or did not
    /// @param broken those of them that were short in any interval
    void dayOver(Community community, int audited, int broken) {
        if (community.getRadiusPolicy() == RadiusPolicy.ADAPTIVE && audited > 0) {
            state.radii.put("", 0, adaptive(community).observe((double) broken / audited));
        }
    }

    private AdaptiveRadius adaptive(Community community) {
        var settings = new AdaptiveRadius.Settings(community.getEpsilon(), STEP, community.getRadiusMin(),
                community.getRadiusMax(), 0);
        @Nullable
        AdaptiveRadius radius = state.radii.get("", 0);
        if (radius == null) {
            return AdaptiveRadius.startingAt(community.getRadius(), settings);
        }
        return radius.settings().equals(settings) ? radius : radius.restarted(settings);
    }
}
