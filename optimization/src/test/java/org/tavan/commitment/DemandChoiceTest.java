package org.tavan.commitment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.commitment.genetic.GeneticSearch;
import org.tavan.commitment.genetic.ParetoFront;
import org.tavan.commitment.genetic.ParetoSearch;
import org.tavan.commitment.genetic.SearchOutcome;
import org.tavan.commitment.genetic.SearchSettings;
import org.tavan.conic.Profile;

class DemandChoiceTest {
    private static final CommitmentModel MODEL = new CommitmentModel(new CommitmentSettings(1e-7, 60, 21),
            System::nanoTime);

    static IntStream seeds() {
        return IntStream.range(0, 24);
    }

    /// Two choices of two and three options of any sign.
    static List<DemandChoice> choices(int seed, int intervals) {
        SplittableRandom random = new SplittableRandom(seed);
        List<DemandChoice> choices = new ArrayList<>();
        for (int c = 0; c < 2; c++) {
            List<DemandOption> options = new ArrayList<>(List.of(DemandOption.none(intervals)));
            for (int o = 0; o <= c; o++) {
                options.add(new DemandOption("option " + o,
                        Profile.of(random.doubles(intervals, -7, 6).toArray()),
                        random.nextDouble(-30, 30)));
            }
            choices.add(new DemandChoice("choice " + c, options));
        }
        return choices;
    }

