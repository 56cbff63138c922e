package org.tavan.solver.run;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Which requests are answered.
///
/// Communities are solved in parallel, so a later request may be answered before an earlier one. The
/// committed offset of a partition is that of its oldest unanswered request, and the metadata of the commit
/// name the answered ones behind it, so that a restart answers none twice.
final class OffsetLedger {
    private final Map<TopicPartition, Progress> partitions = new HashMap<>();

    private static final class Progress {
        private final TreeSet<Long> answered = new TreeSet<>();
        private final TreeSet<Long> open = new TreeSet<>();
        private long next;
    }

    /// Takes up a partition.
    ///
    /// @param committed null: nothing was ever committed
    void assigned(TopicPartition partition, @Nullable OffsetAndMetadata committed) {
        var progress = new Progress();
        if (committed != null) {
            progress.next = committed.offset();
            if (!committed.metadata().isEmpty()) {
                List.of(committed.metadata().split(","))
                        .forEach(offset -> progress.answered.add(Long.parseLong(offset)));
            }
        }
        partitions.put(partition, progress);
    }

    void revoked(TopicPartition partition) {
        partitions.remove(partition);
    }

    boolean holds(TopicPartition partition) {
        return partitions.containsKey(partition);
    }

    /// Notes a record as read.
    ///
    /// @return whether it is to be answered; false if it was before the restart
    boolean received(TopicPartition partition, long offset) {
        Progress progress = progress(partition);
        progress.next = Math.max(progress.next, offset + 1);
        return !progress.answered.contains(offset) && progress.open.add(offset);
    }

    /// Notes a request as answered, or as replaced by a newer one.
    void done(TopicPartition partition, long offset) {
        Progress progress = progress(partition);
        progress.open.remove(offset);
        progress.answered.add(offset);
    }

    /// What to commit for the partitions held.
    Map<TopicPartition, OffsetAndMetadata> offsets() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        partitions.forEach((partition, progress) -> {
            long oldest = progress.open.isEmpty() ? progress.next : progress.open.first();
            progress.answered.headSet(oldest).clear();
            offsets.put(partition, new OffsetAndMetadata(oldest, progress.answered.stream()
                    .filter(offset -> offset < progress.next)
                    .map(String::valueOf)
                    .collect(Collectors.joining(","))));
        });
        return offsets;
    }

    /// Requests read and not answered.
    int open() {
        return partitions.values().stream().mapToInt(progress -> progress.open.size()).sum();
    }

    private Progress progress(TopicPartition partition) {
        Progress progress = partitions.get(partition);
        if (progress == null) {
            throw new IllegalStateException(
                    "partition %s is not held, expected one of %s".formatted(partition,
                            partitions.keySet()
                                    .stream()
                                    .sorted(Comparator.comparing(TopicPartition::toString))
                                    .toList()));
        }
        return progress;
    }
}
