package org.tavan.solver.api.view;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavan.community.ConfigurationRules;
import org.tavan.schema.Community;
import org.tavan.schema.DemandResponse;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.DeviceState;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Distribution;
import org.tavan.schema.Forecast;
import org.tavan.schema.Interval;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.Policy;
import org.tavan.schema.Price;
import org.tavan.schema.Quarantine;
import org.tavan.schema.Rejected;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveRecord;
import org.tavan.topic.Topics;

/// All communities, folded record by record. A record that cannot be used is counted, never fatal. Confined to one thread at a time.
final class ViewFold {
    private static final Logger LOG = LoggerFactory.getLogger(ViewFold.class);
    private static final int REJECTED_MAX = 50;
    private static final int REASONS_MAX = 200;
    private static final int MICROGRIDS_MAX = 10_000;

    private final TreeMap<String, CommunityFold> communities = new TreeMap<>();
    private final Map<String, MicrogridFold> microgrids = new HashMap<>();
    private final Map<String, Quarantine> quarantines = new HashMap<>();
    private final Deque<Rejected> rejected = new ArrayDeque<>();
    private final TreeMap<String, long[]> reasons = new TreeMap<>();
    private final TreeMap<String, Count> counts = new TreeMap<>();
    private long rejectedTotal;
    private long number;

    /// Folds one record.
    ///
    /// @param topic topic it came from
    /// @param key key as text
    /// @param value null removes a compacted record
    void accept(String topic, String key, @Nullable SpecificRecord value) {
        Count count = counts.computeIfAbsent(topic, name -> new Count());
        try {
            if (fold(topic, key, value)) {
                count.folded++;
            } else {
                count.unknown++;
            }
        } catch (RuntimeException e) {
            count.malformed++;
            LOG.debug("A record of {} could not be folded", topic, e);
        }
    }

    /// Counts a record whose bytes could not be read.
    void malformed(String topic) {
        counts.computeIfAbsent(topic, name -> new Count()).malformed++;
    }

    /// Curves of one member, or null if there is none.
    @Nullable
    Curves memberCurves(String communityId, String prosumerId) {
        CommunityFold community = communities.get(communityId);
        return community == null ? null : community.memberCurves(prosumerId);
    }

    ViewSnapshot snapshot(@Nullable Instant lastRecordAt, long behind) {
        var snapshots = new TreeMap<String, CommunitySnapshot>();
        communities.forEach(
                (id, community) -> snapshots.put(id, community.snapshot(quarantines, microgrids.get(id))));
        var records = counts.entrySet()
                .stream()
                .map(entry -> entry.getValue().snapshot(entry.getKey()))
                .toList();
        var byReason = reasons.entrySet().stream().map(entry -> {
            int space = entry.getKey().lastIndexOf(' ');
            return new ViewSnapshot.Reason(entry.getKey().substring(0, space),
                    entry.getKey().substring(space + 1), entry.getValue()[0]);
        }).toList();
        return new ViewSnapshot(++number, lastRecordAt, behind, Collections.unmodifiableMap(snapshots),
                records,
                new ViewSnapshot.Rejections(rejectedTotal, byReason, List.copyOf(rejected)));
    }

    /// Folds one record by its type.
    ///
    /// @return false if the community or member is not configured
    private boolean fold(String topic, String key, @Nullable SpecificRecord value) {
        return switch (value) {
            case null -> remove(topic, key);
            case Community community -> configure(key, community);
            case Interval it -> member(it.getCommunityId(), it.getProsumerId(),
                    (community, member) -> community.interval(member, it));
            case Forecast it -> touch(it.getCommunityId(), it.getProsumerId(), member -> member.forecast(it));
            case Distribution it ->
                touch(it.getCommunityId(), it.getProsumerId(), member -> member.distribution(it));
            case Policy it -> touch(it.getCommunityId(), it.getProsumerId(), member -> member.policy(it));
            case DeviceState it ->
                touch(it.getCommunityId(), it.getProsumerId(), member -> member.deviceState(it));
            case Schedule it -> member(it.getCommunityId(), it.getProsumerId(),
                    (community, member) -> community.schedule(member, it));
            case Dispatch it -> member(it.getCommunityId(), it.getProsumerId(),
                    (community, member) -> community.dispatch(member, it));
            case Price it -> community(it.getCommunityId(), community -> community.price(it));
            case SolveRecord it -> community(it.getCommunityId(), community -> community.solve(it));
            case Microgrid it -> configure(key, it);
            case MicrogridSchedule it ->
                microgrid(it.getCommunityId(), (microgrid, zone) -> microgrid.schedule(it, zone));
            case DemandSignal it ->
                microgrid(it.getCommunityId(), (microgrid, zone) -> microgrid.signal(it, zone));
            case DemandResponse it -> isMember(it.getCommunityId(), it.getProsumerId())
                    && microgrid(it.getCommunityId(), (microgrid, zone) -> microgrid.response(it, zone));
            case Quarantine it -> quarantine(it);
            case Rejected it -> reject(it);
            default -> throw new IllegalArgumentException("unexpected " + value.getClass());
        };
    }

