package org.tavan.cvr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.powerflow.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tavan.powerflow.DistFlow;
import org.tavan.powerflow.FeederDemand;
import org.tavan.powerflow.FeederPositions;
import org.tavan.powerflow.PerPhase;
import org.tavan.powerflow.PhaseMatrix;
import org.tavan.powerflow.Phases;
import org.tavan.powerflow.RadialFeeder;
import org.tavan.powerflow.RadialFeeder.Branch;
import org.tavan.powerflow.RadialFeeder.Bus;
import org.tavan.powerflow.RadialFeeder.Capacitor;
import org.tavan.powerflow.RadialFeeder.TapChanger;
import org.tavan.powerflow.SharedFeeders;
import org.tavan.powerflow.ThreePhaseBranch;
import org.tavan.powerflow.ThreePhaseBus;
import org.tavan.powerflow.ThreePhaseCapacitor;
import org.tavan.powerflow.ThreePhaseFeeder;
import org.tavan.powerflow.ThreePhaseFlow;
import org.tavan.powerflow.ThreePhaseLoad;
import org.tavan.powerflow.ThreePhaseOperation;
import org.tavan.powerflow.ThreePhaseOutcome;
import org.tavan.powerflow.ThreePhaseTaps;
import org.tavan.powerflow.ZipLoad;

class ThreePhaseCheckTest {
    private static final ZipLoad ZIP = ZipLoad.of(0.4, 0.2, 0.4);
    /// The published positions 10, 8 and 11 about 10.
    private static final ThreePhaseTaps PUBLISHED = new ThreePhaseTaps(0, -2, 1);

    /// A regulator and a line of 0.1 + 0.2j ohm at 1 kV to 300 kW, 120 kvar and a capacitor.
    private static RadialFeeder single() {
        return new RadialFeeder("source", 1, 1,
                List.of(new Bus("source", 0, 0, ZIP), new Bus("gate", 0, 0, ZIP),
                        new Bus("end", 300, 120, ZIP)),
                List.of(new Branch("source", "gate", 0, 0), new Branch("gate", "end", 0.1, 0.2)),
                List.of(new TapChanger("source", "gate")), List.of(new Capacitor("end", 60, 2)), List.of());
    }

    /// The same with the load's phases given.
    private static ThreePhaseFeeder phases(PerPhase kw, PerPhase kvar) {
        return new ThreePhaseFeeder("source",
                List.of(new ThreePhaseBus("source", 1), new ThreePhaseBus("gate", 1),
                        new ThreePhaseBus("end", 1)),
                List.of(new ThreePhaseBranch.Regulator("regulator", "source", "gate", Phases.ABC),
                        new ThreePhaseBranch.Line("line", "gate", "end", Phases.ABC,
                                PhaseMatrix.diagonal(Phases.ABC, 0.1), PhaseMatrix.diagonal(Phases.ABC, 0.2),
                                PhaseMatrix.ZERO)),
                List.of(ThreePhaseLoad.wye("end", kw, kvar, ZIP)),
                List.of(new ThreePhaseCapacitor("bank", "end", PerPhase.ONE.times(20), 2)));
    }

    private static ThreePhaseFeeder balanced() {
        return phases(PerPhase.ONE.times(100), PerPhase.ONE.times(40));
    }

    private static Optional<String> objection(ThreePhaseFeeder feeder, FeederDemand demand, int tap) {
        return new ThreePhaseCheck(single(), feeder, VoltageLimits.USUAL, ThreePhaseTaps.NEUTRAL).objection(0,
                demand,
                new FeederPositions(List.of(tap), List.of(1)));
    }

    @ParameterizedTest
    @CsvSource({"0.2, 0", "1, 0", "0.6, 250", "0, 150"})
    void onABalancedFeederItAgreesWithTheSinglePhaseFlow(double factor, double injectionKw) {
        RadialFeeder single = single();
        FeederDemand demand = FeederDemand.scaled(single, factor).inject(2, injectionKw, injectionKw / 5);
        ThreePhaseCheck check = new ThreePhaseCheck(single, balanced(), VoltageLimits.USUAL,
                ThreePhaseTaps.NEUTRAL);
        DistFlow flow = new DistFlow(single);
        flow.set(demand);
        int accepted = 0;
        for (int tap = -16; tap <= 16; tap++) {
            for (int steps = 0; steps <= 2; steps++) {
                FeederPositions positions = new FeederPositions(List.of(tap), List.of(steps));
                flow.set(positions);
                boolean keeps = flow.converge()
                        && Math.min(flow.voltagePu(1), flow.voltagePu(2)) >= 0.95 - 1e-9
                        && Math.max(flow.voltagePu(1), flow.voltagePu(2)) <= 1.05 + 1e-9;

                Optional<String> objection = check.objection(0, demand, positions);

                assertEquals(keeps, objection.isEmpty(), () -> positions + " " + objection);
                accepted += keeps ? 1 : 0;
            }
        }
        assertTrue(accepted > 0 && accepted < 99, "both answers are given: " + accepted);
    }

