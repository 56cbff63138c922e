package org.tavan.demandresponse;

import org.tavan.conic.Profile;

/// What it costs to serve a day's load at best.
@FunctionalInterface
public interface SupplyCost {

    /// {@return the least cost of generation, reserve and expected shortage (¢), without rebates}
    ///
    /// @param loadKw load of each interval (kW)
    double cents(Profile loadKw);
}