    private boolean remove(String topic, String key) {
        if (topic.equals(Topics.COMMUNITIES.name())) {
            communities.remove(key);
        } else if (topic.equals(Topics.MICROGRIDS.name())) {
            microgrids.remove(key);
        } else if (topic.equals(Topics.QUARANTINE.name())) {
            quarantines.remove(key);
        }
        return true;
    }

    private boolean configure(String key, Community community) {
        CommunityFold known = communities.get(key);
        Optional<String> error = ConfigurationRules.check(key, community,
                known == null ? null : known.newest());
        if (error.isPresent()) {
            throw new IllegalArgumentException(error.get());
        }
        if (known == null) {
            communities.put(key, new CommunityFold(community));
        } else {
            known.configure(community);
        }
        return true;
    }

    /// A microgrid may be known before its community is.
    private boolean configure(String key, Microgrid added) {
        if (!key.equals(added.getCommunityId())) {
            throw new IllegalArgumentException(
                    "key is %s, expected the communityId %s".formatted(key, added.getCommunityId()));
        }
        MicrogridFold known = microgrids.get(key);
        if (known != null) {
            known.configure(added);
        } else if (microgrids.size() < MICROGRIDS_MAX) {
            microgrids.put(key, new MicrogridFold(added));
        } else {
            throw new IllegalArgumentException("more than %d microgrids".formatted(MICROGRIDS_MAX));
        }
        return true;
    }

    private boolean microgrid(String communityId, BiConsumer<MicrogridFold, ZoneId> action) {
        CommunityFold community = communities.get(communityId);
        MicrogridFold microgrid = microgrids.get(communityId);
        if (community == null || microgrid == null) {
            return false;
        }
        action.accept(microgrid, community.zone());
        return true;
    }

    private boolean quarantine(Quarantine quarantine) {
        if (quarantine.getActive()) {
            quarantines.put(quarantine.getMeterId(), quarantine);
        } else {
            quarantines.remove(quarantine.getMeterId());
        }
        return true;
    }

    private boolean reject(Rejected refused) {
        rejectedTotal++;
        rejected.addFirst(refused);
        if (rejected.size() > REJECTED_MAX) {
            rejected.removeLast();
        }
        String reason = refused.getService() + ' ' + refused.getReason();
        if (reasons.size() < REASONS_MAX || reasons.containsKey(reason)) {
            reasons.computeIfAbsent(reason, name -> new long[1])[0]++;
        }
        return true;
    }

    private boolean community(String communityId, Consumer<CommunityFold> action) {
        CommunityFold community = communities.get(communityId);
        if (community == null) {
            return false;
        }
        action.accept(community);
        return true;
    }

    private boolean member(String communityId, String prosumerId,
            BiConsumer<CommunityFold, MemberFold> action) {
        CommunityFold community = communities.get(communityId);
        MemberFold member = community == null ? null : community.member(prosumerId);
        if (community == null || member == null) {
            return false;
        }
        action.accept(community, member);
        return true;
    }

    private boolean isMember(String communityId, String prosumerId) {
        return member(communityId, prosumerId, (community, member) -> {});
    }

    private boolean touch(String communityId, String prosumerId, Consumer<MemberFold> action) {
        return member(communityId, prosumerId, (community, member) -> {
            action.accept(member);
            community.touch();
        });
    }

    private static final class Count {
        private long folded;
        private long unknown;
        private long malformed;

        ViewSnapshot.RecordCount snapshot(String topic) {
            return new ViewSnapshot.RecordCount(topic, folded, unknown, malformed);
        }
    }
}
