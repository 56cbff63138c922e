package org.tavan.solver.run;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.SolveRequest;

/// Requests that wait for a thread: one per community and delivery day, a newer one takes the place of an
/// older one. A community is solved one request at a time, in the order in which they came.
final class PendingRequests {
    private final Map<Subject, Pending> waiting = new LinkedHashMap<>();
    private final Set<String> running = new HashSet<>();

    private record Subject(String communityId, LocalDate deliveryDay) {}

    /// A request with where it came from.
    ///
    /// @param readNanos when it was read, by the monotonic clock
    /// @param superseded older requests that it replaced
    record Pending(SolveRequest request, TopicPartition partition, long offset, long readNanos,
            int superseded) {
        private Subject subject() {
            return new Subject(request.getCommunityId(), request.getDeliveryDay());
        }

        private Pending replacing(Pending older) {
            return new Pending(request, partition, offset, readNanos, superseded + older.superseded() + 1);
        }
    }

    /// Takes a request.
    ///
    /// @return the older one that it replaces, null if there is none
    @Nullable
    Pending offer(Pending pending) {
        Pending older = waiting.remove(pending.subject());
        waiting.put(pending.subject(), older == null ? pending : pending.replacing(older));
        return older;
    }

    /// The next request to be solved, null if there is none; its community is busy until [#finished].
    @Nullable
    Pending next() {
        for (Iterator<Pending> candidates = waiting.values().iterator(); candidates.hasNext();) {
            Pending candidate = candidates.next();
            if (running.add(candidate.request().getCommunityId())) {
                candidates.remove();
                return candidate;
            }
        }
        return null;
    }

    void finished(Pending pending) {
        running.remove(pending.request().getCommunityId());
    }

    /// Forgets the waiting requests of a partition that is no longer held.
    void revoked(TopicPartition partition) {
        waiting.values().removeIf(pending -> pending.partition().equals(partition));
    }

    int size() {
        return waiting.size();
    }
}
