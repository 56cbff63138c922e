package org.tavan.standalone.run;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Schedule;
import org.tavan.simulator.synthetic.SyntheticConfig;
import org.tavan.simulator.synthetic.SyntheticSource;
import org.tavan.topic.Topics;

/// Thirty days of a synthetic community through the whole pipeline, whatever the broker.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractPipelineIT {
    private static final int MEMBERS = 4;
    private static final int DAYS = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path state;

    /// A broker and registry with the topics made.
    abstract KafkaSettings kafka();

    @Test
    void everyReadingIsAccountedForAndEveryDayPlannedIsCheckedAndDispatchedOnce() throws Exception {
        var source = new SyntheticSource(
                SyntheticConfig.of(7, LocalDate.parse("2025-03-21")).withProsumers(MEMBERS).withDays(DAYS));

        var finished = Runs.toTheEnd(kafka(), state, source, PATIENCE);

        var summary = finished.summary();
        var readings = summary.readings();
        long ticks = (long) MEMBERS * DAYS * 24;
        var reader = new TopicReader(kafka());
        assertAll(summary.text(),
                () -> assertEquals(finished.sent().readings(), readings.sent()),
                () -> assertEquals(finished.sent().repeated(), readings.remainder()),
                () -> assertEquals(0, readings.late()),
                () -> assertTrue(readings.rejected().isEmpty(), readings.rejected()::toString),
                () -> assertEquals(ticks, summary.intervals().closed()),
                () -> assertEquals(dispatches(summary.solves().daysPlanned().hits()),
                        summary.intervals().dispatched()),
                () -> assertEquals(0, summary.intervals().dispatchedTwice()),
                () -> assertEquals(0, summary.solves().refusedByChecker()),
                () -> assertTrue(summary.solves().daysPlanned().hits() >= 15),
                () -> assertPlansComplete(reader));
    }

    /// One per member and interval of the planned days, and the set-points for the first of them; the plan for the day after
    /// the last is made but not lived.
    private static long dispatches(long daysPlanned) {
        return MEMBERS * (24 * (daysPlanned - 1) + 1);
    }

    private static void assertPlansComplete(TopicReader reader) {
        var passed = reader.values(Topics.SOLVE_RECORDS)
                .stream()
                .filter(solve -> solve.getChecks().stream().allMatch(check -> check.getPassed()))
                .map(solve -> solve.getPlanId())
                .collect(Collectors.toSet());
        var membersByPlan = reader.values(Topics.SCHEDULES)
                .stream()
                .collect(Collectors.groupingBy(Schedule::getPlanId, Collectors.counting()));
        var dispatchedPlans = reader.values(Topics.DISPATCHES)
                .stream()
                .map(Dispatch::getPlanId)
                .filter(plan -> !plan.isEmpty())
                .collect(Collectors.toSet());
        assertTrue(passed.containsAll(dispatchedPlans), "dispatched plans that no check passed");
        membersByPlan.forEach((plan, members) -> assertEquals(MEMBERS, members, "schedules of plan " + plan));
    }
}
