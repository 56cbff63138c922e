package org.tavan.commitment.genetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.SharedCase;
import org.tavan.commitment.Unit;
import org.tavan.conic.Profile;

/// The ten units of Kazarlis, Bakirtzis and Petridis 1996: best known cost 563,937.69, proven bound 563,937.588.
class KazarlisSearchTest {
    private static final double BEST_KNOWN = 563_937.69;
    private static final double BOUND = 563_937.588;
    private static final double TWENTY_UNITS = 1_123_297.433;

    @Test
    void nineOfTenSeedsReachTheBestKnownCostAndNoneFallsBelowTheBound() {
        CommitmentProblem problem = SharedCase.kazarlis();

        double[] cents = LongStream.range(0, 10).mapToDouble(seed -> cents(problem, seed)).toArray();

        int reached = 0;
        for (double cost : cents) {
            assertTrue(cost >= BOUND, "cost %s".formatted(cost));
            reached += cost <= BEST_KNOWN * 1.0001 ? 1 : 0;
        }
        assertTrue(reached >= 9, "only %d of 10 seeds reached it".formatted(reached));
    }

    @Test
    void theOptimumItselfIsFound() {
        assertEquals(BEST_KNOWN, cents(SharedCase.kazarlis(), 0), 0.01);
    }

    @Test
    void twentyUnitsComeWithinAThousandthOfTheOptimum() {
        CommitmentProblem problem = twice(SharedCase.kazarlis());

        double cents = cents(problem, 1);

        assertTrue(cents >= TWENTY_UNITS * (1 - 1e-6), "cost %s".formatted(cents));
        assertTrue(cents <= TWENTY_UNITS * 1.001, "cost %s".formatted(cents));
    }

    private static double cents(CommitmentProblem problem, long seed) {
        SearchOutcome outcome = new GeneticSearch(SearchSettings.defaults(seed)).search(problem, List.of());
        return SearchAssert.planned(problem, outcome).cost().totalCents();
    }

    private static CommitmentProblem twice(CommitmentProblem problem) {
        List<Unit> units = new ArrayList<>(problem.units());
        for (Unit u : problem.units()) {
            units.add(new Unit(u.id() + "b", u.minKw(), u.maxKw(), u.rampUpKwPerMinute(),
                    u.rampDownKwPerMinute(),
                    u.minUpHours(), u.minDownHours(), u.initialHours(), u.initialKw(), u.cost(), u.start(),
                    u.reserveCentsPerKwh(), u.outageProbability()));
        }
        return new CommitmentProblem(1, doubled(problem.demandKw()), problem.demandSigmaKw(),
                doubled(problem.spinningReserveKw()), units, null, List.of(), List.of(),
                problem.reliability());
    }

    private static Profile doubled(Profile kw) {
        double[] values = kw.toArray();
        for (int t = 0; t < values.length; t++) {
            values[t] *= 2;
        }
        return Profile.of(values);
    }
}
