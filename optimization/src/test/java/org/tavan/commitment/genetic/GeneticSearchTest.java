package org.tavan.commitment.genetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.commitment.CommitmentModel;
import org.tavan.commitment.CommitmentOutcome;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.CommitmentSchedule;
import org.tavan.commitment.CommitmentSettings;
import org.tavan.conic.Profile;
import org.tavan.conic.SolverSettings.TimeLimit;

class GeneticSearchTest {
    private static final int HOURS = 5;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void noCommitmentAtAllIsCheaperThanTheOneFound(long seed) {
        CommitmentProblem problem = RandomCommitment.alone(seed, 3, HOURS);

        SearchOutcome outcome = new GeneticSearch(small(seed)).search(problem, List.of());

        double least = cheapestOfAll(problem);
        if (least < Double.POSITIVE_INFINITY) {
            assertEquals(least, SearchAssert.planned(problem, outcome).cost().totalCents(), 1e-6 * least);
        } else {
            assertInstanceOf(SearchOutcome.NoneFound.class, outcome);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void aMicrogridIsPlannedAsCheaplyAsTheMixedIntegerProgramProves(long seed) {
        CommitmentProblem problem = RandomCommitment.microgrid(seed, 3, 6);

        SearchOutcome outcome = new GeneticSearch(small(seed)).search(problem, List.of());

        CommitmentOutcome exact = new CommitmentModel(new CommitmentSettings(1e-7, 20, 41), System::nanoTime)
                .plan(problem);
        if (exact instanceof CommitmentOutcome.Planned planned) {
            double cents = SearchAssert.planned(problem, outcome).cost().totalCents();
            double least = planned.schedule().cost().totalCents();
            assertEquals(least, cents, 1e-4 * Math.abs(least));
        } else {
            assertInstanceOf(SearchOutcome.NoneFound.class, outcome);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2})
    void aSeedGivesTheSamePlanOnAnyNumberOfThreads(long seed) {
        for (CommitmentProblem problem : List.of(RandomCommitment.alone(seed, 6, 12),
                RandomCommitment.microgrid(seed, 3, 6))) {
            SearchOutcome one = new GeneticSearch(tiny(seed)).search(problem, List.of());
            SearchOutcome two = new GeneticSearch(tiny(seed).withThreads(2)).search(problem, List.of());
            SearchOutcome four = new GeneticSearch(tiny(seed).withThreads(4)).search(problem, List.of());

            assertEquals(one, two);
            assertEquals(one, four);
        }
    }

    @Test
    void aPassedDeadlineStillGivesAPlan() {
        CommitmentProblem problem = RandomCommitment.microgrid(3, 3, 8);
        AtomicLong clock = new AtomicLong();
        TimeLimit limit = new TimeLimit(Duration.ofSeconds(1), () -> clock.getAndAdd(2_000_000_000L));

        SearchOutcome outcome = new GeneticSearch(small(1).withDeadline(limit)).search(problem, List.of());

        SearchOutcome.Found found = assertInstanceOf(SearchOutcome.Found.class, outcome);
        assertTrue(!found.statistics().exhausted());
    }

    @Test
    void anEarlierPlanIsNeverMadeWorse() {
        CommitmentProblem problem = RandomCommitment.alone(2, 6, 12);
        CommitmentSchedule good = plan(problem, SearchSettings.defaults(1), List.of());

        CommitmentSchedule again = plan(problem, SearchSettings.defaults(2).withSizes(12, 1, 1),
                List.of(good));

        assertTrue(again.cost().totalCents() <= good.cost().totalCents() + 1e-9);
    }

    @Test
    void aMicrogridWithoutUnitsIsDispatchedAllTheSame() {
        CommitmentProblem problem = RandomCommitment.microgrid(2, 0, 4);

        plan(problem, small(1), List.of());
    }

    @Test
    void oneIntervalIsEnough() {
        CommitmentProblem problem = RandomCommitment.alone(2, 4, 1);

        plan(problem, small(1), List.of());
    }

    @Test
    void anEarlierPlanForOtherUnitsIsRefused() {
        CommitmentSchedule other = plan(RandomCommitment.alone(2, 4, 3), small(1), List.of());

        IllegalArgumentException error = assertThrows(IllegalArgumentException.class,
                () -> new GeneticSearch(small(1)).search(RandomCommitment.alone(2, 3, 3), List.of(other)));

        assertTrue(String.valueOf(error.getMessage()).contains("expected [U0, U1, U2]"), error.toString());
    }

    @Test
    void whatLacksIsNamedWithItsInterval() {
        CommitmentProblem problem = RandomCommitment.alone(1, 3, HOURS);
        double[] demand = problem.demandKw().toArray();
        demand[2] = 1e4;

        SearchOutcome outcome = new GeneticSearch(small(1)).search(problem.withDemandKw(Profile.of(demand)),
                List.of());

        String reason = assertInstanceOf(SearchOutcome.NoneFound.class, outcome).reason();
        assertTrue(reason.startsWith("Interval 2 lacks"), reason);
    }

    private static CommitmentSchedule plan(CommitmentProblem problem, SearchSettings settings,
            List<CommitmentSchedule> previous) {
        return SearchAssert.planned(problem, new GeneticSearch(settings).search(problem, previous));
    }

    private static SearchSettings small(long seed) {
        return SearchSettings.defaults(seed).withSizes(40, 60, 20);
    }

    private static SearchSettings tiny(long seed) {
        return SearchSettings.defaults(seed).withSizes(24, 20, 10).withRounds(4);
    }

    /// Every commitment that keeps its times, dispatched by the conic solver.
    private static double cheapestOfAll(CommitmentProblem problem) {
        int bits = problem.units().size();
        UnitTimes times = new UnitTimes(problem.units(), HOURS, 1);
        SourceOrder sources = new SourceOrder(problem);
        HourPrograms hours = new HourPrograms(problem, sources, new EventTable(problem, sources),
                Cover.none());
        double[][] cents = new double[HOURS][1 << bits];
        HourPrices none = new HourPrices(bits, 0);
        for (int t = 0; t < HOURS; t++) {
            for (int mask = 0; mask < cents[t].length; mask++) {
                cents[t][mask] = hours.cents(t, mask, 0, none);
            }
        }
        double least = Double.POSITIVE_INFINITY;
        long[] masks = new long[HOURS];
        for (int code = 0; code < 1 << (bits * HOURS); code++) {
            for (int t = 0; t < HOURS; t++) {
                masks[t] = (code >>> (bits * t)) & ((1L << bits) - 1);
            }
            if (times.kept(masks)) {
                double sum = times.startCents(masks);
                for (int t = 0; t < HOURS; t++) {
                    sum += cents[t][(int) masks[t]];
                }
                least = Math.min(least, sum);
            }
        }
        return least < HourCost.LACK_CENTS_PER_KWH / 10 ? least : Double.POSITIVE_INFINITY;
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class,
                () -> SearchSettings.defaults(1).withThreads(0));

        assertEquals("The threads (0) must be at least 1.", error.getMessage());
    }
}
