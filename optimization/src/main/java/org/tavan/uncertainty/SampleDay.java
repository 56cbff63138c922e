package org.tavan.uncertainty;

import java.time.LocalDate;

import org.tavan.conic.Profile;

/// What was known of a day before it began: what its likeness to another is judged by.
///
/// @param date local
/// @param kind of day in the local calendar
/// @param features finite numbers such as the mean temperature or the forecast net demand, known at the gate closure of the day; the
///        same ones of every day, possibly none
public record SampleDay(LocalDate date, Kind kind, Profile features) {

    /// What people do on a day.
    public enum Kind {
        /// Most work.
        WEEKDAY,
        /// The weekly rest.
        WEEKEND,
        /// A public holiday, whatever the day of the week.
        HOLIDAY
    }

    /// Checks the features.
    ///
    /// @throws IllegalArgumentException if one is not finite
    public SampleDay {
        for (int k = 0; k < features.length(); k++) {
            if (!Double.isFinite(features.get(k))) {
                throw new IllegalArgumentException("Feature %d of %s (%s) must be finite.".formatted(k, date,
                        features.get(k)));
            }
        }
    }

    /// A day without features.
    public SampleDay(LocalDate date, Kind kind) {
        this(date, kind, Profile.of());
    }
}
