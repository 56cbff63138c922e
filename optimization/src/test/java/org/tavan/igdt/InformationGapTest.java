package org.tavan.igdt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.Profile;
import org.tavan.demandresponse.DefaultDay;
import org.tavan.demandresponse.DemandResponse;
import org.tavan.demandresponse.MeritOrder;
import org.tavan.demandresponse.Participation;
import org.tavan.demandresponse.SmallDay;

class InformationGapTest {
    private static final double TOLERANCE = 2.5e-4;
    private static final InformationGap GAP = new InformationGap(0.1);

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    /// A cost that falls strictly with participation, with kinks like those of a merit order.
    private static ParticipationCost falling(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double level = random.nextDouble(5_000, 20_000);
        double slope = random.nextDouble(1_000, 60_000);
        double kink = random.nextDouble(0.02, 0.15);
        double steeper = random.nextDouble(0, 100_000);
        return gamma -> level - slope * gamma + steeper * Math.max(0, kink - gamma);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void withoutAllowanceACostThatFallsLeavesNoRadius(long seed) {
        RobustRadius radius = GAP.radius(falling(seed), 0);

        assertEquals(0, radius.alpha(), 0);
        assertEquals(RobustRadius.Bound.COST, radius.bound());
        assertTrue(radius.isLeastTheWorst());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aLargerAllowanceNeverMakesTheRadiusSmaller(long seed) {
        ParticipationCost cost = falling(seed);
        double previous = 0;

        for (double beta = 0; beta <= 0.3; beta += 0.01) {
            double alpha = GAP.radius(cost, beta).alpha();

            assertTrue(alpha >= previous, "β " + beta + ": " + alpha + " after " + previous);
            previous = alpha;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void atItsEdgeTheRadiusUsesTheWholeAllowanceUnlessItIsTheWholeRange(long seed) {
        ParticipationCost cost = falling(seed);
        double baseCents = cost.cents(0.1);

        for (double beta : new double[]{0.02, 0.05, 0.1, 0.15}) {
            RobustRadius radius = GAP.radius(cost, beta);

            double edge = cost.cents(0.1 * (1 - radius.alpha()));
            double steepest = (cost.cents(0) - cost.cents(0.001)) / 0.001 + 1;
            assertEquals((1 + beta) * baseCents, radius.budgetCents(), 1e-9);
            assertEquals(edge, radius.worstCents(), 0);
            assertTrue(edge <= radius.budgetCents());
            if (radius.bound() == RobustRadius.Bound.WHOLE_RANGE) {
                assertEquals(1, radius.alpha(), 0);
            } else {
                assertEquals(radius.budgetCents(), edge, steepest * TOLERANCE * 0.1);
            }
        }
    }

    @Test
    void theRadiusOfALineIsThatOfTheFormula() {
        // f = 12,060 − 48,240 (γ − 0.1): without anybody it costs 16,884, 40 % more.
        ParticipationCost line = gamma -> 12_060 - 48_240 * (gamma - 0.1);

        RobustRadius half = GAP.radius(line, 0.2);
        RobustRadius whole = GAP.radius(line, 0.41);

        assertEquals(0.5, half.alpha(), TOLERANCE);
        assertEquals(5, half.alphaPoints(), 100 * 0.1 * TOLERANCE);
        assertEquals(0.05, half.leastParticipation(), 0.1 * TOLERANCE);
        assertEquals(1, whole.alpha(), 0);
        assertEquals(RobustRadius.Bound.WHOLE_RANGE, whole.bound());
    }

    @Test
    void whereTooManyAreTheWorstCaseTheLowerEndIsNotTakenForIt() {
        // Rebates that cost more than they save: f rises with γ, and eq. (26) would see no limit.
        ParticipationCost rising = gamma -> 10_000 + 20_000 * gamma;

        RobustRadius radius = GAP.radius(rising, 0.05);

        assertEquals(0.3, radius.alpha(), TOLERANCE);
        assertFalse(radius.isLeastTheWorst());
        assertEquals(0.1 * (1 + radius.alpha()), radius.worstParticipation(), 1e-12);
    }

    @Test
    void aHillInsideTheRangeEndsTheRadiusBeforeIt() {
        // Cheap at both ends of [0.04, 0.1], dear between: bisection of the end alone would jump over it.
        ParticipationCost hill = gamma -> 1_000 + 500 * Math.max(0, 1 - Math.abs(gamma - 0.075) / 0.01);

        RobustRadius radius = GAP.radius(hill, 0.1);
        RobustRadius ends = new InformationGap(0.1, 1, TOLERANCE).radius(hill, 0.1);

        assertEquals((0.1 - 0.083) / 0.1, radius.alpha(), 2 * TOLERANCE);
        assertEquals(1, ends.alpha(), 0, "one grid point sees the far ends only");
    }

    @Test
    void aSideThatFirstSeemedCheapIsFollowedWhenItIsNot() {
        // Below, the cost passes the budget at α = 0.2; above, sooner, but it is cheap again at the first grid deviation.
        ParticipationCost cost = gamma -> gamma < 0.1
                ? 1_000 + 5_000 * (0.1 - gamma)
                : 1_000 + 150 * Math.max(0, 1 - Math.abs(gamma - 0.12) / 0.008);

        RobustRadius radius = GAP.radius(cost, 0.1);

        double edge = (0.12 - 0.008 * (1 - 100.0 / 150) - 0.1) / 0.1;
        assertEquals(edge, radius.alpha(), 2 * TOLERANCE);
        assertFalse(radius.isLeastTheWorst());
    }

    @Test
    void eachParticipationIsSolvedOnceAndTheSolvesAreFew() {
        int[] solves = {0};
        ParticipationCost counted = gamma -> {
            solves[0]++;
            return 10_000 - 20_000 * gamma;
        };

        GAP.radius(counted, 0.03);

        assertTrue(solves[0] <= 20, "solves: " + solves[0]);
    }

    @Test
    void scarcityThatNoScheduleSurvivesEndsTheRadius() {
        ParticipationCost cliff = gamma -> gamma < 0.08 ? Double.POSITIVE_INFINITY : 1_000;

        RobustRadius radius = GAP.radius(cliff, 0.5);

        assertEquals(0.2, radius.alpha(), TOLERANCE);
        assertEquals(1_000, radius.worstCents(), 0);
    }

    @Test
    void aDayThatEarnsMoneyHasABudgetBelowItsEarning() {
        ParticipationCost earning = gamma -> -1_000 - 2_000 * gamma;

        RobustRadius radius = GAP.radius(earning, 0.05);

        assertEquals(-1_200 + 60, radius.budgetCents(), 1e-9);
        assertEquals(0.3, radius.alpha(), TOLERANCE);
    }

    @Test
    void theUpperEndStopsAtTheWholeLoad() {
        double[] most = {0};
        ParticipationCost cost = gamma -> {
            most[0] = Math.max(most[0], gamma);
            return 100;
        };

        new InformationGap(0.8).radius(cost, 0.1);

        assertEquals(1, most[0], 0);
    }

    @Test
    void badInputIsRefused() {
        var percent = assertThrows(IllegalArgumentException.class, () -> new InformationGap(10));
        var infeasible = assertThrows(IllegalArgumentException.class,
                () -> GAP.radius(gamma -> Double.POSITIVE_INFINITY, 0.1));
        var notANumber = assertThrows(IllegalArgumentException.class,
                () -> GAP.radius(gamma -> gamma < 0.1 ? Double.NaN : 1, 0.1));

        assertTrue(String.valueOf(percent.getMessage()).contains("in percent"), percent.getMessage());
        assertTrue(String.valueOf(infeasible.getMessage()).contains("no feasible schedule"),
                infeasible.getMessage());
        assertTrue(String.valueOf(notANumber.getMessage()).contains("NaN"), notANumber.getMessage());
        assertThrows(IllegalArgumentException.class, () -> GAP.radius(gamma -> 1, -0.1));
        assertThrows(IllegalArgumentException.class, () -> new InformationGap(0.1, 0, 0.1));
    }

    @Test
    void aDayWithProgrammesScalesThemAllByTheRadius() {
        DemandResponse response = SmallDay.demandResponse(0, 15);
        Participation expected = Participation.of(0.3, Profile.of(1, 0, 0));
        ParticipationCost cost = gamma -> SmallDay.SUPPLY.cents(
                response.respond(SmallDay.LOAD_KW, expected.scaled(gamma / 0.3)).loadKw());

        RobustRadius radius = new InformationGap(0.3).radius(cost, 0.005);

        assertTrue(radius.alpha() > 0 && radius.alpha() < 1, "α " + radius.alpha());
        assertEquals(radius.budgetCents(), radius.worstCents(), 0.001 * radius.budgetCents());
    }

    @ParameterizedTest(name = "β {0}")
    @CsvSource({"0.001, 0.25, COST", "0.002, 0.50, COST", "0.003, 0.75, COST", "0.005, 1, WHOLE_RANGE",
            "0.05, 1, WHOLE_RANGE", "0.15, 1, WHOLE_RANGE"})
    void onTheDefaultDayTheRadiusIsProportionalToBetaUntilAllShiftingMayBeLost(double beta, double alpha,
            RobustRadius.Bound bound) {
        DefaultDay day = DefaultDay.read();
        // The marginal cost of each hour's supply: units in the order of their price.
        var supply = new MeritOrder(Profile.of(40, 50, 50, 60), Profile.of(5.77, 7.42, 8.03, 13.39), 1000);
        DemandResponse response = day.demandResponse();
        Participation expected = Participation.of(0.1, Profile.of(0.5, 0.5, 0));
        ParticipationCost cost = gamma -> supply.cents(
                response.respond(day.loadKw(), expected.scaled(gamma / 0.1)).loadKw());

        RobustRadius radius = GAP.radius(cost, beta);

        // Shifting a tenth of the load is worth less than half a percent of the cost: the smallest β of the paper covers its loss.
        assertEquals(alpha, radius.alpha(), 0.005);
        assertEquals(bound, radius.bound());
        assertTrue(radius.worstCents() < 1.005 * radius.baseCents());
    }
}
