package org.tavan.simulator.replay;

import static org.tavan.simulator.replay.Require.required;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A CSV file, plain or `.gz`.
///
/// @param path relative to the data folder
/// @param stepMinutes time that a row is about (min), default 60
/// @param separator between fields, default a comma
/// @param skipLines lines before the header, default 0
/// @param timeColumn column of the time stamp
/// @param timeFormat ISO (default), or a pattern of java.time
/// @param timeZone zone of stamps without an offset, default UTC
/// @param stamp what a stamp marks, default START
/// @param prosumerColumn column of the member's series, of a long file; null: a wide file
/// @param missing texts that mean nothing was measured, default empty, NaN and NA
/// @param shiftDays days that stamps are moved on, to pair series of different years; whole weeks keep the days of the week; default 0
/// @param columns what to take
public record FileConfig(String path, Integer stepMinutes, String separator, Integer skipLines,
        String timeColumn,
        String timeFormat, ZoneId timeZone, Stamp stamp, @Nullable String prosumerColumn,
        List<String> missing, Integer shiftDays,
        List<ColumnConfig> columns) {

    /// Whether a time stamp marks the start or the end of what its row is about.
    public enum Stamp {
        /// Start of the step.
        START,
        /// End of the step.
        END
    }

    /// Fills in what was left out, and checks.
    ///
    /// @throws IllegalArgumentException if something is missing
    public FileConfig(
            @Nullable String path,
            @Nullable Integer stepMinutes,
            @Nullable String separator,
            @Nullable Integer skipLines,
            @Nullable String timeColumn,
            @Nullable String timeFormat,
            @Nullable ZoneId timeZone,
            @Nullable Stamp stamp,
            @Nullable String prosumerColumn,
            @Nullable List<String> missing,
            @Nullable Integer shiftDays,
            @Nullable List<ColumnConfig> columns) {
        this.path = required("path", path);
        this.stepMinutes = stepMinutes == null ? 60 : stepMinutes;
        this.separator = separator == null ? "," : separator;
        this.skipLines = skipLines == null ? 0 : skipLines;
        this.timeColumn = required("timeColumn", timeColumn);
        this.timeFormat = timeFormat == null ? "ISO" : timeFormat;
        this.timeZone = timeZone == null ? ZoneId.of("UTC") : timeZone;
        this.stamp = stamp == null ? Stamp.START : stamp;
        this.prosumerColumn = prosumerColumn;
        this.missing = missing == null ? List.of("", "NaN", "NA") : List.copyOf(missing);
        this.shiftDays = shiftDays == null ? 0 : shiftDays;
        this.columns = List.copyOf(required("columns", columns));
        if (this.stepMinutes < 1 || 1440 % this.stepMinutes != 0) {
            throw new IllegalArgumentException(
                    "The stepMinutes (%d) must be a divisor of a day.".formatted(this.stepMinutes));
        }
    }
}