    @Test
    void theVoltageOfTheSourceIsThatOfTheSinglePhaseFeeder() {
        RadialFeeder plain = single();
        RadialFeeder raised = new RadialFeeder("source", 1.06, 1, plain.buses(), plain.branches(),
                plain.tapChangers(), plain.capacitors(), List.of());
        FeederDemand demand = FeederDemand.scaled(raised, 0.1);
        FeederPositions neutral = new FeederPositions(List.of(0), List.of(0));

        Optional<String> objection = new ThreePhaseCheck(raised, balanced(), VoltageLimits.USUAL,
                ThreePhaseTaps.NEUTRAL).objection(0, demand, neutral);

        assertTrue(objection.orElseThrow().contains("of bus gate has 1.06000 pu"), objection::toString);
    }

    @Test
    void aPhaseThatCarriesMoreThanItsShareIsNamed() {
        ThreePhaseFeeder unbalanced = phases(new PerPhase(20, 20, 260), new PerPhase(0, 0, 120));
        FeederDemand demand = FeederDemand.scaled(single(), 1);

        Optional<String> even = objection(balanced(), demand, 3);
        Optional<String> uneven = objection(unbalanced, demand, 3);

        assertTrue(even.isEmpty(), even::toString);
        assertTrue(uneven.orElseThrow().startsWith("phase C of bus end has 0."), uneven::toString);
    }

    @Test
    void offsetsBeyondTheLastPositionAreAnObjection() {
        ThreePhaseCheck check = new ThreePhaseCheck(single(), balanced(), VoltageLimits.USUAL, PUBLISHED);

        Optional<String> objection = check.objection(0, FeederDemand.scaled(single(), 1),
                new FeederPositions(List.of(16), List.of(1)));

        assertEquals("phase C of regulator regulator would stand at 17", objection.orElseThrow());
    }

    @Test
    void devicesWithoutCounterpartAreRefused() {
        RadialFeeder elsewhere = new RadialFeeder("source", 1, 1, single().buses(), single().branches(),
                single().tapChangers(), List.of(new Capacitor("gate", 60, 2)), List.of());
        RadialFeeder fixed = new RadialFeeder("source", 1, 1, single().buses(), single().branches());
        ThreePhaseFeeder feeder = balanced();

        assertRefused("The capacitor at bus gate",
                () -> new ThreePhaseCheck(elsewhere, feeder, VoltageLimits.USUAL,
                        ThreePhaseTaps.NEUTRAL));
        assertRefused("The 0 tap changers", () -> new ThreePhaseCheck(fixed, feeder, VoltageLimits.USUAL,
                ThreePhaseTaps.NEUTRAL));
    }

    private static CvrProblem fullLoad(RadialFeeder feeder) {
        return new CvrProblem(feeder, List.of(new CvrInterval(FeederDemand.scaled(feeder, 1), 1)), 1,
                VoltageLimits.USUAL, SwitchingLimits.NONE, FeederPositions.allIn(feeder, 10), 0);
    }

    private static FeederPositions planned(CvrOutcome outcome) {
        return assertInstanceOf(CvrOutcome.Planned.class, outcome, outcome::toString).day()
                .intervals()
                .get(0)
                .positions();
    }

    @Test
    void thePlanOfTheSinglePhaseEquivalentWouldLeavePhaseCFarTooLow() {
        RadialFeeder single = SharedFeeders.ieee13();
        ThreePhaseFeeder feeder = SharedFeeders.ieee13ThreePhase();
        CvrProblem problem = fullLoad(single);
        ThreePhaseCheck check = new ThreePhaseCheck(single, feeder, VoltageLimits.USUAL, PUBLISHED);

        FeederPositions unchecked = planned(new CvrPlanner(problem).plan());
        FeederPositions checked = planned(new CvrPlanner(problem, check).plan());

        assertTrue(check.objection(0, problem.intervals().get(0).demand(), unchecked)
                .orElseThrow()
                .startsWith("phase C of bus 611 has 0.92"));
        int tap = checked.taps().get(0);
        ThreePhaseOutcome.Converged truth = assertInstanceOf(ThreePhaseOutcome.Converged.class,
                ThreePhaseFlow.solve(feeder, ThreePhaseOperation.RATED.withTaps(
                        Map.of(feeder.regulators().get(0), new ThreePhaseTaps(tap, tap - 2, tap + 1)))));
        assertEquals(List.of(1, 1), checked.capacitorSteps());
        assertTrue(unchecked.taps().get(0) < tap);
        assertTrue(truth.voltages().stream().allMatch(v -> v.voltagePu() >= 0.95 && v.voltagePu() <= 1.05));
    }

    @Test
    void withEqualTapsOnAllPhasesFullLoadKeepsNoUsualLimits() {
        RadialFeeder single = SharedFeeders.ieee13();
        ThreePhaseCheck check = new ThreePhaseCheck(single, SharedFeeders.ieee13ThreePhase(),
                VoltageLimits.USUAL,
                ThreePhaseTaps.NEUTRAL);

        CvrOutcome.Refused refused = assertInstanceOf(CvrOutcome.Refused.class,
                new CvrPlanner(fullLoad(single), check).plan());

        assertTrue(refused.reason().contains("phase C of bus 611"), refused.reason());
    }
}
