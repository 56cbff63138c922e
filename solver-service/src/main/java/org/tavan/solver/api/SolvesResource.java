package org.tavan.solver.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.SolveRecord;
import org.tavan.solver.api.view.CommunityView;

/// `GET /api/v1/communities/{id}/solves?limit=…`: how the solves ended, newest first; default the newest 20, at most 200.
///
/// Errors: 404 unknown community, 400 bad limit.
final class SolvesResource implements Resource {
    private static final int LIMIT = 20;
    private static final int LIMIT_MAX = 200;

    private final CommunityView view;

    SolvesResource(CommunityView view) {
        this.view = view;
    }

    @Override
    public String template() {
        return "/api/v1/communities/{id}/solves";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("limit");
    }

    @Override
    public Body get(Request request) {
        int limit = request.integer("limit", LIMIT, 1, LIMIT_MAX);
        return new Body(
                Communities.find(view, request).solves().stream().limit(limit).map(Item::of).toList());
    }

    record Body(List<Item> solves) {}

    /// As in the contract `SolveRecord`, shortened to what is shown.
    ///
    /// @param failedChecks names of the checks of the independent checker that did not pass
    /// @param slacks relaxed requirements in words
    record Item(String planId, String kind, LocalDate deliveryDay, Instant requestedAt, String status,
            String reason, @Nullable String planInForce, int planAgeMinutes,
            double objectiveCents, double gap, long solveMicros, long queuedMicros, int superseded,
            double epsilon, double radius,
            double worstCaseViolation, int checks, List<String> failedChecks, List<String> slacks) {

        static Item of(SolveRecord it) {
            return new Item(it.getPlanId(), it.getKind().name(), it.getDeliveryDay(), it.getRequestedAt(),
                    it.getStatus().name(), it.getReason(),
                    it.getPlanInForce(), it.getPlanAgeMinutes(), it.getObjectiveCents(), it.getGap(),
                    it.getSolveMicros(),
                    it.getQueuedMicros(), it.getSuperseded(),
                    it.getEpsilon(), it.getRadius(), it.getWorstCaseViolation(), it.getChecks().size(),
                    it.getChecks()
                            .stream()
                            .filter(check -> !check.getPassed())
                            .map(check -> check.getName())
                            .toList(),
                    it.getSlacks()
                            .stream()
                            .map(slack -> "%s by %.3f".formatted(slack.getName(), slack.getAmount()))
                            .toList());
        }
    }
}
