package org.tavan.solver.microgrid;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Community;
import org.tavan.schema.DemandResponse;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.RejectReason;
import org.tavan.schema.SolveRequest;
import org.tavan.schema.Weather;
import org.tavan.solver.state.Entries;
import org.tavan.solver.state.Refusal;

/// The communities of one task: hands each input to the state machine it belongs to.
final class Microgrids {
    private final Entries entries;
    private final MicrogridState.Codecs codecs;
    private final RequestSettings settings;
    private final MicrogridDecisions decisions;
    private final MicrogridMetrics metrics;
    private final LongSupplier wallMillis;
    private final Map<String, MicrogridMachine> byId = new TreeMap<>();

    /// Takes up every community that the entries know.
    Microgrids(Entries entries, MicrogridState.Codecs codecs, RequestSettings settings,
            MicrogridDecisions decisions, MicrogridMetrics metrics, LongSupplier wallMillis) {
        this.entries = entries;
        this.codecs = codecs;
        this.settings = settings;
        this.decisions = decisions;
        this.metrics = metrics;
        this.wallMillis = wallMillis;
        var ids = new TreeSet<String>();
        entries.scan("", (key, _) -> ids.add(communityOf(key)));
        ids.forEach(this::of);
    }

    /// Whether a community has a microgrid, so that its solve requests are worth reading.
    boolean has(String key) {
        MicrogridMachine machine = byId.get(communityOf(key));
        return machine != null && machine.hasMicrogrid();
    }

    /// A solve request of a community without a microgrid went by, unread.
    void passed(String key, long requestedMillis) {
        MicrogridMachine machine = byId.get(communityOf(key));
        if (machine != null) {
            machine.passed(requestedMillis);
        }
    }

    /// The configuration of a community is removed.
    void communityRemoved(String key) {
        of(communityOf(key)).communityRemoved();
    }

    /// The configuration of a microgrid is removed.
    void microgridRemoved(String key) {
        of(communityOf(key)).microgridRemoved();
    }

    /// Handles a record.
    ///
    /// @param key `communityId` or `communityId/prosumerId`
    /// @return why the record cannot be used, null if it can
    @Nullable
    Refusal accept(String key, SpecificRecord value) {
        MicrogridMachine machine = of(communityOf(key));
        return switch (value) {
            case Community community -> {
                machine.community(key, community);
                yield null;
            }
            case Microgrid microgrid -> machine.microgrid(key, microgrid);
            case Weather weather -> {
                if (key.equals(weather.getCommunityId())) {
                    machine.weather(weather);
                }
                yield null;
            }
            case SolveRequest request -> {
                if (machine.hasMicrogrid() && key.equals(request.getCommunityId())) {
                    machine.solveRequest(request);
                }
                yield null;
            }
            case MicrogridSchedule schedule -> {
                Refusal refusal = otherKey(key, schedule.getCommunityId());
                yield refusal == null ? machine.schedule(schedule) : refusal;
            }
            case DemandSignal signal -> {
                Refusal refusal = otherKey(key, signal.getCommunityId());
                yield refusal == null ? machine.signal(signal) : refusal;
            }
            case DemandResponse response -> {
                Refusal refusal = otherKey(key, response.getCommunityId() + '/' + response.getProsumerId());
                yield refusal == null ? machine.response(response) : refusal;
            }
            default -> throw new IllegalArgumentException("a %s is no input of a microgrid".formatted(
                    value.getClass().getName()));
        };
    }

    /// Looks at the wall clock.
    void wallClock() {
        byId.values().forEach(MicrogridMachine::wallClock);
    }

    private MicrogridMachine of(String communityId) {
        return byId.computeIfAbsent(communityId, id -> new MicrogridMachine(id,
                new MicrogridState(id, entries, codecs), settings, decisions, metrics, wallMillis));
    }

    private static @Nullable Refusal otherKey(String key, String expected) {
        return key.equals(expected)
                ? null
                : new Refusal(RejectReason.MALFORMED,
                        "key '%s', expected '%s' as in the record".formatted(key, expected));
    }

    private static String communityOf(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }
}
