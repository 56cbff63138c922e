package org.tavan.powerflow;

import java.util.List;

/// What a three-phase flow came to.
public sealed interface ThreePhaseOutcome {

    /// {@return the number of sweeps}
    int sweeps();

    /// Voltages and flows of a solution. Missing phases have no entry.
    ///
    /// `source = load + loss − injection` in kW; in kvar the capacitors and the charging of the lines are subtracted as well.
    ///
    /// @param voltages by bus, from the source on, and phase
    /// @param flows by branch, from the source on, and phase; open switches have none
    /// @param sourceKw drawn from the source on each phase (kW)
    /// @param sourceKvar drawn from the source on each phase (kvar)
    /// @param balance where all of it goes
    record Converged(int sweeps, List<NodeVoltage> voltages, List<BranchFlow> flows, PerPhase sourceKw,
            PerPhase sourceKvar, Balance balance) implements ThreePhaseOutcome {

        /// Copies the lists.
        public Converged {
            voltages = List.copyOf(voltages);
            flows = List.copyOf(flows);
        }

        /// {@return the voltage of a phase of a bus}
        ///
        /// @throws IllegalArgumentException if there is no such bus, or it lacks the phase
        public NodeVoltage voltage(String bus, Phase phase) {
            for (NodeVoltage voltage : voltages) {
                if (voltage.bus().equals(bus) && voltage.phase() == phase) {
                    return voltage;
                }
            }
            throw new IllegalArgumentException("There is no phase %s at a bus %s.".formatted(phase, bus));
        }
    }

    /// No solution was found: the voltages moved on to the last sweep, as they do where the feeder cannot carry its load.
    ///
    /// @param worstBus whose voltage moved most in the last sweep, or was no number first
    /// @param worstPhase on which it did
    /// @param changePu how far it moved (pu)
    record Diverged(int sweeps, String worstBus, Phase worstPhase, double changePu)
            implements
                ThreePhaseOutcome {

        /// {@return one sentence for an operator}
        public String message() {
            return "The flow did not converge in %d sweeps: at bus %s, phase %s worst, the voltage still moved by %.2g pu. Maybe the load is more than the feeder can carry."
                    .formatted(sweeps, worstBus, worstPhase, changePu);
        }
    }

    /// The voltage between a phase and neutral.
    ///
    /// @param voltagePu magnitude (pu)
    /// @param angleDegrees angle (°), in (−180, 180]; phase A of the source has 0
    record NodeVoltage(String bus, Phase phase, double voltagePu, double angleDegrees) {}

    /// What one phase of a branch carries; power is positive away from the source.
    ///
    /// @param feedingKw into the branch at the end nearer the source (kW), half the charging of a line included
    /// @param feedingKvar likewise (kvar)
    /// @param fedKw out of the branch at the other end (kW), the other half included
    /// @param fedKvar likewise (kvar)
    /// @param currentAmperes through the series impedance, at the voltage of the fed end (A)
    record BranchFlow(String branch, Phase phase, double feedingKw, double feedingKvar, double fedKw,
            double fedKvar, double currentAmperes) {}

    /// Totals over the feeder.
    ///
    /// @param loadKw drawn by the loads at their voltages (kW)
    /// @param loadKvar likewise (kvar)
    /// @param lossKw in the series impedances (kW)
    /// @param lossKvar likewise (kvar)
    /// @param capacitorKvar from the capacitors (kvar)
    /// @param chargingKvar from the susceptance of the lines (kvar)
    /// @param injectionKw from the injections (kW)
    /// @param injectionKvar likewise (kvar)
    record Balance(double loadKw, double loadKvar, double lossKw, double lossKvar, double capacitorKvar,
            double chargingKvar, double injectionKw, double injectionKvar) {}
}
