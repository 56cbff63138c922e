package org.tavan.solver.coordinator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.tavan.schema.RejectReason;
import org.tavan.solver.state.Entries;
import org.tavan.solver.state.Key;
import org.tavan.solver.state.Refusal;
import org.tavan.solver.state.Table;

/// Inputs that came before the configuration of their community: nothing says which of two topics is read first. A bounded
/// number of them waits for a bounded time of the wall clock.
final class HeldInputs {
    /// Entries begin with a character that no community can.
    static final String PREFIX = "/held/";
    /// Eleven years of hourly prices.
    static final int MOST = 100_000;
    static final Duration LONGEST = Duration.ofMinutes(10);

    private final Table<Held> table;
    private final LongSupplier wallMillis;
    private final Decisions decisions;
    private final int most;

    /// Takes up what the entries hold.
    HeldInputs(Entries entries, LongSupplier wallMillis, Decisions decisions, int most) {
        this.table = new Table<>(entries, PREFIX, Held.CODEC);
        this.wallMillis = wallMillis;
        this.decisions = decisions;
        this.most = most;
    }

    /// Holds an input, or refuses it if there are too many.
    void hold(String communityId, Held held) {
        var name = new Key(communityId + '/' + held.topic() + '/' + held.partition(), held.offset());
        table.put(name.name(), name.number(), held);
        if (table.all().size() > most) {
            // The newcomer, since what others wait for may be on its way.
            refuse(name, held, "%d inputs wait for their configurations".formatted(most));
        }
    }

    /// The configuration of a community is in: its inputs are used, in the order of their logs.
    void release(String communityId, Held.Retry retry) {
        for (Map.Entry<Key, Held> entry : entriesOf(communityId)) {
            table.remove(entry.getKey().name(), entry.getKey().number());
            Refusal refusal = retry.accept(entry.getValue());
            if (refusal != null) {
                decisions.refuse(entry.getValue(), refusal);
            }
        }
    }

    /// Looks at the wall clock.
    void wallClock() {
        long before = wallMillis.getAsLong() - LONGEST.toMillis();
        for (Map.Entry<Key, Held> entry : List.copyOf(table.all().entrySet())) {
            if (entry.getValue().sinceWallMillis() <= before) {
                refuse(entry.getKey(), entry.getValue(), "none came within " + LONGEST);
            }
        }
    }

    private void refuse(Key key, Held held, String why) {
        table.remove(key.name(), key.number());
        decisions.refuse(held, new Refusal(RejectReason.UNKNOWN_COMMUNITY,
                "the community of '%s' is not configured: %s".formatted(held.key(), why)));
    }

    private List<Map.Entry<Key, Held>> entriesOf(String communityId) {
        var found = new ArrayList<Map.Entry<Key, Held>>();
        table.all().forEach((key, held) -> {
            if (key.name().startsWith(communityId + '/')) {
                found.add(Map.entry(key, held));
            }
        });
        return found;
    }
}
