package org.tavan.microgrid;

import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tavan.cvr.CvrSavings;
import org.tavan.powerflow.FeederPositions;
import org.tavan.powerflow.Phase;

/// How the feeder is run over the day; powers and energies are those of the microgrid, `loadScale` taken out.
///
/// @param intervals in order
/// @param held where tap changers and capacitors stand on the reference day, as they did before
/// @param savings what the plan saves against the reference day of the same load, parts of loads and losses apart; null where no flow holds the reference
/// @param tapSteps tap steps over the day
/// @param capacitorSteps capacitor steps over the day
/// @param switchingCents what they cost (¢), beside the cost of the schedule
public record NetworkPlan(List<Interval> intervals, FeederPositions held, @Nullable CvrSavings savings,
        int tapSteps, int capacitorSteps, double switchingCents) {

    /// One interval. `sourceKw = loadKw + lossKw`.
    ///
    /// @param positions where tap changers and capacitors stand
    /// @param sourceKw what the sources deliver at the head of the feeder (kW)
    /// @param loadKw what loads draw at their voltages, with what they take back (kW)
    /// @param lossKw what the branches lose (kW)
    /// @param heldKw what the sources would deliver on the reference day (kW), not a number where there is none
    /// @param voltages by bus and phase where three phases are known, else by bus
    public record Interval(FeederPositions positions, double sourceKw, double loadKw, double lossKw,
            double heldKw, List<Voltage> voltages) {
        /// Copies.
        public Interval {
            voltages = List.copyOf(voltages);
        }

        /// {@return the lowest voltage}
        public Voltage lowest() {
            return voltages.stream().min(Comparator.comparingDouble(Voltage::voltagePu)).orElseThrow();
        }
    }

    /// The voltage of a bus.
    ///
    /// @param bus its name
    /// @param phase the phase, null for the single-phase equations
    /// @param voltagePu pu
    public record Voltage(String bus, @Nullable Phase phase, double voltagePu) {}

    /// Copies.
    public NetworkPlan {
        intervals = List.copyOf(intervals);
    }

    /// {@return the lowest voltage of the day (pu)}
    public double lowestPu() {
        return intervals.stream().mapToDouble(i -> i.lowest().voltagePu()).min().orElseThrow();
    }
}
