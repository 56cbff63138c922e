package org.tavan.powerflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The IEEE 13 bus feeder against its published solution and the recorded recomputations.
class Ieee13Test {
    private static final ThreePhaseTaps PUBLISHED_TAPS = new ThreePhaseTaps(10, 8, 11);
    /// The recomputations have a resistance where the feeder has a switch.
    private static final double RECORDED_SWITCH_OHM = 1e-5;

    @Test
    void publishedVoltagesAreMet() {
        List<ThreePhaseOutcome.NodeVoltage> published = SharedFeeders.voltages("published_IEEE");

        ThreePhaseOutcome.Converged solution = solve(SharedFeeders.ieee13ThreePhase(), PUBLISHED_TAPS);

        assertEquals(published.size(), solution.voltages().size());
        for (ThreePhaseOutcome.NodeVoltage expected : published) {
            ThreePhaseOutcome.NodeVoltage voltage = solution.voltage(expected.bus(), expected.phase());
            assertEquals(expected.voltagePu(), voltage.voltagePu(), 2e-4, () -> "at " + expected);
            assertEquals(expected.angleDegrees(), voltage.angleDegrees(), 0.02, () -> "at " + expected);
        }
    }

    @Test
    void recomputedVoltagesAreMetToTheirDigits() {
        ThreePhaseFeeder feeder = SharedFeeders.ieee13ThreePhase(RECORDED_SWITCH_OHM);

        ThreePhaseOutcome.Converged solution = solve(feeder, PUBLISHED_TAPS);

        for (ThreePhaseOutcome.NodeVoltage expected : SharedFeeders.voltages("recomputed_3ph")) {
            ThreePhaseOutcome.NodeVoltage voltage = solution.voltage(expected.bus(), expected.phase());
            assertEquals(expected.voltagePu(), voltage.voltagePu(), 2e-8, () -> "at " + expected);
            assertEquals(expected.angleDegrees(), voltage.angleDegrees(), 2e-6, () -> "at " + expected);
        }
    }

    @Test
    void recomputedPowersAreMet() {
        JsonNode expected = SharedFeeders.json("ieee13.json").get("reference").get("recomputedThreePhase");

        ThreePhaseOutcome.Converged solution = solve(SharedFeeders.ieee13ThreePhase(), PUBLISHED_TAPS);

        for (Phase phase : Phase.values()) {
            assertRelative(expected.get("kw").get(phase.index()).asDouble(),
                    solution.sourceKw().get(phase));
            assertRelative(expected.get("kvar").get(phase.index()).asDouble(),
                    solution.sourceKvar().get(phase));
        }
        ThreePhaseOutcome.Balance balance = solution.balance();
        assertRelative(expected.get("lossKw").asDouble(), balance.lossKw());
        // The recorded loss has what the lines charge taken off.
        assertRelative(expected.get("lossKvar").asDouble(), balance.lossKvar() - balance.chargingKvar());
    }

    @Test
    void publishedFeederInputIsMetWithinItsRounding() {
        JsonNode expected = SharedFeeders.json("ieee13.json").get("reference").get("published");

        ThreePhaseOutcome.Converged solution = solve(SharedFeeders.ieee13ThreePhase(), PUBLISHED_TAPS);

        assertEquals(expected.get("totalKw").asDouble(), solution.sourceKw().total(), 0.1);
        assertEquals(expected.get("totalKvar").asDouble(), solution.sourceKvar().total(), 0.6);
    }

    @Test
    void tapSweepIsReproduced() {
        JsonNode rows = SharedFeeders.json("ieee13.json").get("reference").get("tapSweep").get("rows");
        ThreePhaseFlow flow = new ThreePhaseFlow(SharedFeeders.ieee13ThreePhase(RECORDED_SWITCH_OHM),
                ThreePhaseSettings.DEFAULT);

        List<String> wrong = new ArrayList<>();
        for (JsonNode row : rows) {
            flow.setTaps(0, ThreePhaseTaps.equal(row.get("tap").asInt()));
            assertTrue(flow.solve());
            compare(row, "threePhaseKw", flow.sourceKw(), 6e-5, wrong);
            compare(row, "threePhaseLossKw", flow.lossKw(), 6e-5, wrong);
            compare(row, "threePhaseVmin", flow.lowestVoltagePu(), 6e-7, wrong);
        }

        assertEquals(25, rows.size());
        assertEquals(List.of(), wrong);
    }

