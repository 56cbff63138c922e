package org.tavan.demandresponse;

import org.tavan.conic.Profile;

/// How customers answer to prices.
public sealed interface CustomerResponse permits PriceResponse, CobbDouglas {

    /// {@return the price that the baseline load was used to, of each interval (¢/kWh)}
    Profile referenceCentsPerKwh();

    /// {@return the load under other prices}
    ///
    /// @param baselineKw `d₀`: load under the reference price (kW), non-negative
    /// @param centsPerKwh `ρ`: price of each interval (¢/kWh)
    /// @throws IllegalArgumentException if lengths differ or a value is out of its range
    LoadResponse respond(Profile baselineKw, Profile centsPerKwh);
}
