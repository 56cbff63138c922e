package org.tavan.simulator.replay;

import static org.tavan.simulator.replay.Require.required;

import org.jspecify.annotations.Nullable;

/// A column of a file.
///
/// @param column its name in the header
/// @param series what it holds
/// @param unit in which
/// @param member series name of the member, of a wide file's LOAD or PV; null otherwise
/// @param factor further factor, e.g. an exchange rate, default 1
/// @param negative what becomes of negative values that cannot be, default REJECT
public record ColumnConfig(String column, SeriesKind series, String unit, @Nullable String member,
        Double factor,
        Negative negative) {
    /// What becomes of a negative value where none can be.
    public enum Negative {
        /// It is reported as unusable.
        REJECT,
        /// It is taken as zero, e.g. what an inverter draws at night.
        ZERO
    }

    /// Fills in what was left out, and checks.
    ///
    /// @throws IllegalArgumentException if something is missing
    public ColumnConfig(
            @Nullable String column,
            @Nullable SeriesKind series,
            @Nullable String unit,
            @Nullable String member,
            @Nullable Double factor,
            @Nullable Negative negative) {
        this.column = required("column", column);
        this.series = required("series", series);
        this.unit = required("unit", unit);
        this.member = member;
        this.factor = factor == null ? 1 : factor;
        this.negative = negative == null ? Negative.REJECT : negative;
    }
}
