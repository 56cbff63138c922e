package org.tavan.dro;

import org.jspecify.annotations.Nullable;
import org.tavan.asset.GridLimits;
import org.tavan.conic.Profile;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.Support;

/// One member's part of the problem. Every profile has one value an interval.
///
/// @param id unique in the problem
/// @param nominalKw `C` (kW), positive: `ξ = residual / C`
/// @param grid limits of the day-ahead exchange `p` (kW)
/// @param realTime limits of the real-time exchange `q` (kW), held for every `ξ` in the support, (8b)
/// @param forecastKw `Cμ`: inflexible load minus generation (kW), any sign
/// @param residualKw samples of measured minus forecast net demand (kW)
/// @param supportKw the set that residuals lie in (kW); contains the samples
/// @param battery null without one
/// @param flexible null without flexible load
/// @param commitment the day-ahead exchange already bought; null where it is to be planned
/// @param previous the plan in force; null if there is none
public record Member(String id, double nominalKw, GridLimits grid, GridLimits realTime, Profile forecastKw,
        EmpiricalDistribution residualKw, Support supportKw, @Nullable BatteryState battery,
        @Nullable FlexibleDemand flexible, @Nullable Commitment commitment, @Nullable PreviousPlan previous) {

    /// Checks values, and lengths against `forecastKw`.
    ///
    /// @throws IllegalArgumentException if a profile has another length, a value is not finite, `nominalKw` is not positive,
    ///         or a sample lies outside the support
    public Member {
        try {
            check(nominalKw, forecastKw, residualKw, supportKw);
            int intervals = forecastKw.length();
            if (flexible != null) {
                ProblemChecks.length("desiredKw", flexible.desiredKw(), intervals);
            }
            if (commitment != null) {
                ProblemChecks.length("commitment", commitment.gridImportKw(), intervals);
            }
            if (previous != null) {
                ProblemChecks.length("previous plan", previous.chargeKw(), intervals);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Member %s: %s".formatted(id, e.getMessage()), e);
        }
    }

    /// A member that has committed nothing and has no plan in force.
    public Member(String id, double nominalKw, GridLimits grid, GridLimits realTime, Profile forecastKw,
            EmpiricalDistribution residualKw, Support supportKw, @Nullable BatteryState battery,
            @Nullable FlexibleDemand flexible) {
        this(id, nominalKw, grid, realTime, forecastKw, residualKw, supportKw, battery, flexible, null, null);
    }

    private static void check(double nominalKw, Profile forecastKw, EmpiricalDistribution residualKw,
            Support supportKw) {
        if (!(nominalKw > 0 && nominalKw < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The nominalKw (%s) must be positive and finite.".formatted(nominalKw));
        }
        ProblemChecks.finite("forecastKw", forecastKw);
        if (residualKw.intervals() != forecastKw.length() || supportKw.intervals() != forecastKw.length()) {
            throw new IllegalArgumentException(
                    "The forecast has %d intervals, the residual samples %d, their support %d.".formatted(
                            forecastKw.length(), residualKw.intervals(), supportKw.intervals()));
        }
        if (!supportKw.contains(residualKw)) {
            throw new IllegalArgumentException("""
                    A residual sample lies outside the support.
                    Maybe the support was made from other samples, or in other units.""");
        }
    }

    /// {@return the same member, bound to a day-ahead exchange}
    public Member withCommitment(Commitment newCommitment) {
        return new Member(id, nominalKw, grid, realTime, forecastKw, residualKw, supportKw, battery, flexible,
                newCommitment, previous);
    }

    /// {@return the same member with a plan in force}
    public Member withPrevious(PreviousPlan newPrevious) {
        return new Member(id, nominalKw, grid, realTime, forecastKw, residualKw, supportKw, battery, flexible,
                commitment, newPrevious);
    }

    /// {@return the same member with other residuals}
    public Member withResiduals(EmpiricalDistribution otherKw, Support otherSupportKw) {
        return new Member(id, nominalKw, grid, realTime, forecastKw, otherKw, otherSupportKw, battery,
                flexible, commitment, previous);
    }
}
