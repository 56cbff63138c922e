package org.tavan.uncertainty;

import java.time.temporal.ChronoUnit;

/// Recent days tell more: `w = 2^(−age / halfLife)`.
///
/// @param halfLifeDays after so many days a sample counts half, positive, `+∞` for never
public record RecencyKernel(double halfLifeDays) implements DayKernel {

    /// Checks the half-life.
    ///
    /// @throws IllegalArgumentException if it is not positive
    public RecencyKernel {
        if (!(halfLifeDays > 0)) {
            throw new IllegalArgumentException("The halfLifeDays (%s) must be positive.".formatted(
                    halfLifeDays));
        }
    }

    /// @throws IllegalArgumentException if the past day is after the target: nobody knows it yet
    @Override
    public double logWeight(SampleDay past, SampleDay target) {
        long age = ChronoUnit.DAYS.between(past.date(), target.date());
        if (age < 0) {
            throw new IllegalArgumentException("The sample of %s is from after the day it is to tell of, %s."
                    .formatted(past.date(), target.date()));
        }
        return -Math.log(2) * age / halfLifeDays;
    }
}
