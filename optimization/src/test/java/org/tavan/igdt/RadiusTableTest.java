package org.tavan.igdt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.Profile;

class RadiusTableTest {
    private static final Profile BETAS = Profile.of(0.05, 0.075, 0.1, 0.125, 0.15);
    private static final Profile LIMITS = Profile.of(0.01, 0.02, 0.03, 0.04, 0.05);
    private static final InformationGap GAP = new InformationGap(0.1);

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    /// Falls with participation and with a looser limit, as a least cost must.
    private static LimitedCost cost(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double level = random.nextDouble(10_000, 17_000);
        double slope = random.nextDouble(5_000, 60_000);
        double reserve = random.nextDouble(1, 8);
        double together = random.nextDouble(0, 500);
        return (gamma, limit) -> level - slope * gamma + reserve / limit + together * (0.2 - gamma) / limit;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void withinOneBudgetTheRadiusShrinksAsTheLimitTightensAndGrowsWithBeta(long seed) {
        RadiusTable table = RadiusTable.of(GAP, cost(seed), BETAS, LIMITS, RadiusTable.Base.LOOSEST_LIMIT);

        for (int b = 0; b < 5; b++) {
            for (int l = 0; l < 5; l++) {
                double alpha = table.get(b, l).alpha();
                assertTrue(l == 0 || alpha >= table.get(b, l - 1).alpha(), "β " + b + ", limit " + l);
                assertTrue(b == 0 || alpha >= table.get(b - 1, l).alpha(), "β " + b + ", limit " + l);
            }
        }
    }

    @Test
    void withABudgetForEachLimitATighterLimitMayAllowMore() {
        // The limit costs the same whoever takes part: 5 % of a dearer day pays for a larger loss of participation.
        LimitedCost cost = (gamma, limit) -> 1_000 - 2_000 * gamma + 10 / limit;

        RadiusTable own = RadiusTable.of(GAP, cost, Profile.of(0.05), LIMITS, RadiusTable.Base.OWN_LIMIT);
        RadiusTable one = RadiusTable.of(GAP, cost, Profile.of(0.05), LIMITS, RadiusTable.Base.LOOSEST_LIMIT);

        assertTrue(own.get(0, 0).alpha() > own.get(0, 4).alpha());
        assertEquals(own.get(0, 4), one.get(0, 4));
        assertEquals(RobustRadius.Bound.OVER_BUDGET, one.get(0, 0).bound());
        assertEquals(0, one.get(0, 0).alpha(), 0);
    }

    @Test
    void whatTheRowsShareIsSolvedOnce() {
        int[] solves = {0};
        LimitedCost counted = (gamma, limit) -> {
            solves[0]++;
            return 10_000 - 20_000 * gamma + 1 / limit;
        };

        RadiusTable table = RadiusTable.of(GAP, counted, BETAS, LIMITS, RadiusTable.Base.LOOSEST_LIMIT);

        assertEquals(solves[0], table.solves());
        assertTrue(table.solves() < 25 * 20, "solves: " + table.solves());
    }

    @Test
    void theLimitsMayComeInAnyOrder() {
        LimitedCost cost = cost(1);
        RadiusTable rising = RadiusTable.of(GAP, cost, Profile.of(0.1), Profile.of(0.01, 0.05),
                RadiusTable.Base.LOOSEST_LIMIT);

        RadiusTable falling = RadiusTable.of(GAP, cost, Profile.of(0.1), Profile.of(0.05, 0.01),
                RadiusTable.Base.LOOSEST_LIMIT);

        assertEquals(rising.get(0, 0), falling.get(0, 1));
        assertEquals(rising.get(0, 1), falling.get(0, 0));
    }

    @Test
    void badInputIsRefused() {
        var error = assertThrows(IllegalArgumentException.class, () -> RadiusTable.of(GAP, (g, l) -> 1, BETAS,
                Profile.of(0.01, 5), RadiusTable.Base.OWN_LIMIT));

        assertTrue(String.valueOf(error.getMessage()).contains("limit 1"), error.getMessage());
        assertThrows(IllegalArgumentException.class,
                () -> RadiusTable.of(GAP, (g, l) -> 1, Profile.of(), LIMITS,
                        RadiusTable.Base.OWN_LIMIT));
    }
}
