package org.tavan.experiment;

import java.time.LocalDate;
import org.tavan.conic.Profile;

/// How a planned day went.
///
/// @param date of the day
/// @param status how planning ended
/// @param cost realised
/// @param plannedCents worst-case expected cost of the plan (¢); NaN where nothing was promised
/// @param worstCaseViolation certified probability, mean over the members; NaN where nothing was promised
/// @param intervals member-intervals
/// @param violatedIntervals member-intervals with demand above supply before the settlement, (20)
/// @param members participants
/// @param violatedMembers participants with such an interval
/// @param shortageKwh missing before the settlement
/// @param surplusKwh left over before the settlement
/// @param clipped answers that a limit cut short
/// @param energyEndKwh in the battery of each participant when the day ends
/// @param solveNanos time that planning took (ns)
/// @param trace what happened in each interval
public record DayScore(LocalDate date, DayPlan.Status status, Cost cost, double plannedCents,
        double worstCaseViolation, int intervals, int violatedIntervals, int members, int violatedMembers,
        double shortageKwh, double surplusKwh, int clipped, Profile energyEndKwh, long solveNanos,
        Trace trace) {

    /// Of the community, one value an interval.
    ///
    /// @param dayAheadCentsPerKwh price (¢/kWh)
    /// @param demandKw inflexible load minus generation, measured
    /// @param purchasedKw day-ahead exchange, import positive
    /// @param exchangeKw with the grid in the end, import positive
    /// @param batteryKw discharge positive
    /// @param flexibleKw served
    /// @param energyKwh in all batteries at the end of the interval
    /// @param shortageKw missing before the settlement, the sum over the participants
    public record Trace(Profile dayAheadCentsPerKwh, Profile demandKw, Profile purchasedKw,
            Profile exchangeKw,
            Profile batteryKw, Profile flexibleKw, Profile energyKwh, Profile shortageKw) {}

    /// {@return whether any participant had demand above supply in any interval}
    public boolean communityViolated() {
        return violatedMembers > 0;
    }

    /// {@return peak and mean of the import}
    public PeakToAverage peakToAverage() {
        return PeakToAverage.NONE.with(trace.exchangeKw());
    }
}
