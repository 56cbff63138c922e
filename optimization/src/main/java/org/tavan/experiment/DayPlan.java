package org.tavan.experiment;

import java.util.List;
import org.tavan.conic.Profile;
import org.tavan.recourse.AffineRecourse;

/// What was decided at a gate closure.
///
/// @param status how planning ended
/// @param reason why it is not as required, in words; empty for `PLANNED`
/// @param members one entry a participant
/// @param plannedCents cost with the worst-case expected recourse (¢); NaN where nothing was promised
/// @param worstCaseViolation certified for the day, the mean over the members; NaN where nothing was promised
/// @param solveNanos time that planning took (ns)
public record DayPlan(Status status, String reason, List<Member> members, double plannedCents,
        double worstCaseViolation, long solveNanos) {

    /// How planning ended.
    public enum Status {
        /// Every requirement is met, or, without a promise, there was nothing to meet.
        PLANNED,
        /// Some requirement could not be met; the plan misses it by as little as possible.
        RELAXED,
        /// There is no plan: the day runs as in the baseline.
        FAILED
    }

    /// Of one participant; every profile has one value an interval.
    ///
    /// @param purchasedKw day-ahead exchange, import positive (kW)
    /// @param batteryKw discharge positive (kW)
    /// @param flexibleKw served (kW)
    /// @param peersKw taken from peers, net (kW)
    /// @param energyKwh in the battery at the end of each interval (kWh)
    /// @param shiftedKwh at the end of each interval (kWh)
    /// @param rule answers the residuals
    /// @param peerCents fees and wear of its trades (¢)
    /// @param wearCents of its battery (¢)
    /// @param discomfortCents of its shifted load (¢)
    public record Member(Profile purchasedKw, Profile batteryKw, Profile flexibleKw, Profile peersKw,
            Profile energyKwh, Profile shiftedKwh, AffineRecourse rule, double peerCents, double wearCents,
            double discomfortCents) {}

    /// Copies the list.
    public DayPlan {
        members = List.copyOf(members);
    }
}
