package org.tavan.commitment.genetic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.commitment.CommitmentProblem;

class EconomicDispatchTest {
    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void itCostsWhatTheConicSolverFinds(long seed) {
        CommitmentProblem problem = RandomCommitment.alone(seed, 4, 3);
        SourceOrder sources = new SourceOrder(problem);
        HourPrograms hours = new HourPrograms(problem, sources, new EventTable(problem, sources),
                Cover.none());
        EconomicDispatch dispatch = new EconomicDispatch(problem);
        HourPrices none = new HourPrices(4, 0);

        for (int t = 0; t < 3; t++) {
            for (long mask = 0; mask < 16; mask++) {
                double[] powerKw = new double[4];
                double lackKw = dispatch.dispatch(t, mask, 0, powerKw);
                if (lackKw == 0) {
                    double exact = hours.cents(t, mask, 0, none);

                    assertEquals(exact, dispatch.cents(t, mask, 0), 1e-6 * Math.abs(exact));
                    double plantKw = problem.renewables().getFirst().forecastKw().get(t)
                            - dispatch.curtailedKw(t, mask, 0);
                    assertEquals(problem.demandKw().get(t),
                            plantKw + powerKw[0] + powerKw[1] + powerKw[2] + powerKw[3],
                            1e-7);
                }
            }
        }
    }
}
