package org.tavan.powerflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Feeders whose solution others have published or found with another program.
class PublishedFeederTest {
    private static final ZipLoad RESIDENTIAL_E = new ZipLoad(0.96, -1.17, 1.21, 6.28, -10.16, 4.88);
    private static final double TOLERANCE = 1e-13;

    private static DistFlowOutcome.Converged solve(RadialFeeder feeder, int tap) {
        DistFlow flow = new DistFlow(feeder, TOLERANCE);
        flow.set(FeederPositions.allIn(feeder, tap));
        return assertInstanceOf(DistFlowOutcome.Converged.class, flow.solve());
    }

    @ParameterizedTest
    @CsvSource({"case33bw, 202.67713, 135.14097, 0.913090, 18", "case69, 224.99169, 102.15805, 0.909188, 65"})
    void lossesAndTheLowestVoltageAreThePublishedOnes(String name, double lossKw, double lossKvar,
            double lowestPu, String lowestBus) {
        RadialFeeder feeder = SharedFeeders.plain(name);

        DistFlowOutcome.Converged found = solve(feeder, 0);

        assertEquals(lossKw, found.lossKw(), 1e-5);
        assertEquals(lossKvar, found.lossKvar(), 1e-5);
        assertEquals(lowestBus, found.lowestBus());
        assertEquals(lowestPu, found.voltagesPu().get(feeder.indexOf(lowestBus)), 1e-6);
    }

    @Test
    void everyVoltageOfThe33BusesIsThatOfTheNodalSolution() {
        RadialFeeder feeder = SharedFeeders.plain("case33bw");
        List<String> lines = SharedFeeders.lines("case33bw-solution.csv");

        DistFlowOutcome.Converged found = solve(feeder, 0);

        assertEquals(34, lines.size());
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            assertEquals(Double.parseDouble(cells[1]), found.voltagesPu().get(feeder.indexOf(cells[0])), 1e-9,
                    () -> "bus " + cells[0]);
        }
    }

    @Test
    void theEquivalentOfTheThirteenNodesDrawsWhatTwoOtherProgramsFound() {
        RadialFeeder feeder = SharedFeeders.ieee13();

        DistFlowOutcome.Converged found = solve(feeder, 10);

        assertEquals(3575.12726, found.sourceKw(), 1e-5);
        assertEquals(1691.43900, found.sourceKvar(), 1e-5);
        assertEquals(97.961663, found.lossKw(), 1e-6);
        assertEquals(290.197467, found.lossKvar(), 1e-6);
        assertEquals(found.sourceKw(), found.loadKw() + found.lossKw(), 1e-9);
    }

    @Test
    void theTapSweepIsReproduced() {
        RadialFeeder nativeLoads = SharedFeeders.ieee13();
        RadialFeeder residential = nativeLoads.withLoads(RESIDENTIAL_E);
        JsonNode rows = SharedFeeders.json("ieee13.json").at("/reference/tapSweep/rows");

        assertEquals(25, rows.size());
        for (JsonNode row : rows) {
            int tap = row.get("tap").asInt();
            DistFlowOutcome.Converged found = solve(nativeLoads, tap);
            assertEquals(row.get("eqKw").asDouble(), found.sourceKw(), 6e-5, () -> "input at tap " + tap);
            assertEquals(row.get("eqLossKw").asDouble(), found.lossKw(), 6e-5, () -> "loss at tap " + tap);
            assertEquals(row.get("eqVmin").asDouble(),
                    found.voltagesPu().get(nativeLoads.indexOf(found.lowestBus())), 6e-7,
                    () -> "lowest voltage at tap " + tap);
            assertEquals(row.get("eqZipResKw").asDouble(), solve(residential, tap).sourceKw(), 6e-5,
                    () -> "residential input at tap " + tap);
        }
    }
}
