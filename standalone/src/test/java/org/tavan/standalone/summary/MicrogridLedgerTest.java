package org.tavan.standalone.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tavan.schema.Check;
import org.tavan.schema.DemandBill;
import org.tavan.schema.DemandResponse;
import org.tavan.schema.MicrogridCost;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.PlannedDemand;
import org.tavan.schema.ProgrammeKind;
import org.tavan.schema.SolveKind;

class MicrogridLedgerTest {
    private static final LocalDate DAY = LocalDate.parse("2025-06-18");
    private static final Instant START = Instant.parse("2025-06-17T22:00:00Z");

    private final MicrogridLedger ledger = new MicrogridLedger("north");

    @Test
    void aPlanRepeatedAfterACrashCountsOnceAndEveryDayAskedForCounts() {
        ledger.add(plan("a", SolveKind.DAY_AHEAD, DAY, PlanStatus.OPTIMAL, 0.002, true));
        ledger.add(plan("a", SolveKind.DAY_AHEAD, DAY, PlanStatus.OPTIMAL, 0.002, true));
        ledger.add(plan("b", SolveKind.INTRADAY, DAY, PlanStatus.FEASIBLE, 0.4, false));
        ledger.add(plan("c", SolveKind.DAY_AHEAD, DAY.plusDays(1), PlanStatus.FEASIBLE, null, true));
        ledger.add(plan("d", SolveKind.DAY_AHEAD, DAY.plusDays(2), PlanStatus.FAILED, null, true));

        MicrogridSummary summary = ledger.summary("EUR");

        assertEquals(new Proportion(2, 3), summary.daysPlanned());
        assertEquals(Map.of("DAY_AHEAD OPTIMAL", 1L, "DAY_AHEAD FEASIBLE", 1L, "DAY_AHEAD FAILED", 1L,
                "INTRADAY FEASIBLE", 1L), summary.countByStatus());
        assertEquals(2_000, summary.costCents());
        assertEquals(0.002, summary.gapLargest());
        assertEquals(1, summary.unproved());
        assertEquals(1, summary.refusedByChecker());
    }

    @Test
    void whatCustomersDidStandsAgainstWhatWasPlannedOfTheIntervalsTheyAnswered() {
        ledger.add(response("a", "home-1", 0, 10, 8.5));
        ledger.add(plan("a", SolveKind.DAY_AHEAD, DAY, PlanStatus.OPTIMAL, 0.0, true));
        ledger.add(response("a", "home-2", 0, 10, 9));
        ledger.add(response("a", "home-1", 1, 4, 5));

        var response = ledger.summary("EUR").response();

        assertEquals(new MicrogridSummary.Response(3, 1, 1.25, 0.25, 0.5), response);
    }

    /// Customers are to use 2 kW less in the first half hour, 0.5 kW more in the second, 9 kW less in the third.
    private static MicrogridSchedule plan(String planId, SolveKind kind, LocalDate day, PlanStatus status,
            @Nullable Double gap, boolean passed) {
        boolean planned = status != PlanStatus.FAILED;
        var bill = new DemandBill("evening", ProgrammeKind.TOU, 0.1, 100.0, 90.0, List.of(20.0, 4.0, 20.0),
                List.of(18.0, 4.5, 11.0));
        return MicrogridSchedule.newBuilder()
                .setCommunityId("north")
                .setPlanId(planId)
                .setKind(kind)
                .setRequestedAt(START)
                .setDeliveryDay(day)
                .setStart(START)
                .setIntervalMinutes(30)
                .setStatus(status)
                .setReason("")
                .setCertificate("")
                .setBoundCents(null)
                .setGap(gap)
                .setCost(planned
                        ? new MicrogridCost(1000.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1000.0)
                        : null)
                .setBaseLoadKw(List.of())
                .setLoadKw(List.of())
                .setLoadSigmaKw(List.of())
                .setUnits(List.of())
                .setGrid(null)
                .setStorages(List.of())
                .setPlants(List.of())
                .setAdequacy(null)
                .setDemand(planned ? new PlannedDemand(List.of(bill), 0.0, 0.0, 0.0) : null)
                .setNetwork(null)
                .setChecks(List.of(new Check("balance", passed, 0.0, "")))
                .setSolveMicros(0)
                .setSolverVersion("test")
                .build();
    }

    private static DemandResponse response(String planId, String prosumerId, int interval, double baselineKw,
            double loadKw) {
        var start = START.plus(Duration.ofMinutes(30L * interval));
        return new DemandResponse("north", prosumerId, planId, "evening", ProgrammeKind.TOU, start, 30,
                interval,
                baselineKw, loadKw, start.plus(Duration.ofMinutes(30)));
    }
}
