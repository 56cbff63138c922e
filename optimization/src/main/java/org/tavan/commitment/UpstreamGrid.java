package org.tavan.commitment;

import org.tavan.conic.Profile;

/// The upstream grid behind its transformer, a source and a sink at the wholesale price.
///
/// @param importMaxKw largest import (kW), non-negative
/// @param exportMaxKw largest export (kW), non-negative
/// @param importCentsPerKwh price paid per interval (¢/kWh), of either sign
/// @param exportCentsPerKwh price earned per interval (¢/kWh), of either sign
/// @param reserveMaxKw most import that may be held as reserve (kW), non-negative; 0 where the grid sells energy alone
/// @param reserveCentsPerKwh price of import held as reserve (¢ per kW and hour), non-negative
/// @param outageProbability probability that the grid is lost in an interval, in [0, 1)
public record UpstreamGrid(double importMaxKw, double exportMaxKw, Profile importCentsPerKwh,
        Profile exportCentsPerKwh, double reserveMaxKw, double reserveCentsPerKwh, double outageProbability) {

    /// How messages and reports call it.
    public static final String ID = "grid";

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if a value is out of range
    public UpstreamGrid {
        Requirement.nonNegative(OWNER, "importMaxKw", importMaxKw);
        Requirement.nonNegative(OWNER, "exportMaxKw", exportMaxKw);
        Requirement.finite(OWNER, "importCentsPerKwh", importCentsPerKwh);
        Requirement.length(OWNER, "exportCentsPerKwh", exportCentsPerKwh, importCentsPerKwh.length());
        Requirement.finite(OWNER, "exportCentsPerKwh", exportCentsPerKwh);
        Requirement.nonNegative(OWNER, "reserveMaxKw", reserveMaxKw);
        Requirement.nonNegative(OWNER, "reserveCentsPerKwh", reserveCentsPerKwh);
        Requirement.probability(OWNER, "outageProbability", outageProbability);
    }

    /// A grid whose free import may all be held as reserve, and its export called back.
    public UpstreamGrid(double importMaxKw, double exportMaxKw, Profile importCentsPerKwh,
            Profile exportCentsPerKwh,
            double reserveCentsPerKwh, double outageProbability) {
        this(importMaxKw, exportMaxKw, importCentsPerKwh, exportCentsPerKwh, importMaxKw + exportMaxKw,
                reserveCentsPerKwh, outageProbability);
    }

    private static final String OWNER = "The upstream grid";
}
