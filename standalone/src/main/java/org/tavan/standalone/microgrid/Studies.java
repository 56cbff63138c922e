package org.tavan.standalone.microgrid;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.igdt.RadiusTable;
import org.tavan.igdt.StrategyCases;

/// What the studies of a microgrid found.
///
/// @param rows the same day without a price of lost load, with one, and the best of both
/// @param front cost against lost load, the cheapest first
/// @param participation null: nothing may be offered
public record Studies(List<Row> rows, List<Trade> front, @Nullable Participation participation) {
    public Studies {
        rows = List.copyOf(rows);
        front = List.copyOf(front);
    }

    /// What it means that more or fewer take part than expected.
    ///
    /// @param radii how far participation may be off
    /// @param cases plan for the expected and meet less, or plan for less and meet the expected
    public record Participation(RadiusTable radii, StrategyCases cases) {}

    /// One study's plan.
    ///
    /// @param costCents without the price of lost load (¢)
    /// @param eensKwh expected not to be supplied (kWh)
    /// @param lolpLargest of all intervals, probability
    /// @param certificate what is proved, in words
    public record Row(String study, double costCents, double eensKwh, double lolpLargest,
            String certificate) {}

    /// One plan that no other beats in both.
    ///
    /// @param costCents without the price of lost load (¢)
    /// @param eensKwh expected not to be supplied (kWh)
    public record Trade(double costCents, double eensKwh) {}
}