    /// Without choices, at the demand of each combination.
    private static double bestOfAll(CommitmentProblem problem) {
        double best = Double.POSITIVE_INFINITY;
        for (int first = 0; first < 2; first++) {
            for (int second = 0; second < 3; second++) {
                List<Integer> options = List.of(first, second);
                CommitmentProblem fixed = problem.withDemandChoices(List.of())
                        .withDemandKw(problem.demandKw(options));
                best = Math.min(best, BruteForce.minimum(fixed) + problem.demandCents(options));
            }
        }
        return best;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void modelAndSearchTakeTheBestOfAllOptionsAndCommitments(int seed) {
        CommitmentProblem tiny = TinyProblem.microgrid(seed);
        CommitmentProblem problem = tiny.withDemandChoices(choices(seed, tiny.intervals()));

        double best = bestOfAll(problem);
        CommitmentOutcome exact = MODEL.plan(problem);
        SearchOutcome found = new GeneticSearch(SearchSettings.defaults(seed).withSizes(40, 60, 20))
                .search(problem, List.of());

        if (Double.isInfinite(best)) {
            assertInstanceOf(CommitmentOutcome.Infeasible.class, exact);
            assertInstanceOf(SearchOutcome.NoneFound.class, found);
            return;
        }
        var planned = assertInstanceOf(CommitmentOutcome.Planned.class, exact);
        assertKept(problem, planned.schedule(), best, 2e-6);
        assertTrue(assertInstanceOf(Certificate.Proven.class, planned.certificate()).boundCents() <= best
                + 1e-5);
        assertKept(problem, assertInstanceOf(SearchOutcome.Found.class, found).schedule(), best, 1e-4);
    }

    private static void assertKept(CommitmentProblem problem, CommitmentSchedule schedule, double cents,
            double relative) {
        assertEquals(List.of(), ScheduleCheck.of(problem, schedule));
        assertEquals(cents, schedule.cost().totalCents(), 1e-4 + relative * Math.abs(cents));
        assertEquals(problem.demandCents(schedule.options()), schedule.cost().demandCents(), 0);
    }

    @Test
    void theProblemsAreFeasibleAndInfeasibleAndTakeDifferentOptions() {
        List<List<Integer>> taken = new ArrayList<>();
        for (int seed : seeds().toArray()) {
            CommitmentProblem tiny = TinyProblem.microgrid(seed);
            if (MODEL.plan(tiny.withDemandChoices(
                    choices(seed, tiny.intervals()))) instanceof CommitmentOutcome.Planned planned) {
                taken.add(planned.schedule().options());
            }
        }

        assertTrue(taken.size() > 8 && taken.size() < 24, () -> "feasible: " + taken.size());
        assertTrue(taken.stream().distinct().count() >= 4, taken::toString);
    }

    @Test
    void spinningReserveIsForTheDemandThatIsChosen() {
        Profile reserve = Profile.of(0, 12);
        List<Unit> units = List.of(SmallMicrogrid.unit("A", 0, 50, 5, 0),
                SmallMicrogrid.unit("B", 0, 50, 9, 0));
        CommitmentProblem island = new CommitmentProblem(1, Profile.of(30, 45), Profile.of(0, 0), reserve,
                units,
                null, List.of(), List.of(), Reliability.none(2));
        CommitmentProblem problem = island.withDemandChoices(List.of(new DemandChoice("call",
                List.of(new DemandOption("reduced", Profile.of(0, -10), 0)))));

        var planned = assertInstanceOf(CommitmentOutcome.Planned.class, MODEL.plan(problem));
        var found = assertInstanceOf(SearchOutcome.Found.class,
                new GeneticSearch(SearchSettings.defaults(1).withSizes(20, 20, 10)).search(problem,
                        List.of()));

        // 35 kW and 12 kW of reserve need one unit, 45 kW would need both.
        for (CommitmentSchedule schedule : List.of(planned.schedule(), found.schedule())) {
            assertEquals(List.of(), ScheduleCheck.of(problem, schedule));
            assertEquals(5 * (30 + 35), schedule.cost().totalCents(), 1e-3);
            assertTrue(schedule.units().get(1).on().stream().noneMatch(on -> on));
        }
    }

    @Test
    void aMicrogridWithoutUnitsStillChoosesItsDemand() {
        UpstreamGrid grid = new UpstreamGrid(100, 0, Profile.of(10, 20), Profile.of(0, 0), 0, 0);
        CommitmentProblem problem = new CommitmentProblem(1, Profile.of(10, 10), Profile.of(0, 0),
                Profile.of(0, 0), List.of(), grid, List.of(), List.of(), Reliability.none(2),
                List.of(new DemandChoice("shift", List.of(DemandOption.none(2),
                        new DemandOption("later", Profile.of(-3, 3), 1),
                        new DemandOption("earlier", Profile.of(3, -3), 20)))));

        SearchOutcome found = new GeneticSearch(SearchSettings.defaults(1).withSizes(20, 20, 10)).search(
                problem,
                List.of());

        CommitmentSchedule schedule = assertInstanceOf(SearchOutcome.Found.class, found).schedule();
        assertEquals(List.of(2), schedule.options());
        assertEquals(130 + 140 + 20, schedule.cost().totalCents(), 1e-3);
    }

    @Test
    void anEarlierPlanHandsItsOptionsOn() {
        CommitmentProblem tiny = TinyProblem.microgrid(5);
        CommitmentProblem problem = tiny.withDemandChoices(choices(5, tiny.intervals()));
        SearchSettings thorough = SearchSettings.defaults(1).withSizes(40, 60, 20);
        CommitmentSchedule good = assertInstanceOf(SearchOutcome.Found.class,
                new GeneticSearch(thorough).search(problem, List.of())).schedule();

        CommitmentSchedule again = assertInstanceOf(SearchOutcome.Found.class,
                new GeneticSearch(SearchSettings.defaults(2).withSizes(4, 1, 1).withRounds(1)).search(problem,
                        List.of(good)))
                .schedule();

        assertNotEquals(List.of(0, 0), good.options());
        assertTrue(again.cost().totalCents() <= good.cost().totalCents() + 1e-6);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 5, 19})
    void aSeedGivesTheSamePlanAndFrontOnAnyNumberOfThreads(int seed) {
        CommitmentProblem tiny = TinyProblem.microgrid(seed);
        CommitmentProblem problem = tiny.withDemandChoices(choices(seed, tiny.intervals()));
        SearchSettings settings = SearchSettings.defaults(seed).withSizes(24, 20, 10).withRounds(4);

        assertEquals(new GeneticSearch(settings).search(problem, List.of()),
                new GeneticSearch(settings.withThreads(3)).search(problem, List.of()));
        assertEquals(new ParetoSearch(settings, 20, 5000).search(problem),
                new ParetoSearch(settings.withThreads(3), 20, 5000).search(problem));
    }

