package org.tavan.asset;

/// How much energy a load takes within some intervals, such as a water tank that is heated by six.
///
/// @param from first interval, counted from 0
/// @param to interval after the last, above `from`
/// @param energyMinKwh least energy taken within (kWh), non-negative
/// @param energyMaxKwh most energy taken within (kWh), `+∞` for no limit
public record EnergyWindow(int from, int to, double energyMinKwh, double energyMaxKwh) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if the window is empty or its limits cross
    public EnergyWindow {
        if (!(0 <= from && from < to)) {
            throw new IllegalArgumentException(
                    "The energy window [%d, %d) is empty: it must begin at 0 or later and end after its beginning."
                            .formatted(from, to));
        }
        Requirement.nonNegative("energyMinKwh of the window [%d, %d)".formatted(from, to), energyMinKwh);
        if (!(energyMinKwh <= energyMaxKwh)) {
            throw new IllegalArgumentException("""
                    The energyMinKwh (%s) of the window [%d, %d) must not exceed its energyMaxKwh (%s).
                    Maybe the limits are swapped.""".formatted(energyMinKwh, from, to, energyMaxKwh));
        }
    }
}
