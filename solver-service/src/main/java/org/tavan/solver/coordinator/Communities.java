package org.tavan.solver.coordinator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Community;
import org.tavan.schema.DeviceState;
import org.tavan.schema.Distribution;
import org.tavan.schema.Forecast;
import org.tavan.schema.Interval;
import org.tavan.schema.Policy;
import org.tavan.schema.Price;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveRecord;
import org.tavan.solver.state.Entries;
import org.tavan.solver.state.Refusal;

/// The communities of one task: hands each input to the state machine it belongs to.
final class Communities {
    private final Entries entries;
    private final StateCodecs codecs;
    private final Decisions decisions;
    private final CoordinatorMetrics metrics;
    private final Patience patience;
    private final HeldInputs held;
    private final Map<String, CommunityCoordinator> byId = new TreeMap<>();

    /// Takes up every community that the entries know.
    Communities(Entries entries, StateCodecs codecs, Decisions decisions, CoordinatorMetrics metrics,
            Patience patience) {
        this.entries = entries;
        this.codecs = codecs;
        this.decisions = decisions;
        this.metrics = metrics;
        this.patience = patience;
        held = new HeldInputs(entries, patience.wallMillis(), decisions, HeldInputs.MOST);
        var ids = new TreeSet<String>();
        entries.scan("", (key, _) -> {
            if (!key.startsWith(HeldInputs.PREFIX)) {
                ids.add(communityOf(key));
            }
        });
        ids.forEach(this::of);
    }

    /// Handles a record.
    ///
    /// @return why the record cannot be used, null if it can
    @Nullable
    Refusal accept(String key, @Nullable SpecificRecord value) {
        return accept(key, value, null);
    }

    /// Handles a record, and holds it if it comes before the configuration that it needs.
    ///
    /// @param origin the record as it would be held; null: it is not held
    /// @param key `communityId` or `communityId/prosumerId`
    /// @param value null: the community is removed
    /// @return why the record cannot be used, null if it can
    @Nullable
    Refusal accept(String key, @Nullable SpecificRecord value,
            @Nullable Supplier<Held> origin) {
        String communityId = communityOf(key);
        if (value == null) {
            remove(communityId);
            return null;
        }
        if (value instanceof Community configuration) {
            Refusal refusal = of(communityId).configuration(key, configuration);
            if (refusal == null) {
                held.release(communityId,
                        input -> accept(input.key(), codecs.read(input.topic(), input.value())));
            }
            return refusal;
        }
        CommunityCoordinator community = byId.get(communityId);
        if (community == null || !community.configured()) {
            return switch (value) {
                case Price _,DeviceState _ when origin != null -> {
                    held.hold(communityId, origin.get());
                    yield null;
                }
                // Late answers to a community that was removed.
                case Schedule _,Policy _,SolveRecord _ -> null;
                default -> new Refusal(RejectReason.UNKNOWN_COMMUNITY,
                        "community %s is not configured".formatted(communityId));
            };
        }
        return switch (value) {
            case Price price -> price.getCommunityId().equals(key)
                    ? community.price(price)
                    : otherKey(key, price.getCommunityId());
            case Interval interval -> {
                Refusal refusal = member(community, key, interval.getCommunityId(), interval.getProsumerId());
                yield refusal == null ? community.interval(interval) : refusal;
            }
            case Forecast forecast -> {
                Refusal refusal = member(community, key, forecast.getCommunityId(), forecast.getProsumerId());
                yield refusal == null ? community.forecast(forecast) : refusal;
            }
            case Distribution distribution -> {
                Refusal refusal = member(community, key, distribution.getCommunityId(),
                        distribution.getProsumerId());
                yield refusal == null ? community.distribution(distribution) : refusal;
            }
            case DeviceState state -> {
                Refusal refusal = member(community, key, state.getCommunityId(), state.getProsumerId());
                yield refusal == null ? community.deviceState(state) : refusal;
            }
            case Schedule schedule -> community.schedule(schedule);
            case Policy policy -> community.policy(policy);
            case SolveRecord record -> {
                community.solveRecord(record);
                yield null;
            }
            default -> throw new IllegalArgumentException("a %s is no input of the coordinator".formatted(
                    value.getClass().getName()));
        };
    }

    /// Looks at the wall clock.
    void wallClock() {
        held.wallClock();
        byId.values().forEach(CommunityCoordinator::wallClock);
    }

    private CommunityCoordinator of(String communityId) {
        return byId.computeIfAbsent(communityId, id -> new CommunityCoordinator(id,
                new CommunityState(id, entries, codecs), decisions, metrics, patience));
    }

    private void remove(String communityId) {
        byId.remove(communityId);
        List<String> keys = new ArrayList<>();
        entries.scan(communityId + '/', (key, _) -> keys.add(key));
        keys.forEach(entries::remove);
    }

    private static @Nullable Refusal member(CommunityCoordinator community, String key, String communityId,
            String prosumerId) {
        if (!key.equals(communityId + '/' + prosumerId)) {
            return otherKey(key, communityId + '/' + prosumerId);
        }
        return community.knows(prosumerId)
                ? null
                : new Refusal(RejectReason.UNKNOWN_PROSUMER,
                        "community %s has no prosumer %s".formatted(communityId, prosumerId));
    }

    private static Refusal otherKey(String key, String expected) {
        return new Refusal(RejectReason.MALFORMED,
                "key '%s', expected '%s' as in the record".formatted(key, expected));
    }

    private static String communityOf(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }
}
