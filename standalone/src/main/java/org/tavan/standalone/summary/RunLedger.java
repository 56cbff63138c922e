package org.tavan.standalone.summary;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;
import org.tavan.schema.Community;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Interval;
import org.tavan.schema.Price;
import org.tavan.schema.Reading;
import org.tavan.schema.Rejected;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveRecord;

/// Takes the records of a run in any order and counts them. One thread at a time.
public final class RunLedger {
    private final Map<String, CommunityLedger> ledgerByCommunity = new TreeMap<>();
    private final SolveLedger solves = new SolveLedger();
    private final Map<String, Long> rejectedByReason = new TreeMap<>();
    private final String readingsTopic;
    private long sentReadings;
    private long lateReadings;

    /// An empty ledger.
    ///
    /// @param communities configuration of every community whose records will come
    /// @param readingsTopic topic whose refused records are readings
    public RunLedger(Collection<Community> communities, String readingsTopic) {
        communities.forEach(
                community -> ledgerByCommunity.put(community.getCommunityId(),
                        new CommunityLedger(community)));
        this.readingsTopic = readingsTopic;
    }

    /// Counts a record.
    ///
    /// @throws IllegalArgumentException if the record is about a community or member that is not configured, or is of no
    /// kind that a summary rests on
    public void add(SpecificRecord value) {
        switch (value) {
            case Interval interval -> ledger(interval.getCommunityId()).add(interval);
            case Dispatch dispatch -> ledger(dispatch.getCommunityId()).add(dispatch);
            case Schedule schedule -> ledger(schedule.getCommunityId()).add(schedule);
            case Price price -> ledger(price.getCommunityId()).add(price);
            case SolveRecord solve -> solves.add(solve);
            case Reading _ -> lateReadings++;
            case Rejected rejected -> add(rejected);
            default -> throw new IllegalArgumentException(
                    "A summary does not rest on " + value.getSchema().getName());
        }
    }

    /// Counts a reading that a source wrote, repetitions included, heartbeats not.
    public void readingSent() {
        sentReadings++;
    }

    /// Start of the newest interval that closed or was dispatched; the epoch before any.
    public Instant newest() {
        return ledgerByCommunity.values()
                .stream()
                .map(CommunityLedger::newest)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    /// Settlement intervals closed.
    public long intervals() {
        return total(MemberHistory::intervals);
    }

    /// Dispatches, repeated ones included.
    public long dispatches() {
        return total(MemberHistory::dispatches);
    }

    /// End of the newest interval that has been dispatched in every community; the epoch before.
    public Instant dispatched() {
        return oldestOf(CommunityLedger::dispatched);
    }

    /// End of the newest interval that has run through: dispatched, or closed as long as there was no dispatch yet.
    public Instant reached() {
        var dispatched = dispatched();
        return dispatched.equals(Instant.EPOCH) ? oldestOf(CommunityLedger::closed) : dispatched;
    }

    private Instant oldestOf(Function<CommunityLedger, Instant> time) {
        return ledgerByCommunity.values().stream().map(time).min(Instant::compareTo).orElse(Instant.EPOCH);
    }

    /// Readings that a source wrote.
    public long sentReadings() {
        return sentReadings;
    }

    /// Everything so far.
    public RunSummary summary(Performance performance) {
        long accepted = total(MemberHistory::acceptedReadings);
        long rejected = rejectedByReason.values().stream().mapToLong(Long::longValue).sum();
        var readings = new Readings(sentReadings, accepted,
                sentReadings - accepted - lateReadings - rejected, lateReadings,
                new TreeMap<>(rejectedByReason));
        var communities = ledgerByCommunity.values()
                .stream()
                .map(ledger -> new CommunitySummary(ledger.community().getCommunityId(), ledger.money(),
                        ledger.peakBefore(), ledger.peakAfter(), ledger.promise()))
                .toList();
        var oldest = ledgerByCommunity.values()
                .stream()
                .map(CommunityLedger::oldest)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
        return new RunSummary(oldest, newest(), readings,
                new Intervals(total(MemberHistory::intervals), total(MemberHistory::estimatedIntervals),
                        total(MemberHistory::dispatches), total(MemberHistory::repeatedDispatches)),
                solves.summary(), communities, performance);
    }

    private void add(Rejected rejected) {
        if (rejected.getTopic().equals(readingsTopic)) {
            rejectedByReason.merge(rejected.getReason().name(), 1L, Long::sum);
        }
    }

    private CommunityLedger ledger(String communityId) {
        var ledger = ledgerByCommunity.get(communityId);
        if (ledger == null) {
            throw new IllegalArgumentException(
                    "The community %s is not one of %s.".formatted(communityId, ledgerByCommunity.keySet()));
        }
        return ledger;
    }

    private long total(ToLongFunction<MemberHistory> count) {
        return ledgerByCommunity.values()
                .stream()
                .flatMap(ledger -> ledger.histories().stream())
                .mapToLong(count)
                .sum();
    }
}
