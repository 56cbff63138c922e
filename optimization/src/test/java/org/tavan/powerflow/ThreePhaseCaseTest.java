package org.tavan.powerflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Feeders of our own with recorded solutions, `cases/powerflow/*`.
class ThreePhaseCaseTest {

    @Test
    void villageHasItsRecordedSolution() throws IOException {
        JsonNode params = read("village/params.json");
        JsonNode expected = read("village/expected.json");
        ThreePhaseFeeder feeder = FeederFile.threePhase(read("village/input.json"), 0);
        JsonNode taps = params.get("taps");
        ThreePhaseOperation operation = ThreePhaseOperation.RATED
                .withSourceVoltagePu(PerPhase.ONE.times(params.get("sourceVoltagePu").asDouble()))
                .withTaps(Map.of("regulator",
                        new ThreePhaseTaps(taps.get(0).asInt(), taps.get(1).asInt(), taps.get(2)
                                .asInt())));

        ThreePhaseOutcome.Converged solution = assertInstanceOf(ThreePhaseOutcome.Converged.class,
                ThreePhaseFlow
                        .solve(feeder, operation));
        DenseThreePhase.Solution dense = DenseThreePhase.solve(feeder, operation);

        assertEquals(expected.get("voltages").size(), solution.voltages().size());
        double tolerance = params.get("tolerancePu").asDouble();
        for (ThreePhaseOutcome.NodeVoltage voltage : solution.voltages()) {
            JsonNode recorded = expected.get("voltages").get(voltage.bus() + voltage.phase());
            assertEquals(recorded.get(0).asDouble(), voltage.voltagePu(), tolerance, voltage::toString);
            assertEquals(recorded.get(1).asDouble(), voltage.angleDegrees(),
                    params.get("toleranceDegrees").asDouble(),
                    voltage::toString);
            assertEquals(dense.voltage(voltage.bus() + voltage.phase())[0], voltage.voltagePu(),
                    tolerance,
                    voltage::toString);
        }
        double toleranceKw = params.get("toleranceKw").asDouble();
        for (Phase phase : Phase.values()) {
            assertEquals(expected.get("sourceKw").get(phase.index()).asDouble(),
                    solution.sourceKw().get(phase),
                    toleranceKw);
            assertEquals(dense.sourceKw().get(phase), solution.sourceKw().get(phase), toleranceKw);
            assertEquals(expected.get("sourceKvar").get(phase.index()).asDouble(),
                    solution.sourceKvar().get(phase),
                    toleranceKw);
        }
    }

    private static JsonNode read(String name) throws IOException {
        try (InputStream stream = ThreePhaseCaseTest.class.getResourceAsStream("/cases/powerflow/" + name)) {
            return new ObjectMapper().readTree(Objects.requireNonNull(stream, name));
        }
    }
}
