package org.tavan.powerflow;

/// When a sweep has converged and when it is given up.
///
/// @param tolerancePu the voltage of no bus may change by more in the last sweep (pu, root of the sum of squares over its phases)
/// @param sweepsMax most sweeps; a flow that has not converged by then has diverged
public record ThreePhaseSettings(double tolerancePu, int sweepsMax) {
    /// To 1e-10 pu within 100 sweeps.
    public static final ThreePhaseSettings DEFAULT = new ThreePhaseSettings(1e-10, 100);
    /// To 1e-6 pu within 60 sweeps: for enumerations of taps.
    public static final ThreePhaseSettings FAST = new ThreePhaseSettings(1e-6, 60);

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if one is not positive
    public ThreePhaseSettings {
        if (!(tolerancePu > 0)) {
            throw new IllegalArgumentException(
                    "The tolerancePu (%s) must be positive.".formatted(tolerancePu));
        }
        if (sweepsMax < 1) {
            throw new IllegalArgumentException("The sweepsMax (%d) must be at least 1.".formatted(sweepsMax));
        }
    }
}
