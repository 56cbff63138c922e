package org.tavan.solver.api.view;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.tavan.community.Coverage;
import org.tavan.recourse.Shortage;
import org.tavan.schema.Dispatch;

/// Counts the dispatches of one member into [Achieved]. A day counts when a promise covered enough of it and the first dispatch of the
/// next day has come; a dispatch seen before is left out.
final class AchievedCounter {
    private @Nullable Instant since;
    private @Nullable Instant newest;
    private @Nullable LocalDate day;
    /// Of the day so far.
    private long promisedMinutes;
    private boolean dayBroken;
    private long memberDays;
    private long brokenDays;
    private long intervals;
    private long shortageIntervals;
    private long unpromisedIntervals;
    private double shortageKwh;
    private double realTimeImportKwh;
    private double realTimeExportKwh;
    private double costCents;
    private double inactionCents;

    /// Counts one dispatch.
    ///
    /// @return false if the dispatch was counted before
    boolean add(Dispatch dispatch, ZoneId zone) {
        Instant start = dispatch.getIntervalStart();
        if (newest != null && !start.isAfter(newest)) {
            return false;
        }
        newest = start;
        if (since == null) {
            since = start;
        }
        turnDay(LocalDate.ofInstant(start, zone), zone);
        double hours = dispatch.getIntervalMinutes() / 60.0;
        boolean shortage = Shortage.counts(dispatch.getShortageKw());
        if (Coverage.covers(dispatch)) {
            intervals++;
            promisedMinutes += dispatch.getIntervalMinutes();
            if (shortage) {
                shortageIntervals++;
                dayBroken = true;
            }
        } else {
            unpromisedIntervals++;
        }
        shortageKwh += shortage ? dispatch.getShortageKw() * hours : 0;
        realTimeImportKwh += dispatch.getRealTimeImportKw() * hours;
        realTimeExportKwh += dispatch.getRealTimeExportKw() * hours;
        costCents += dispatch.getReason().getCostCents();
        inactionCents += dispatch.getReason().getInactionCents();
        return true;
    }

    Achieved total() {
        return new Achieved(since, memberDays, brokenDays, intervals, shortageIntervals, unpromisedIntervals,
                shortageKwh, realTimeImportKwh,
                realTimeExportKwh, costCents, inactionCents);
    }

    private void turnDay(LocalDate current, ZoneId zone) {
        if (!current.equals(day)) {
            if (day != null && Coverage.suffices(promisedMinutes, minutes(day, zone))) {
                memberDays++;
                brokenDays += dayBroken ? 1 : 0;
            }
            day = current;
            promisedMinutes = 0;
            dayBroken = false;
        }
    }

    private static long minutes(LocalDate day, ZoneId zone) {
        return Duration.between(day.atStartOfDay(zone), day.plusDays(1).atStartOfDay(zone)).toMinutes();
    }
}
