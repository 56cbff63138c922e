package org.tavan.standalone.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.SolveKind;
import org.tavan.schema.SolveRecord;

class SolveLedgerTest {
    private static final LocalDate DAY = LocalDate.parse("2024-03-04");

    @Test
    void everyGateThatClosedWithoutAPlanCountsAndARepetitionDoesNot() {
        var ledger = new SolveLedger();
        ledger.add(record("", DAY, PlanStatus.FAILED));
        ledger.add(record("", DAY.plusDays(1), PlanStatus.FAILED));
        ledger.add(record("", DAY.plusDays(1), PlanStatus.FAILED));
        ledger.add(record("p", DAY.plusDays(2), PlanStatus.OPTIMAL));
        ledger.add(record("p", DAY.plusDays(2), PlanStatus.OPTIMAL));

        var solves = ledger.summary();

        assertEquals(Map.of("DAY_AHEAD FAILED", 2L, "DAY_AHEAD OPTIMAL", 1L), solves.countByStatus());
        assertEquals(1, solves.daysPlanned().hits());
        assertEquals(3, solves.daysPlanned().trials());
    }

    private static SolveRecord record(String planId, LocalDate day, PlanStatus status) {
        return SolveRecord.newBuilder()
                .setCommunityId("c")
                .setPlanId(planId)
                .setKind(SolveKind.DAY_AHEAD)
                .setDeliveryDay(day)
                .setRequestedAt(Instant.EPOCH)
                .setStatus(status)
                .setReason("")
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
                .setEpsilon(0.05)
                .setRadius(0.01)
                .setWorstCaseViolation(0)
                .setSlacks(List.of())
                .setChecks(List.of())
                .setSolverVersion("test")
                .build();
    }
}
