package org.tavan.feeds.gateway;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.tavan.feeds.transport.Acknowledgement;

/// Counts the records of one frame down and acknowledges the frame with the last of them; the first failure fails it, once.
final class Tally implements Callback {
    private final Acknowledgement acknowledgement;
    private final int readings;
    private final int rejections;
    private final AtomicInteger left;

    /// @param records how many records Kafka has to acknowledge, one or more
    Tally(Acknowledgement acknowledgement, int readings, int rejections, int records) {
        this.acknowledgement = acknowledgement;
        this.readings = readings;
        this.rejections = rejections;
        left = new AtomicInteger(records);
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure != null) {
            fail(failure);
        } else if (left.decrementAndGet() == 0) {
            acknowledgement.acknowledged(readings, rejections);
        }
    }

    void fail(Exception failure) {
        // Far below zero: later records can neither acknowledge nor fail again.
        if (left.getAndSet(Integer.MIN_VALUE / 2) > 0) {
            acknowledgement.failed(failure);
        }
    }
}
