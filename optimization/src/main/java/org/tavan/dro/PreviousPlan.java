package org.tavan.dro;

import org.tavan.conic.Profile;

/// The plan in force, to which the new one should stay near. All per interval (kW).
///
/// @param chargeKw battery
/// @param dischargeKw battery
/// @param flexibleKw flexible load
public record PreviousPlan(Profile chargeKw, Profile dischargeKw, Profile flexibleKw) {

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if one is negative or not finite, or the lengths differ
    public PreviousPlan {
        ProblemChecks.nonNegative("chargeKw", chargeKw);
        ProblemChecks.nonNegative("dischargeKw", dischargeKw);
        ProblemChecks.nonNegative("flexibleKw", flexibleKw);
        ProblemChecks.length("dischargeKw", dischargeKw, chargeKw.length());
        ProblemChecks.length("flexibleKw", flexibleKw, chargeKw.length());
    }
}
