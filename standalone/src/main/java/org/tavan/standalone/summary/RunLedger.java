package org.tavan.standalone.summary;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavan.community.ConfigurationRules;
import org.tavan.schema.Community;
import org.tavan.schema.DemandResponse;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Interval;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.Price;
import org.tavan.schema.Reading;
import org.tavan.schema.Rejected;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveRecord;

/// Takes the records of a run and counts them; what belongs to a community must come after its configuration, everything else in any order.
/// What cannot be placed is counted by kind and reason, never thrown. One thread at a time.
public final class RunLedger {
    private static final Logger LOG = LoggerFactory.getLogger(RunLedger.class);

    private final Map<String, CommunityLedger> ledgerByCommunity = new TreeMap<>();
    private final Map<String, MicrogridLedger> microgridByCommunity = new TreeMap<>();
    private final SolveLedger solves = new SolveLedger();
    private final TreeMap<String, Long> rejectedByReason = new TreeMap<>();
    private final TreeMap<String, Long> ignoredByReason = new TreeMap<>();
    private final Set<String> sourceCommunities;
    private final String readingsTopic;
    private long sentReadings;
    private long lateReadings;

    /// An empty ledger.
    ///
    /// @param communities configuration of every community of the source, by which the progress of the run is told; others may
    /// come as records
    /// @param readingsTopic topic whose refused records are readings
    public RunLedger(Collection<Community> communities, String readingsTopic) {
        communities.forEach(
                community -> ledgerByCommunity.put(community.getCommunityId(),
                        new CommunityLedger(community)));
        sourceCommunities = Set.copyOf(ledgerByCommunity.keySet());
        this.readingsTopic = readingsTopic;
    }

    /// Takes up a configuration by the rules that all services have; one that they refuse is ignored.
    ///
    /// @param key of its record
    public void configure(@Nullable String key, Community community) {
        var known = ledgerByCommunity.get(community.getCommunityId());
        var error = ConfigurationRules.check(key == null ? "" : key, community,
                known == null ? null : known.community());
        if (error.isPresent()) {
            ignored(community, IgnoreReason.UNUSABLE);
        } else if (known == null) {
            ledgerByCommunity.put(community.getCommunityId(), new CommunityLedger(community));
        } else {
            known.configure(community);
        }
    }

    /// Counts a record, or ignores it and counts that.
    public void add(SpecificRecord value) {
        try {
            switch (value) {
                case Interval interval -> place(interval, interval.getCommunityId(),
                        interval.getProsumerId(), ledger -> ledger.add(interval));
                case Dispatch dispatch -> place(dispatch, dispatch.getCommunityId(),
                        dispatch.getProsumerId(), ledger -> ledger.add(dispatch));
                case Schedule schedule -> place(schedule, schedule.getCommunityId(),
                        schedule.getProsumerId(), ledger -> ledger.add(schedule));
                case Price price -> place(price, price.getCommunityId(), null, ledger -> ledger.add(price));
                case SolveRecord solve -> solves.add(solve);
                case MicrogridRequest request -> place(request, request.getCommunityId(), null,
                        ledger -> microgrid(ledger).add(request));
                case MicrogridSchedule schedule -> place(schedule, schedule.getCommunityId(), null,
                        ledger -> microgrid(ledger).add(schedule));
                case DemandResponse response -> place(response, response.getCommunityId(),
                        response.getProsumerId(), ledger -> microgrid(ledger).add(response));
                case Reading _ -> lateReadings++;
                case Rejected rejected -> add(rejected);
                default -> ignored(value, IgnoreReason.UNUSABLE);
            }
        } catch (RuntimeException e) {
            // A record may contradict itself in ways that no check here knows, e.g. by lists of different lengths.
            LOG.debug("A {} cannot be summed up", value.getSchema().getName(), e);
            ignored(value, IgnoreReason.UNUSABLE);
        }
    }

