package org.tavan.standalone.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Profile;
import org.tavan.dro.ConicCommunityPlanner;
import org.tavan.dro.PlannerSettings;
import org.tavan.experiment.Arm;
import org.tavan.experiment.DayPlan;
import org.tavan.experiment.DayPlanner;
import org.tavan.experiment.ExperimentDay;
import org.tavan.experiment.Method;

class HistoryTest {
    private static final LocalDate DAY = LocalDate.of(2021, 2, 20);
    private static final Instant GATE = DAY.minusDays(1).atTime(12, 0).toInstant(ZoneOffset.UTC);

    @TempDir
    private Path before = Path.of("");

    @TempDir
    private Path after = Path.of("");

    private static DayPlan plan(History history, ExperimentDay day) {
        var community = history.community();
        return new DayPlanner(community, new ConicCommunityPlanner(new InteriorPointSolver()), PlannerSettings
                .defaults(), () -> 0).plan(new Arm(Method.BONFERRONI, 0.01, 0.05), day.known(), community
                        .firstState());
    }

    @Test
    void whatComesAfterTheGateChangesNoPlan() throws IOException {
        History as = new SmallHistory(before).write(SmallHistory.never()).history();
        History changed = new SmallHistory(after).write(GATE).history();

        ExperimentDay day = as.day(DAY).orElseThrow();
        ExperimentDay other = changed.day(DAY).orElseThrow();

        assertNotEquals(day.measuredKw(), other.measuredKw());
        assertEquals(day.known(), other.known());
        assertEquals(plan(as, day), plan(changed, other));
        assertEquals(plan(as, day).toString(), plan(changed, other).toString());
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
        String line = java.nio.file.Files.readAllLines(before.resolve("loads.csv"))
                .stream()
                .filter(row -> row.startsWith("2021-02-20T07:00"))
                .findFirst()
                .orElseThrow();

        assertEquals(Double.parseDouble(line.split(",", -1)[1]), measured.get(7), 1e-6);
    }

    @Test
    void aDayWithoutEnoughHistoryIsLeftOut() throws IOException {
        var history = new SmallHistory(before).write(SmallHistory.never()).history();

        assertTrue(history.day(SmallHistory.FIRST).isEmpty());
    }
}
