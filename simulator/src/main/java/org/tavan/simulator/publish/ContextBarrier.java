package org.tavan.simulator.publish;

import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/// Holds the first reading back until the consumers have read the communities, prices and weather sent before it.
@FunctionalInterface
public interface ContextBarrier {

    /// Returns when they have, or when `stopped` says so.
    ///
    /// @param lastOffsets offset of the last record sent, by partition
    /// @param stopped whether to give up
    /// @throws InterruptedException if the thread was interrupted
    void await(Map<TopicPartition, Long> lastOffsets, BooleanSupplier stopped) throws InterruptedException;

    /// One that holds nothing back.
    static ContextBarrier none() {
        return (_, _) -> {};
    }
}
