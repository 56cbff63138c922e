package org.tavan.feeds.transport;

/// What a transport is told about a frame it handed over; exactly one of the two, once, on any thread.
public interface Acknowledgement {
    /// Kafka has acknowledged everything that the frame became.
    ///
    /// @param readings readings in it
    /// @param rejections parts that were refused, and are kept in the topic of rejections
    void acknowledged(int readings, int rejections);

    /// Something of the frame did not reach Kafka; the frame must be sent again.
    void failed(Exception cause);
}