    /// With equal phases the three-phase sweep has to give what the single-phase equations give: an oracle for both kinds of load.
    @Test
    void theBalancedEquivalentGivesTheSinglePhaseColumns() {
        RadialFeeder single = SharedFeeders.ieee13();
        ThreePhaseFlow nativeLoads = new ThreePhaseFlow(balanced(single), ThreePhaseSettings.DEFAULT);
        ThreePhaseFlow dwellings = new ThreePhaseFlow(
                balanced(single.withLoads(new ZipLoad(0.96, -1.17, 1.21, 6.28,
                        -10.16, 4.88))),
                ThreePhaseSettings.DEFAULT);

        List<String> wrong = new ArrayList<>();
        for (JsonNode row : SharedFeeders.json("ieee13.json").get("reference").get("tapSweep").get("rows")) {
            nativeLoads.setTaps(0, ThreePhaseTaps.equal(row.get("tap").asInt()));
            dwellings.setTaps(0, ThreePhaseTaps.equal(row.get("tap").asInt()));
            assertTrue(nativeLoads.solve() && dwellings.solve());
            compare(row, "eqKw", nativeLoads.sourceKw(), 6e-5, wrong);
            compare(row, "eqLossKw", nativeLoads.lossKw(), 6e-5, wrong);
            compare(row, "eqVmin", Math.min(1, nativeLoads.lowestVoltagePu()), 6e-7, wrong);
            compare(row, "eqZipResKw", dwellings.sourceKw(), 6e-5, wrong);
        }

        assertEquals(List.of(), wrong);
    }

    /// A single-phase feeder with a third of its load on each phase.
    private static ThreePhaseFeeder balanced(RadialFeeder single) {
        List<ThreePhaseBus> buses = new ArrayList<>();
        List<ThreePhaseLoad> loads = new ArrayList<>();
        List<ThreePhaseBranch> branches = new ArrayList<>();
        for (RadialFeeder.Bus bus : single.buses()) {
            buses.add(new ThreePhaseBus(bus.name(), single.nominalKv()));
            loads.add(ThreePhaseLoad.wye(bus.name(), PerPhase.ONE.times(bus.loadKw() / 3),
                    PerPhase.ONE.times(bus
                            .loadKvar() / 3),
                    bus.zip()));
        }
        for (RadialFeeder.Branch branch : single.branches()) {
            boolean isTapped = single.tapChangers().getFirst().to().equals(branch.to());
            branches.add(isTapped
                    ? new ThreePhaseBranch.Regulator(branch.to(), branch.from(), branch.to(), Phases.ABC)
                    : new ThreePhaseBranch.Line(branch.to(), branch.from(), branch.to(), Phases.ABC,
                            PhaseMatrix
                                    .diagonal(Phases.ABC, branch.resistanceOhm()),
                            PhaseMatrix.diagonal(Phases.ABC, branch
                                    .reactanceOhm()),
                            PhaseMatrix.ZERO));
        }
        List<ThreePhaseCapacitor> capacitors = single.capacitors()
                .stream()
                .map(bank -> new ThreePhaseCapacitor(bank.bus(), bank.bus(),
                        PerPhase.ONE.times(bank.stepKvar() / 3),
                        bank.steps()))
                .toList();
        return new ThreePhaseFeeder(single.source(), buses, branches, loads, capacitors);
    }

    private static void compare(JsonNode row, String field, double found, double tolerance,
            List<String> wrong) {
        if (!(Math.abs(row.get(field).asDouble() - found) <= tolerance)) {
            wrong.add("tap %s %s: %s, not %s".formatted(row.get("tap"), field, found, row.get(field)));
        }
    }

    private static void assertRelative(double expected, double found) {
        assertEquals(expected, found, 1e-5 * expected);
    }

    private static ThreePhaseOutcome.Converged solve(ThreePhaseFeeder feeder, ThreePhaseTaps taps) {
        return assertInstanceOf(ThreePhaseOutcome.Converged.class, ThreePhaseFlow.solve(feeder,
                ThreePhaseOperation.RATED.withTaps(Map.of("regulator", taps))));
    }
}
