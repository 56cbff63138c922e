package org.tavan.solver.api.view;

import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// Where the view gets its records from. Used by one thread.
interface ViewSource extends AutoCloseable {
    /// The next records; waits for them at most as long as given. Configurations come before what needs them.
    ///
    /// @throws org.apache.kafka.common.KafkaException if the broker or registry fails; the call may be repeated
    Batch poll(Duration atMost);

    /// Makes a waiting [#poll] return soon; may be called from any thread.
    void wakeUp();

    @Override
    void close();

    /// Records read together.
    ///
    /// @param entries in the order of each partition
    /// @param behind records that were in the topics at start and are still to be read
    record Batch(List<Entry> entries, long behind) {}

    /// One record.
    ///
    /// @param topic topic
    /// @param key key as text
    /// @param value null for a tombstone and for malformed bytes
    /// @param malformed whether the bytes could not be read
    record Entry(String topic, String key, @Nullable SpecificRecord value, boolean malformed) {}
}
