package org.tavan.powerflow;

import java.util.List;

/// How a load flow ended.
public sealed interface DistFlowOutcome {

    /// Every voltage is found.
    ///
    /// @param sourceKw active power that the source delivers (kW), negative where the feeder exports
    /// @param sourceKvar reactive power that the source delivers (kvar)
    /// @param loadKw active power of the loads at their voltages (kW), before injections
    /// @param lossKw active power lost in the branches (kW)
    /// @param lossKvar reactive power taken by the branches (kvar)
    /// @param voltagesPu voltage of each bus (pu), in the feeder's order
    /// @param lowestBus bus with the lowest voltage
    /// @param highestBus bus with the highest voltage
    /// @param inverterKw active power of each inverter (kW), in the feeder's order
    /// @param inverterKvar reactive power that each inverter feeds in (kvar), in the feeder's order
    /// @param sweeps sweeps that it took
    record Converged(double sourceKw, double sourceKvar, double loadKw, double lossKw, double lossKvar,
            List<Double> voltagesPu, String lowestBus, String highestBus, List<Double> inverterKw,
            List<Double> inverterKvar, int sweeps) implements DistFlowOutcome {
        public Converged {
            voltagesPu = List.copyOf(voltagesPu);
            inverterKw = List.copyOf(inverterKw);
            inverterKvar = List.copyOf(inverterKvar);
        }
    }

    /// No voltages hold these loads, or none was found.
    ///
    /// @param worstBus the bus whose voltage collapsed, or changed most in the last sweep
    /// @param voltageSquared its last `V²` (pu²), negative or not a number where it collapsed
    /// @param sweeps sweeps that were made
    record Diverged(String worstBus, double voltageSquared, int sweeps) implements DistFlowOutcome {
        /// One sentence for an operator.
        public String message() {
            return "The load flow does not converge: after %d sweeps the voltage of bus %s is not found. Maybe its load exceeds what its branches carry."
                    .formatted(sweeps, worstBus);
        }
    }
}
