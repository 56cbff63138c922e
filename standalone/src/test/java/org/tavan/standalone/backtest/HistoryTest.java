package org.tavan.standalone.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Profile;
import org.tavan.dro.ConicCommunityPlanner;
import org.tavan.plan.PlannerSettings;
import org.tavan.experiment.Arm;
import org.tavan.experiment.DayPlan;
import org.tavan.experiment.DayPlanner;
import org.tavan.experiment.DaySimulation;
import org.tavan.experiment.ExperimentDay;
import org.tavan.experiment.GateKnowledge;
import org.tavan.experiment.Method;

class HistoryTest {
    private static final LocalDate DAY = LocalDate.of(2021, 2, 20);
    private static final Instant GATE = DAY.minusDays(1).atTime(12, 0).toInstant(ZoneOffset.UTC);

    @TempDir
    private Path before = Path.of("");

    @TempDir
    private Path after = Path.of("");

    private static DayPlan plan(Method method, History history, ExperimentDay day) {
        var community = history.community();
        return new DayPlanner(community, new ConicCommunityPlanner(new InteriorPointSolver()), PlannerSettings
                .defaults(), () -> 0).plan(new Arm(method, method.hasRadius() ? 0.01 : 0, 0.05), day.known(),
                        community.firstState());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PERFECT_FORESIGHT")
    void whatComesAfterTheGateChangesNoDecision(Method method) throws IOException {
        History as = new SmallHistory(before).write(SmallHistory.never()).history();
        History changed = new SmallHistory(after).write(GATE).history();

        ExperimentDay day = as.day(DAY).orElseThrow();
        ExperimentDay other = changed.day(DAY).orElseThrow();

        assertNotEquals(day.measuredKw(), other.measuredKw());
        assertNotEquals(day.settled(), other.settled());
        assertEquals(day.known(), other.known());
        assertEquals(plan(method, as, day), plan(method, changed, other));
        assertEquals(plan(method, as, day).toString(), plan(method, changed, other).toString());
    }

    /// The day after the next has another price, another forecast and other residuals: what was changed does reach those who may know.
    @Test
    void whatComesAfterTheGateIsKnownAtALaterOne() throws IOException {
        var days = Set.of(DAY.plusDays(2));
        History as = new SmallHistory(before).write(SmallHistory.never()).history(days);
        History changed = new SmallHistory(after).write(GATE).history(days);

        GateKnowledge known = as.day(DAY.plusDays(2)).orElseThrow().known();
        GateKnowledge other = changed.day(DAY.plusDays(2)).orElseThrow().known();

        assertNotEquals(known.prices(), other.prices());
        assertNotEquals(known.members().getFirst().forecastKw(), other.members().getFirst().forecastKw());
        assertNotEquals(known.members().getFirst().residualKw(), other.members().getFirst().residualKw());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"2021-03-28, 2021-02-01, 23", "2021-10-31, 2021-09-10, 25"})
    void aDayOfAnotherLengthIsTakenHourByHour(LocalDate day, LocalDate first, int hours) throws IOException {
        ZoneId zone = ZoneId.of("Europe/Amsterdam");
        History history = new SmallHistory(before, zone, first).write(SmallHistory.never())
                .history(Set.of(day));

        ExperimentDay taken = history.day(day).orElseThrow();
        List<Double> lines = Files.readAllLines(before.resolve("loads.csv"))
                .stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .filter(cells -> Instant.parse(cells[0]).atZone(zone).toLocalDate().equals(day))
                .map(cells -> Double.parseDouble(cells[1]))
                .toList();

        assertEquals(hours, lines.size());
        assertEquals(hours, taken.measuredKw().getFirst().length());
        for (int hour = 0; hour < hours; hour++) {
            assertEquals(lines.get(hour), taken.measuredKw().getFirst().get(hour), 1e-6, "hour " + hour);
        }
        assertEquals(hours, taken.known().prices().intervals());
        assertEquals(hours, taken.known().members().getFirst().residualKw().intervals());
        DayPlan plan = plan(Method.JOINT_CVAR, history, taken);
        assertEquals(DayPlan.Status.PLANNED, plan.status());
        assertEquals(2 * hours, DaySimulation.run(history.community(), taken, plan, history.community()
                .firstState()).intervals());
    }

    @Test
    void whatComesBeforeTheGateDoes() throws IOException {
        History as = new SmallHistory(before).write(SmallHistory.never()).history();
        History changed = new SmallHistory(after).write(GATE.minus(Duration.ofDays(2))).history();

        assertNotEquals(as.day(DAY).orElseThrow().known(), changed.day(DAY).orElseThrow().known());
    }

    @Test
    void theMeasuredDayIsThatOfTheFile() throws IOException {
        History history = new SmallHistory(before).write(SmallHistory.never()).history();

        Profile measured = history.day(DAY).orElseThrow().measuredKw().getFirst();
        String line = Files.readAllLines(before.resolve("loads.csv"))
                .stream()
                .filter(row -> row.startsWith("2021-02-20T07:00"))
                .findFirst()
                .orElseThrow();

        assertEquals(Double.parseDouble(line.split(",", -1)[1]), measured.get(7), 1e-6);
    }

    /// What members come to together is known of the days alone that all of them have.
    @Test
    void aDayInCommonHasSamplesOfTheSameDays() throws IOException {
        var small = new SmallHistory(before).write(SmallHistory.never());
        Path loads = before.resolve("loads.csv");
        Files.write(loads, Files.readAllLines(loads)
                .stream()
                .map(line -> line.startsWith("2021-02-03T05") ? line.replaceFirst(",[^,]*,", ",,") : line)
                .map(line -> line.startsWith("2021-02-10T05")
                        ? line.replaceFirst(",([^,]*),[^,]*,", ",$1,,")
                        : line)
                .toList());
        History history = small.history(Set.of(DAY));

        List<GateKnowledge.Member> own = history.day(DAY).orElseThrow().known().members();
        List<GateKnowledge.Member> common = history.dayInCommon(DAY).orElseThrow().known().members();

        int shared = common.getFirst().residualKw().count();
        assertEquals(shared, common.getLast().residualKw().count());
        assertEquals(own.getFirst().residualKw().count() - 1, shared);
        assertEquals(own.getLast().residualKw().count() - 1, shared);
        for (int n = 0; n < own.size(); n++) {
            assertEquals(own.get(n).supportKw(), common.get(n).supportKw());
        }
        assertEquals(List.of(), history.missingInCommon(DAY));
    }

    @Test
    void aDayWithoutEnoughHistoryIsLeftOut() throws IOException {
        var history = new SmallHistory(before).write(SmallHistory.never()).history();

        assertTrue(history.day(SmallHistory.FIRST).isEmpty());
        assertEquals(List.of("a had no forecast, or fewer than 3 days of residuals",
                "b had no forecast, or fewer than 3 days of residuals"), history.missing(SmallHistory.FIRST));
    }
}
