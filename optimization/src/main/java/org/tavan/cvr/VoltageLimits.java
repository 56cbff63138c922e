package org.tavan.cvr;

/// The voltages that every bus has to keep.
///
/// @param lowestPu lowest voltage (pu), positive
/// @param highestPu highest voltage (pu), above the lowest
public record VoltageLimits(double lowestPu, double highestPu) {
    /// Range A of ANSI C84.1, the usual ±5 %.
    public static final VoltageLimits USUAL = new VoltageLimits(0.95, 1.05);

    public VoltageLimits {
        if (!(lowestPu > 0 && lowestPu < highestPu && highestPu < 2)) {
            throw new IllegalArgumentException("""
                    The lowestPu (%s) must be positive and below the highestPu (%s), which must be below 2.
                    Maybe the limits are swapped, or in volt.""".formatted(lowestPu, highestPu));
        }
    }
}
