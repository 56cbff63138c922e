package org.tavan.solver.api.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What was promised and what was kept, from the dispatches seen so far. The promise is joint over a day, so the unit that counts is the member-day: one member, one
/// local day, with a plan that promises. It is broken when demand exceeded supply in any measured interval of it.
///
/// @param since start of the first interval counted; null before the first
/// @param memberDays member-days that a promise covered
/// @param brokenDays those with a shortage in at least one interval
/// @param intervals measured intervals with a promise
/// @param shortageIntervals those with a shortage
/// @param unpromisedIntervals intervals without a plan that promises, or not measured: not in the counts above
/// @param shortageKwh demand above supply, in all intervals
/// @param realTimeImportKwh recourse bought
/// @param realTimeExportKwh recourse sold
/// @param costCents cost of the recourse (¢), negative: earned
/// @param inactionCents what leaving the residuals alone would have cost (¢)
public record Achieved(@Nullable Instant since, long memberDays, long brokenDays, long intervals,
        long shortageIntervals, long unpromisedIntervals,
        double shortageKwh, double realTimeImportKwh, double realTimeExportKwh, double costCents,
        double inactionCents) {

    static final Achieved NOTHING = new Achieved(null, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// Broken member-days as a fraction of all, to be held against ε; NaN before the first complete day.
    public double brokenFraction() {
        return memberDays == 0 ? Double.NaN : (double) brokenDays / memberDays;
    }

    Achieved plus(Achieved other) {
        return new Achieved(earlier(since, other.since), memberDays + other.memberDays,
                brokenDays + other.brokenDays, intervals + other.intervals,
                shortageIntervals + other.shortageIntervals, unpromisedIntervals + other.unpromisedIntervals,
                shortageKwh + other.shortageKwh,
                realTimeImportKwh + other.realTimeImportKwh, realTimeExportKwh + other.realTimeExportKwh,
                costCents + other.costCents,
                inactionCents + other.inactionCents);
    }

    private static @Nullable Instant earlier(@Nullable Instant first, @Nullable Instant second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return first.isBefore(second) ? first : second;
    }
}
