package org.tavan.standalone.summary;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Everything that a run is judged by; the shape of `summary.json`.
///
/// @param from start of the first interval
/// @param newest start of the last interval
/// @param microgrids of the communities that have one
/// @param ignored records of the topics that are in no sum, by kind and reason
public record RunSummary(Instant from, Instant newest, Readings readings, Intervals intervals, Solves solves,
        List<CommunitySummary> communities, List<MicrogridSummary> microgrids,
        SequencedMap<String, Long> ignored, Performance performance) {
    public RunSummary {
        ignored = new TreeMap<>(ignored);
        communities = List.copyOf(communities);
        microgrids = List.copyOf(microgrids);
    }

    /// A few lines for people.
    public String text() {
        var lines = new ArrayList<String>();
        lines.add(
                "Readings   %,d sent: %,d accepted, %,d late, %,d rejected%s; the other %,d repeated, of open intervals or lost"
                        .formatted(readings.sent(), readings.accepted(), readings.late(),
                                sum(readings.rejected()),
                                readings.rejected().isEmpty() ? "" : " " + readings.rejected(),
                                readings.remainder()));
        lines.add("Intervals  %,d closed (%,d estimated), %,d dispatched, %,d twice".formatted(
                intervals.closed(),
                intervals.estimated(), intervals.dispatched(), intervals.dispatchedTwice()));
        lines.add("Plans      %,d of %,d days; %s; %,d refused by the checker; %.1f s of solving".formatted(
                solves.daysPlanned().hits(), solves.daysPlanned().trials(), solves.countByStatus(),
                solves.refusedByChecker(), solves.seconds()));
        communities.forEach(community -> lines.addAll(lines(community)));
        microgrids.forEach(microgrid -> lines.addAll(lines(microgrid)));
        if (!ignored.isEmpty()) {
            lines.add("Ignored    %,d records %s".formatted(sum(ignored), ignored));
        }
        lines.add("Run        %.1f s, %,.0f readings/s, peak heap %.0f MiB, peak resident %.0f MiB".formatted(
                performance.seconds(), performance.readingsPerSecond(), performance.peakHeapMiB(),
                performance.peakResidentMiB()));
        return String.join(System.lineSeparator(), lines);
    }

    private static List<String> lines(CommunitySummary community) {
        var money = community.money();
        var promise = community.promise();
        return List.of(
                "%s: cost %,.2f %s against %,.2f without battery, shift and trade (%.1f %% %s) over %,d member intervals"
                        .formatted(community.communityId(), money.costCents() / 100, money.currency(),
                                money.baselineCents() / 100, 100 * Math.abs(money.savedFraction()),
                                money.savedFraction() < 0 ? "more" : "less", money.intervals()),
                "%s: peak to average %.2f, was %.2f".formatted(community.communityId(),
                        community.peakAfter().ratio(),
                        community.peakBefore().ratio()),
                "%s: promised %.1f %% of member days short, came %s; %s of intervals".formatted(
                        community.communityId(),
                        100 * promise.epsilon(), percent(promise.memberDays()),
                        percent(promise.intervals())));
    }

    private static List<String> lines(MicrogridSummary microgrid) {
        var response = microgrid.response();
        return List.of(
                "%s: microgrid planned on %,d of %,d days for %,.2f %s; %s; gap at most %.2f %%, %,d without proof; %,d refused by the checker"
                        .formatted(microgrid.communityId(), microgrid.daysPlanned().hits(), microgrid
                                .daysPlanned()
                                .trials(), microgrid.costCents() / 100, microgrid.currency(),
                                microgrid
                                        .countByStatus(),
                                100 * microgrid.gapLargest(), microgrid.unproved(), microgrid
                                        .refusedByChecker()),
                "%s: customers used %.1f kWh less where %.1f were planned, %.1f kWh more where %.1f were, in %,d answers"
                        .formatted(microgrid.communityId(), response.achievedLessKwh(), response
                                .plannedLessKwh(), response.achievedMoreKwh(), response.plannedMoreKwh(),
                                response.answers()));
    }

    private static long sum(SequencedMap<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String percent(Proportion proportion) {
        return String.format(Locale.ROOT, "%.2f %% (%d of %d, 95 %% interval %.2f-%.2f %%)",
                100 * proportion.rate(),
                proportion.hits(), proportion.trials(), 100 * proportion.low(), 100 * proportion.high());
    }
}
