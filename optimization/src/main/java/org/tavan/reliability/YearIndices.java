package org.tavan.reliability;

import org.tavan.conic.Profile;

/// Indices of generating capacity against a load over many intervals.
///
/// @param lossOfLoadHours expected hours in which load is lost (h)
/// @param lossOfLoadDays expected days on whose peak load is lost (d)
/// @param energyNotSuppliedKwh expected energy not supplied (kWh)
public record YearIndices(double lossOfLoadHours, double lossOfLoadDays, double energyNotSuppliedKwh) {

    /// Sums the table's indices over the load.
    ///
    /// @param table capacity on outage
    /// @param hourlyLoadKw one load per hour (kW), whole days
    /// @return the indices of the horizon, of a year if the load is one
    /// @throws IllegalArgumentException if the load has no whole number of days
    public static YearIndices of(CapacityOutageTable table, Profile hourlyLoadKw) {
        if (hourlyLoadKw.length() % HOURS_PER_DAY != 0) {
            throw new IllegalArgumentException("The hourlyLoadKw has %d entries, expected a multiple of %d."
                    .formatted(hourlyLoadKw.length(), HOURS_PER_DAY));
        }
        double hours = 0;
        double days = 0;
        double kwh = 0;
        for (int day = 0; day < hourlyLoadKw.length(); day += HOURS_PER_DAY) {
            double peakKw = Double.NEGATIVE_INFINITY;
            for (int t = day; t < day + HOURS_PER_DAY; t++) {
                double loadKw = hourlyLoadKw.get(t);
                hours += table.lossOfLoadProbability(loadKw);
                kwh += table.expectedShortfallKw(loadKw);
                peakKw = Math.max(peakKw, loadKw);
            }
            days += table.lossOfLoadProbability(peakKw);
        }
        return new YearIndices(hours, days, kwh);
    }

    private static final int HOURS_PER_DAY = 24;
}
