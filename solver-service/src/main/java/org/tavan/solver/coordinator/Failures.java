package org.tavan.solver.coordinator;

import java.time.Instant;
import java.util.List;
import org.tavan.schema.Community;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.SolveKind;
import org.tavan.schema.SolveRecord;
import org.tavan.solver.codec.PlanId;

/// The answer to a gate that cannot even be asked about: a solve record without a plan.
final class Failures {
    private Failures() {}

    /// A failed gate.
    ///
    /// @param radius `ρ` that the plan would have had
    /// @param reason names the input that is missing
    static SolveRecord gate(Community community, double radius, LocalDay day, long tick, String reason) {
        return SolveRecord.newBuilder()
                .setCommunityId(community.getCommunityId())
                .setPlanId("")
                .setKind(SolveKind.DAY_AHEAD)
                .setDeliveryDay(day.date())
                .setRequestedAt(Instant.ofEpochMilli(tick))
                .setStatus(PlanStatus.FAILED)
                .setReason(reason)
                .setPlanInForce(null)
                .setObjectiveCents(0)
                .setBoundCents(0)
                .setGap(0)
                .setPrimalResidual(0)
                .setIterations(0)
                .setRounds(0)
                .setVariables(0)
                .setRows(0)
                .setSolveMicros(0)
                .setQueuedMicros(0)
                .setEpsilon(community.getEpsilon())
                .setRadius(radius)
                .setWorstCaseViolation(1)
                .setSlacks(List.of())
                .setChecks(List.of())
                .setSolverVersion(PlanId.SOLVER_VERSION)
                .build();
    }
}