    @Test
    void aFrontOfPlansTakesOptionsToo() {
        CommitmentProblem tiny = TinyProblem.microgrid(5);
        CommitmentProblem problem = tiny.withDemandChoices(choices(5, tiny.intervals()));
        SearchSettings settings = SearchSettings.defaults(1).withSizes(40, 20, 10).withRounds(6);

        ParetoFront front = new ParetoSearch(settings, 20, 5000).search(problem);

        double price = problem.reliability().vollCentsPerKwh();
        double best = bestOfAll(problem);
        double nearest = front.points()
                .stream()
                .mapToDouble(p -> p.costCents() + price * p.eensKwh())
                .min()
                .orElseThrow();
        assertTrue(price > 0);
        assertTrue(best <= nearest + 1e-4, () -> best + " " + nearest);
        assertEquals(best, nearest, 0.01 * Math.abs(best));
        assertTrue(
                front.points().stream().anyMatch(p -> p.schedule().options().stream().anyMatch(o -> o > 0)));
    }

    @Test
    void theCheckKnowsWhichDemandWasChosen() {
        CommitmentProblem problem = SmallMicrogrid.withEverything();
        CommitmentProblem chosen = problem.withDemandChoices(List.of(new DemandChoice("call",
                List.of(DemandOption.none(12), new DemandOption("less", SmallMicrogrid.flat(12, -2), 50)))));
        var planned = assertInstanceOf(CommitmentOutcome.Planned.class,
                new CommitmentModel(new CommitmentSettings(1e-3, 30, 21), System::nanoTime).plan(chosen));
        CommitmentSchedule good = planned.schedule();
        int other = 1 - good.options().getFirst();

        CommitmentSchedule wrong = new CommitmentSchedule(good.units(), good.grid(), good.storages(),
                good.renewables(), good.cost(), good.adequacy(), List.of(other));
        CommitmentSchedule none = new CommitmentSchedule(good.units(), good.grid(), good.storages(),
                good.renewables(), good.cost(), good.adequacy(), List.of(2));

        assertEquals(List.of(), ScheduleCheck.of(chosen, good));
        assertEquals(12, ScheduleCheck.of(chosen, wrong)
                .stream()
                .filter(finding -> finding.rule().equals("energy balance"))
                .count());
        assertEquals("call", ScheduleCheck.of(chosen, none).getFirst().source());
        assertEquals("number of options taken", ScheduleCheck.of(problem, good).getFirst().rule());
    }

    @Test
    void choicesThatDoNotFitAreNamed() {
        CommitmentProblem problem = SmallMicrogrid.island(Profile.of(10, 10),
                List.of(SmallMicrogrid.unit("A", 0, 50, 5, 0)), List.of(), Reliability.none(2));
        DemandChoice six = new DemandChoice("TOU", List.of(DemandOption.none(2),
                new DemandOption("60 %", Profile.of(0, -6), 0)));
        DemandChoice five = new DemandChoice("CPP", List.of(new DemandOption("50 %", Profile.of(0, -5), 0)));

        refused("The demand of interval 1 (10.0 kW) could fall to -1.0 kW, most of all by option 60 % of choice TOU",
                () -> problem.withDemandChoices(List.of(six, five)));
        refused("The demand choice TOU comes twice", () -> problem.withDemandChoices(List.of(six, six)));
        refused("Demand choice RTP: the changeKw of option none has 3 entries, expected 2",
                () -> problem
                        .withDemandChoices(List.of(new DemandChoice("RTP", List.of(DemandOption.none(3))))));
        refused("Demand choice RTP has no option", () -> new DemandChoice("RTP", List.of()));
        refused("Demand option 5 %: the cents (NaN) must be finite",
                () -> new DemandOption("5 %", Profile.of(0), Double.NaN));
        refused("Demand choice TOU has the options 0 to 1, not 2",
                () -> problem.withDemandChoices(List.of(six)).demandKw(List.of(2)));
        refused("There are 0 options taken of 1",
                () -> problem.withDemandChoices(List.of(six)).demandKw(List.of()));
    }

    private static void refused(String message, Executable making) {
        String found = String.valueOf(assertThrows(IllegalArgumentException.class, making).getMessage());
        assertTrue(found.contains(message), found);
    }
}