    /// Counts a record whose bytes could not be read.
    ///
    /// @param kind of record that the topic holds
    public void unreadable(Class<? extends SpecificRecord> kind) {
        ignored(kind.getSimpleName(), IgnoreReason.UNREADABLE);
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

    /// End of the oldest interval that has been dispatched in any community; the epoch before.
    public Instant firstDispatched() {
        return oldestAfterEpoch(CommunityLedger::firstDispatched);
    }

    /// End of the newest interval that has been dispatched in every community of the source; the epoch before.
    public Instant dispatched() {
        return oldestOf(CommunityLedger::dispatched);
    }

    /// End of the newest interval that has run through: dispatched, or closed as long as there was no dispatch yet.
    public Instant reached() {
        var dispatched = dispatched();
        return dispatched.equals(Instant.EPOCH) ? oldestOf(CommunityLedger::closed) : dispatched;
    }

    private Instant oldestOf(Function<CommunityLedger, Instant> time) {
        return ledgerByCommunity.entrySet()
                .stream()
                .filter(entry -> sourceCommunities.contains(entry.getKey()))
                .map(entry -> time.apply(entry.getValue()))
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private Instant oldestAfterEpoch(Function<CommunityLedger, Instant> time) {
        return ledgerByCommunity.values()
                .stream()
                .map(time)
                .filter(Instant.EPOCH::isBefore)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    /// Microgrid requests that no schedule has answered yet.
    public long openMicrogridRequests() {
        return microgridByCommunity.values().stream().mapToLong(MicrogridLedger::openRequests).sum();
    }

    /// Readings that a source wrote.
    public long sentReadings() {
        return sentReadings;
    }

    /// Everything so far.
    public RunSummary summary(Performance performance) {
        long accepted = total(MemberHistory::acceptedReadings);
        long rejected = rejectedByReason.values().stream().mapToLong(Long::longValue).sum();
        var readings = new Readings(sentReadings, accepted, lateReadings, rejectedByReason,
                sentReadings - accepted - lateReadings - rejected);
        var communities = ledgerByCommunity.values()
                .stream()
                .map(ledger -> new CommunitySummary(ledger.community().getCommunityId(), ledger.money(),
                        ledger.peakBefore(), ledger.peakAfter(), ledger.promise()))
                .toList();
        var microgrids = microgridByCommunity.entrySet()
                .stream()
                .map(entry -> entry.getValue().summary(currency(entry.getKey())))
                .toList();
        return new RunSummary(oldestAfterEpoch(CommunityLedger::oldest), newest(), readings,
                new Intervals(total(MemberHistory::intervals), total(MemberHistory::estimatedIntervals),
                        total(MemberHistory::dispatches), total(MemberHistory::repeatedDispatches)),
                solves.summary(), communities, microgrids, ignoredByReason, performance);
    }

    private String currency(String communityId) {
        var ledger = ledgerByCommunity.get(communityId);
        return ledger == null ? "" : ledger.community().getCurrency();
    }

    private void add(Rejected rejected) {
        if (rejected.getTopic().equals(readingsTopic)) {
            rejectedByReason.merge(rejected.getReason().name(), 1L, Long::sum);
        }
    }

    private MicrogridLedger microgrid(CommunityLedger ledger) {
        return microgridByCommunity.computeIfAbsent(ledger.community().getCommunityId(),
                MicrogridLedger::new);
    }

    private void place(SpecificRecord value, String communityId, @Nullable String prosumerId,
            Consumer<CommunityLedger> placing) {
        var ledger = ledgerByCommunity.get(communityId);
        if (ledger == null) {
            ignored(value, IgnoreReason.UNKNOWN_COMMUNITY);
        } else if (prosumerId != null && !ledger.knows(prosumerId)) {
            ignored(value, IgnoreReason.UNKNOWN_MEMBER);
        } else {
            placing.accept(ledger);
        }
    }

    private void ignored(SpecificRecord value, IgnoreReason reason) {
        ignored(value.getSchema().getName(), reason);
    }

    private void ignored(String kind, IgnoreReason reason) {
        ignoredByReason.merge(kind + " " + reason, 1L, Long::sum);
    }

    private long total(ToLongFunction<MemberHistory> count) {
        return ledgerByCommunity.values()
                .stream()
                .flatMap(ledger -> ledger.histories().stream())
                .mapToLong(count)
                .sum();
    }
}
