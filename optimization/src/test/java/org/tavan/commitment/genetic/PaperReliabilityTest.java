package org.tavan.commitment.genetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.CommitmentSchedule;
import org.tavan.commitment.SharedCase;
import org.tavan.commitment.Unit;
import org.tavan.commitment.UpstreamGrid;

/// Figures 4 to 7 of the paper: the probability of shedding load in each hour, and what each hour costs. Hours count from 0.
class PaperReliabilityTest {
    private static final double NO_LIMIT_KWH = Double.POSITIVE_INFINITY;

    private static double[] lolp(CommitmentSchedule plan) {
        return plan.adequacy().stream().mapToDouble(hour -> hour.planned().lolp()).toArray();
    }

    private static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static int highest(double[] values) {
        int highest = 0;
        for (int t = 1; t < values.length; t++) {
            highest = values[t] > values[highest] ? t : highest;
        }
        return highest;
    }

    @Test
    void figure4WithoutPenaltyTheLimitIsUsedUpInMostOfTheDearHours(TestReporter reporter) {
        CommitmentSchedule plan = PaperDay.cheapest(new PaperDay().problem(0, 0.005, NO_LIMIT_KWH));

        double[] lolp = lolp(plan);

        reporter.publishEntry("LOLP without penalty", Arrays.toString(lolp));
        assertEquals(0.00232, sorted(lolp)[0], 1e-4);
        assertTrue(sorted(lolp)[23] <= 0.005 && sorted(lolp)[23] >= 0.0049, () -> Arrays.toString(lolp));
        long atTheLimit = Arrays.stream(lolp).filter(p -> p >= 0.95 * 0.005).count();
        assertTrue(atTheLimit >= 8, () -> atTheLimit + " hours");
    }

    @Test
    void figure5WithPenaltyTheRiskIsLowestInTheEveningAndHighestInTheMorning(TestReporter reporter) {
        CommitmentSchedule plan = PaperDay.cheapest(SharedCase.microgrid());

        double[] lolp = lolp(plan);

        reporter.publishEntry("LOLP with penalty", Arrays.toString(lolp));
        assertEquals(0.00149, sorted(lolp)[0], 2e-5);
        assertEquals(0.00499, sorted(lolp)[23], 2e-5);
        assertEquals(7, highest(lolp));
        assertEquals(22, Arrays.stream(lolp).filter(p -> p < 0.0042).count());
    }

    @Test
    void figures6And7WithTwoObjectivesRiskFallsAndTheEveningIsDearest(TestReporter reporter) {
        CommitmentProblem problem = new PaperDay().problem(1000, 1, 0.6);
        CommitmentSchedule plan = PaperDay.cheapest(problem);

        double[] lolp = lolp(plan);
        double[] cents = hourlyCents(problem, plan);

        reporter.publishEntry("LOLP with two objectives", Arrays.toString(lolp));
        reporter.publishEntry("cents of each hour", Arrays.toString(cents));
        assertEquals(plan.cost().totalCents(), Arrays.stream(cents).sum(), 1e-6);
        assertEquals(0.0006, sorted(lolp)[0], 1e-4);
        assertEquals(0.0023, sorted(lolp)[23], 1e-4);
        assertEquals(359, sorted(cents)[0], 10);
        assertEquals(989, sorted(cents)[23], 10);
        assertTrue(highest(cents) >= 17 && highest(cents) <= 21, () -> Arrays.toString(cents));
    }

    /// The paper's limits of 1 to 5 % do not bind with a penalty: the cheapest plan without any keeps them all, and 0.5 % too.
    @ParameterizedTest(name = "limit {0}")
    @ValueSource(doubles = {0.05, 0.01, 0.005})
    void withPenaltyALimitFromHalfAPercentOnCostsNothing(double limit) {
        CommitmentSchedule plan = PaperDay.cheapest(new PaperDay().problem(1000, limit, NO_LIMIT_KWH));

        // Proven to cost the least without a limit.
        assertEquals(16_768.42, plan.cost().totalCents(), 0.05);
        assertTrue(PaperDay.highestLolp(plan) <= 0.005);
    }

    @ParameterizedTest(name = "limit {0}")
    @CsvSource({"0.004, 16807.0", "0.0025, 16833.8"})
    void withPenaltyATighterOneCosts(double limit, double cents) {
        CommitmentSchedule plan = PaperDay.cheapest(new PaperDay().problem(1000, limit, NO_LIMIT_KWH));

        assertEquals(cents, plan.cost().totalCents(), 2);
    }

    @Test
    @Tag("slow")
    void withoutPenaltyEveryLimitOfThePaperBinds(TestReporter reporter) {
        PaperDay day = new PaperDay();
        double[] limits = {0.0025, 0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 1};
        double[] cents = new double[limits.length];

        for (int l = 0; l < limits.length; l++) {
            CommitmentSchedule plan = PaperDay.cheapest(day.problem(0, limits[l], NO_LIMIT_KWH));
            cents[l] = plan.cost().totalCents();
            reporter.publishEntry("limit " + limits[l], "%.1f ¢, LOLP up to %.4f, EENS %.3f kWh".formatted(
                    cents[l], PaperDay.highestLolp(plan), plan.plannedEensKwh()));
        }

        assertArrayEquals(new double[]{15_824, 15_325, 15_074, 14_957, 14_699, 14_506, 14_368, 13_487}, cents,
                30);
    }

    /// What each hour costs, by its own energy, starts, reserve, exchange, wear and expected loss.
    private static double[] hourlyCents(CommitmentProblem problem, CommitmentSchedule plan) {
        double[] cents = new double[problem.intervals()];
        UpstreamGrid grid = problem.grid();
        for (int t = 0; t < cents.length; t++) {
            for (int u = 0; u < problem.units().size(); u++) {
                Unit unit = problem.units().get(u);
                var one = plan.units().get(u);
                boolean before = t == 0 ? unit.initiallyOn() : one.on().get(t - 1);
                double start = one.on().get(t) && !before ? unit.start().cents(1) : 0;
                double noLoad = one.on().get(t) ? unit.cost().noLoadCentsPerHour() : 0;
                cents[t] += start + noLoad + unit.cost().energyCentsPerHour(one.powerKw().get(t))
                        + unit.reserveCentsPerKwh() * one.reserveKw().get(t);
            }
            if (grid != null && plan.grid() != null) {
                cents[t] += grid.importCentsPerKwh().get(t) * plan.grid().importKw().get(t)
                        - grid.exportCentsPerKwh().get(t) * plan.grid().exportKw().get(t)
                        + grid.reserveCentsPerKwh() * plan.grid().reserveKw().get(t);
            }
            var battery = problem.storages().getFirst();
            var flows = plan.storages().getFirst();
            cents[t] += battery.wearCentsPerKwh() * (flows.chargeKw().get(t) + flows.dischargeKw().get(t))
                    + battery.reserveCentsPerKwh() * flows.reserveKw().get(t)
                    + problem.reliability().vollCentsPerKwh() * plan.adequacy().get(t).planned().eensKwh();
        }
        return cents;
    }
}
