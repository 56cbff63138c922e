package org.tavan.solver.coordinator;

import org.jspecify.annotations.Nullable;
import org.tavan.calibration.AdaptiveRadius;
import org.tavan.schema.Community;
import org.tavan.schema.RadiusPolicy;
import org.tavan.solver.state.Codec;

/// The radius of a community's requests: as configured, or moved day by day by the promises kept and broken. A configured radius that changes
/// is a new start; changed bounds move what was reached only as far as they must.
final class RadiusBook {
    /// A broken day of all members multiplies the radius by up to `e^0.3`; one in twenty broken leaves it as it is at `ε = 5 %`.
    private static final double STEP = 0.3;

    /// What is remembered.
    ///
    /// @param configured radius that the record began with
    /// @param radius the record
    record Followed(double configured, AdaptiveRadius radius) {
        static final Codec<Followed> CODEC = Codec.of((out, value) -> {
            AdaptiveRadius radius = value.radius();
            out.writeDouble(value.configured());
            out.writeDouble(radius.settings().epsilon());
            out.writeDouble(radius.settings().step());
            out.writeDouble(radius.settings().radiusMin());
            out.writeDouble(radius.settings().radiusMax());
            out.writeInt(radius.settings().warmUpDays());
            out.writeDouble(radius.startLogRadius());
            out.writeDouble(radius.logRadius());
            out.writeLong(radius.days());
            out.writeDouble(radius.brokenDays());
            out.writeDouble(radius.cutAbove());
            out.writeDouble(radius.cutBelow());
        }, in -> new Followed(in.readDouble(), new AdaptiveRadius(
                new AdaptiveRadius.Settings(in.readDouble(), in.readDouble(), in.readDouble(),
                        in.readDouble(), in.readInt()),
                in.readDouble(), in.readDouble(), in.readLong(), in.readDouble(), in.readDouble(),
                in.readDouble())));
    }

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

    /// Takes up how a day ended. A day under a fixed radius ends the record.
    ///
    /// @param audited members whose day a promise covered (`Coverage`)
    /// @param broken those of them that were short in any interval
    void dayOver(Community community, int audited, int broken) {
        if (community.getRadiusPolicy() != RadiusPolicy.ADAPTIVE) {
            state.radii.remove("", 0);
        } else if (audited > 0) {
            state.radii.put("", 0, new Followed(community.getRadius(),
                    adaptive(community).observe((double) broken / audited)));
        }
    }

    private AdaptiveRadius adaptive(Community community) {
        var settings = new AdaptiveRadius.Settings(community.getEpsilon(), STEP, community.getRadiusMin(),
                community.getRadiusMax(), 0);
        @Nullable
        Followed followed = state.radii.get("", 0);
        if (followed == null || followed.configured() != community.getRadius()) {
            return AdaptiveRadius.startingAt(community.getRadius(), settings);
        }
        AdaptiveRadius radius = followed.radius();
        return radius.settings().equals(settings) ? radius : radius.restarted(settings);
    }
}
