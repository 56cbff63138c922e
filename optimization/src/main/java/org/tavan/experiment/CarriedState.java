package org.tavan.experiment;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// What one day hands to the next, as dispatched.
///
/// @param assets one entry a participant
/// @param month of the last day; null before the first
/// @param peakKw highest import of the community in that month so far (kW), which a demand charge is paid for already
public record CarriedState(List<Asset> assets, @Nullable YearMonth month, double peakKw) {

    /// Of one participant.
    ///
    /// @param energyKwh in the battery; 0 without
    /// @param shiftedKwh flexible load ahead, or, negative, behind
    public record Asset(double energyKwh, double shiftedKwh) {}

    /// Copies the list.
    public CarriedState {
        assets = List.copyOf(assets);
    }

    /// {@return this state on a day: a new month has no peak yet}
    public CarriedState on(LocalDate day) {
        YearMonth now = YearMonth.from(day);
        return now.equals(month) ? this : new CarriedState(assets, now, 0);
    }
}
