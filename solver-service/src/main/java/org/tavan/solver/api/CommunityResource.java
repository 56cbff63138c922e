package org.tavan.solver.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tavan.solver.api.view.Achieved;
import org.tavan.solver.api.view.CommunitySnapshot;
import org.tavan.solver.api.view.CommunitySnapshot.Prices;
import org.tavan.solver.api.view.CommunitySnapshot.Versions;
import org.tavan.solver.api.view.CommunityView;
import org.tavan.solver.api.view.Flows;
import org.tavan.solver.api.view.PlanSnapshot;

/// `GET /api/v1/communities/{id}`: the community now.
///
/// Errors: 404 unknown community.
final class CommunityResource implements Resource {
    private final CommunityView view;

    CommunityResource(CommunityView view) {
        this.view = view;
    }

    @Override
    public String template() {
        return "/api/v1/communities/{id}";
    }

    @Override
    public Body get(Request request) {
        return Body.of(Communities.find(view, request));
    }

    /// @param time end of the newest complete interval; null before the first
    /// @param measured members measured in it, the others are estimated
    /// @param brokenFraction achieved violations: broken member-days as a fraction of all, to be held against `epsilon`; null before the first day
    record Body(String communityId, String name, String zone, String currency, int intervalMinutes,
            @Nullable Instant time, int members, long measured,
            Flows flows, double energyKwh, double batteryMaxKwh, Prices prices, @Nullable PlanSnapshot plan,
            double epsilon, double radius,
            Achieved achieved, double brokenFraction, int quarantinedMeters, Versions versions) {

        static Body of(CommunitySnapshot it) {
            return new Body(it.communityId(), it.name(), it.zone().getId(), it.currency(),
                    it.intervalMinutes(), it.time(), it.members().size(),
                    it.members().stream().filter(member -> member.measured()).count(), it.flows(),
                    it.energyKwh(), it.batteryMaxKwh(), it.prices(),
                    it.plan(), it.epsilon(), it.radius(), it.achieved(), it.achieved().brokenFraction(),
                    it.quarantined().size(), it.versions());
        }
    }
}
