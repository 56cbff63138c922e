package org.tavan.commitment.genetic;

/// What couples an interval to the others, as prices: the Lagrange multipliers of a dispatch of the whole day. Written while it is
/// made, read only from then on.
final class HourPrices {
    /// What a kWh in each storage before the interval costs (¢/kWh).
    final double[] beforeCents;
    /// What one behind it costs (¢/kWh).
    final double[] afterCents;
    /// What a kW of each unit costs beyond its energy, for the sake of ramps (¢/kW).
    final double[] powerCents;
    /// What each unit costs for being on and for being off, for the sake of ramps (¢).
    final double[] onCents;
    final double[] offCents;
    /// What expected lost load costs beyond its value (¢/kWh).
    double lostCents;

    HourPrices(int units, int storages) {
        beforeCents = new double[storages];
        afterCents = new double[storages];
        powerCents = new double[units];
        onCents = new double[units];
        offCents = new double[units];
    }
}
