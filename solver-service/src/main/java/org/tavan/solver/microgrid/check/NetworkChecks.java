package org.tavan.solver.microgrid.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.tavan.schema.BusVoltage;
import org.tavan.schema.Check;
import org.tavan.schema.Feeder;
import org.tavan.schema.FeederCapacitor;
import org.tavan.schema.FeederLoad;
import org.tavan.schema.FeederPosition;
import org.tavan.schema.FeederRegulator;
import org.tavan.schema.PlannedNetwork;
import org.tavan.solver.check.Finding;

/// Do tap changers and capacitors stand and move within their limits, and are the voltages of every phase of every bus what the plan says.
///
/// Loads that take energy back in later intervals are not followed: where there are any, the voltages are known less exactly.
final class NetworkChecks {
    private static final double VOLTAGE_TOLERANCE_PU = 1e-4;
    private static final double RECOVERY_TOLERANCE_PU = 5e-3;

    private final Finding positions = new Finding("positions");
    private final Finding switching = new Finding("switching-limits");
    private final Finding voltages;
    private final Finding voltageLimits;
    private final PlannedDay day;
    private final Feeder feeder;
    private final PlannedNetwork plan;

    private NetworkChecks(PlannedDay day, Feeder feeder, PlannedNetwork plan) {
        this.day = day;
        this.feeder = feeder;
        this.plan = plan;
        double tolerance = feeder.getThermostaticFraction() > 0 && feeder.getRecoveryHours() > 0
                ? RECOVERY_TOLERANCE_PU
                : VOLTAGE_TOLERANCE_PU;
        voltages = new Finding("voltages", tolerance);
        voltageLimits = new Finding("voltage-limits", tolerance);
    }

    /// Outcome of the checks.
    ///
    /// @param switchingCents cost of the steps (¢)
    record Result(List<Check> checks, double switchingCents) {}

    /// Checks.
    ///
    /// @param answeredKw load at nominal voltage (kW)
    static Result check(PlannedDay day, List<Double> answeredKw) {
        Feeder feeder = day.microgrid().getFeeder();
        PlannedNetwork plan = day.schedule().getNetwork();
        if (feeder == null || plan == null) {
            return new Result(List.of(), 0);
        }
        var checks = new NetworkChecks(day, feeder, plan);
        double cents = checks.moves();
        if (checks.positions.toCheck().getPassed()) {
            checks.flows(answeredKw);
        }
        return new Result(List.of(checks.positions.toCheck(), checks.switching.toCheck(),
                checks.voltages.toCheck(), checks.voltageLimits.toCheck()), cents);
    }

    /// Where tap changers and capacitors stand before any plan: as configured, with every capacitor in.
    static FeederPosition configured(Feeder feeder) {
        return new FeederPosition(
                feeder.getRegulators().stream().map(FeederRegulator::getTapInitial).toList(),
                feeder.getCapacitors().stream().map(FeederCapacitor::getSteps).toList());
    }

    private double moves() {
        FeederPosition before = day.request().getPosition();
        before = before == null ? configured(feeder) : before;
        int tapSteps = 0;
        int capacitorSteps = 0;
        for (int t = 0; t < day.intervals(); t++) {
            FeederPosition position = plan.getPositions().get(t);
            for (int k = 0; k < feeder.getRegulators().size(); k++) {
                FeederRegulator regulator = feeder.getRegulators().get(k);
                PlannedDay.Place place = day.at("regulator " + regulator.getRegulatorId(), t);
                int tap = position.getTaps().get(k);
                positions.atLeast(tap, regulator.getTapLowest(), place);
                positions.atMost(tap, regulator.getTapHighest(), place);
                tapSteps += Math.abs(tap - before.getTaps().get(k));
                switching.atMost(tapSteps, feeder.getTapStepsPerDay(), place);
            }
            for (int k = 0; k < feeder.getCapacitors().size(); k++) {
                FeederCapacitor bank = feeder.getCapacitors().get(k);
                PlannedDay.Place place = day.at("capacitor " + bank.getCapacitorId(), t);
                int steps = position.getCapacitorSteps().get(k);
                positions.atLeast(steps, 0, place);
                positions.atMost(steps, bank.getSteps(), place);
                capacitorSteps += Math.abs(steps - before.getCapacitorSteps().get(k));
                switching.atMost(capacitorSteps, feeder.getCapacitorStepsPerDay(), place);
            }
            before = position;
        }
        return tapSteps * feeder.getTapStepCents() + capacitorSteps * feeder.getCapacitorStepCents();
    }

    private void flows(List<Double> answeredKw) {
        double nominalKw = 0;
        for (FeederLoad load : feeder.getLoads()) {
            nominalKw += load.getPhaseKw().stream().mapToDouble(Double::doubleValue).sum();
        }
        Map<FeederFlow.Node, BusVoltage> claims = new HashMap<>();
        for (BusVoltage voltage : plan.getVoltages()) {
            claims.put(new FeederFlow.Node(voltage.getBus(), "ABC".indexOf(voltage.getPhase())), voltage);
        }
        var flow = new FeederFlow(feeder);
        for (int t = 0; t < day.intervals(); t++) {
            double factor = nominalKw > 0 ? answeredKw.get(t) / nominalKw : 0;
            FeederFlow.Solution solution = flow.solve(factor, plan.getPositions().get(t));
            for (Map.Entry<FeederFlow.Node, Double> found : solution.voltagePu().entrySet()) {
                FeederFlow.Node node = found.getKey();
                PlannedDay.Place place = day.at("phase %s of bus %s".formatted(node.letter(), node.bus()), t);
                BusVoltage claim = claims.get(node);
                voltages.same(claim == null ? Double.NaN : claim.getVoltagePu().get(t), found.getValue(),
                        place);
                voltageLimits.atLeast(found.getValue(), feeder.getVoltageMinPu(), place);
                voltageLimits.atMost(found.getValue(), feeder.getVoltageMaxPu(), place);
            }
        }
    }
}
