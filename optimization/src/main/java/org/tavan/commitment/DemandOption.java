package org.tavan.commitment;

import org.tavan.conic.Profile;

/// One way of shaping demand.
///
/// @param id for reports
/// @param changeKw added to the demand of the problem (kW), of either sign, one value an interval
/// @param cents what the operator pays for it over the horizon (¢), of either sign: rebates, receipts that are lost
public record DemandOption(String id, Profile changeKw, double cents) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if the id is blank or a value not finite
    public DemandOption {
        Requirement.named("demand option", id);
        Requirement.finite("Demand option " + id, "changeKw", changeKw);
        Requirement.finite("Demand option " + id, "cents", cents);
    }

    /// {@return the option that changes nothing and costs nothing}
    ///
    /// @param intervals how many intervals the problem has
    public static DemandOption none(int intervals) {
        return new DemandOption("none", Profile.of(new double[intervals]), 0);
    }
}
