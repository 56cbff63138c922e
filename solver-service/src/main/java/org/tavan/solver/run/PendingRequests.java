package org.tavan.solver.run;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Requests that wait for a thread: one per community and delivery day, a newer one takes the place of an
/// older one. A community is solved one request at a time, in the order in which they came.
final class PendingRequests<Q> {
    private final Map<Subject, Pending<Q>> waiting = new LinkedHashMap<>();
    private final Set<String> running = new HashSet<>();

    /// What a request is about.
    record Subject(String communityId, LocalDate deliveryDay) {}

    /// A request with where it came from.
    ///
    /// @param readNanos when it was read, by the monotonic clock
    /// @param superseded older requests that it replaced
    record Pending<Q>(Q request, Subject subject, TopicPartition partition, long offset, long readNanos,
            int superseded) {
        private Pending<Q> replacing(Pending<Q> older) {
            return new Pending<>(request, subject, partition, offset, readNanos,
                    superseded + older.superseded() + 1);
        }
    }

    /// Takes a request.
    ///
    /// @return the older one that it replaces, null if there is none
    @Nullable
    Pending<Q> offer(Pending<Q> pending) {
        Pending<Q> older = waiting.remove(pending.subject());
        waiting.put(pending.subject(), older == null ? pending : pending.replacing(older));
        return older;
    }

    /// The next request to be solved, null if there is none; its community is busy until [#finished].
    @Nullable
    Pending<Q> next() {
        for (Iterator<Pending<Q>> candidates = waiting.values().iterator(); candidates.hasNext();) {
            Pending<Q> candidate = candidates.next();
            if (running.add(candidate.subject().communityId())) {
                candidates.remove();
                return candidate;
            }
        }
        return null;
    }

    void finished(Pending<Q> pending) {
        running.remove(pending.subject().communityId());
    }

    /// Forgets the waiting requests of a partition that is no longer held.
    void revoked(TopicPartition partition) {
        waiting.values().removeIf(pending -> pending.partition().equals(partition));
    }

    int size() {
        return waiting.size();
    }
}
