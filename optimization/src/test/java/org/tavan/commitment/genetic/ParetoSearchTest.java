package org.tavan.commitment.genetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.ScheduleCheck;

class ParetoSearchTest {
    private static final SearchSettings SMALL = SearchSettings.defaults(1)
            .withSizes(40, 20, 10)
            .withRounds(6);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 4})
    void reliabilityIsBoughtStepByStepAndNoPlanBeatsTheOptimumAtItsPrice(long seed) {
        CommitmentProblem problem = RandomCommitment.microgrid(seed, 2, 6);

        ParetoFront front = new ParetoSearch(SMALL, 20, 5000).search(problem);

        assertTrue(front.points().size() >= 4, "only %d points".formatted(front.points().size()));
        double price = 300;
        double least = assertInstanceOf(SearchOutcome.Found.class,
                new GeneticSearch(SMALL).search(LostLoadLevels.priced(problem, price), List.of()))
                .schedule()
                .cost()
                .totalCents();
        double nearest = Double.POSITIVE_INFINITY;
        for (ParetoPoint point : front.points()) {
            double cents = point.costCents() + price * point.eensKwh();
            assertEquals(List.of(), ScheduleCheck.of(LostLoadLevels.priced(problem, point.lostCentsPerKwh()),
                    point.schedule()));
            assertTrue(cents >= least * (1 - 1e-6), "%s below %s".formatted(cents, least));
            nearest = Math.min(nearest, cents);
        }
        assertEquals(least, nearest, 0.01 * least);
    }

    @Test
    void aSeedGivesTheSameFrontOnAnyNumberOfThreads() {
        CommitmentProblem problem = RandomCommitment.microgrid(1, 2, 6);

        ParetoFront one = new ParetoSearch(SMALL, 20, 5000).search(problem);
        ParetoFront four = new ParetoSearch(SMALL.withThreads(4), 20, 5000).search(problem);

        assertEquals(one, four);
    }
}
