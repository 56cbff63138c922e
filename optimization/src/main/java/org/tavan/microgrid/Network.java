package org.tavan.microgrid;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tavan.conic.Profile;
import org.tavan.cvr.CvrInterval;
import org.tavan.cvr.CvrProblem;
import org.tavan.cvr.SwitchingLimits;
import org.tavan.cvr.ThreePhaseCheck;
import org.tavan.cvr.VoltageLimits;
import org.tavan.powerflow.FeederDemand;
import org.tavan.powerflow.FeederPositions;
import org.tavan.powerflow.RadialFeeder;
import org.tavan.powerflow.ThreePhaseFeeder;
import org.tavan.powerflow.ThreePhaseTaps;

/// The feeder between the sources of a microgrid, which stand at its head, and its customers.
///
/// The customers' load of an interval is spread over the buses as the feeder's nominal loads are: each is its nominal load times
/// `load · loadScale / Σ nominal`. Where the feeder is another's, much larger one, `loadScale` puts as many kW on it as a kW of the microgrid stands for,
/// and what the source then delivers counts for the microgrid divided by it.
///
/// @param feeder the feeder as the single-phase equations (27)–(38) see it; some bus has a load
/// @param unbalanced the same feeder with its three phases, which has to bear every plan; null for none
/// @param loadScale kW on the feeder for a kW of the microgrid, positive; 1 where the feeder is its own
/// @param thermostaticShare part of every load that takes its energy back, in [0, 1]
/// @param thermostaticDuty part of an interval that it runs at 1 pu, in (0, 1]
/// @param recoveryIntervals 0, 1 or 2: when it takes it back
/// @param limits voltages that every bus keeps
/// @param switching how often tap changers and capacitors may move
/// @param before where they stand before the day; the reference day holds them there
public record Network(RadialFeeder feeder, @Nullable Unbalanced unbalanced, double loadScale,
        double thermostaticShare, double thermostaticDuty, int recoveryIntervals, VoltageLimits limits,
        SwitchingLimits switching, FeederPositions before) {

    /// The three-phase feeder as a check.
    ///
    /// @param feeder the feeder, names of buses as in the single-phase one
    /// @param offset what is added to a tap position on each phase
    public record Unbalanced(ThreePhaseFeeder feeder, ThreePhaseTaps offset) {}

    /// Checks the values, and that both feeders are one.
    ///
    /// @throws IllegalArgumentException naming what does not fit
    public Network {
        if (!(loadScale > 0 && loadScale < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The loadScale (%s) must be positive and finite.".formatted(loadScale));
        }
        if (!(nominalKw(feeder) > 0)) {
            throw new IllegalArgumentException(
                    "No bus of the feeder has a load over which to spread demand.");
        }
        if (unbalanced != null) {
            new ThreePhaseCheck(feeder, unbalanced.feeder, limits, unbalanced.offset);
        }
    }

    /// A feeder of the microgrid's own whose loads take nothing back.
    public Network(RadialFeeder feeder, @Nullable Unbalanced unbalanced, VoltageLimits limits,
            SwitchingLimits switching, FeederPositions before) {
        this(feeder, unbalanced, 1, 0, 1, 0, limits, switching, before);
    }

    /// {@return the day of the feeder}
    ///
    /// @param loadKw load of all customers at 1 pu (kW)
    /// @param centsPerKwh what a kWh at the head of the feeder costs (¢/kWh)
    /// @param stepHours length of an interval (h)
    /// @throws IllegalArgumentException naming what does not fit
    CvrProblem day(Profile loadKw, Profile centsPerKwh, double stepHours) {
        double nominalKw = nominalKw(feeder);
        List<CvrInterval> intervals = new ArrayList<>();
        for (int t = 0; t < loadKw.length(); t++) {
            FeederDemand loads = FeederDemand.scaled(feeder, loadKw.get(t) * loadScale / nominalKw);
            intervals.add(new CvrInterval(new FeederDemand(loads.buses()
                    .stream()
                    .map(bus -> bus.restoring(thermostaticShare, thermostaticDuty))
                    .toList(), loads.inverterKw()), centsPerKwh.get(t)));
        }
        return new CvrProblem(feeder, intervals, stepHours, limits, switching, before, recoveryIntervals);
    }

    /// {@return the three-phase feeder as a judge, null where there is none}
    @Nullable
    ThreePhaseCheck threePhases() {
        return unbalanced == null
                ? null
                : new ThreePhaseCheck(feeder, unbalanced.feeder, limits, unbalanced.offset);
    }

    private static double nominalKw(RadialFeeder feeder) {
        return feeder.buses().stream().mapToDouble(RadialFeeder.Bus::loadKw).sum();
    }
}
