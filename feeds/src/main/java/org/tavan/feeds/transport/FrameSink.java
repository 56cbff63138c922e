package org.tavan.feeds.transport;

/// Takes the frames of a transport.
@FunctionalInterface
public interface FrameSink {
    /// Takes one frame; may wait when Kafka is slow. Called by one thread at a time.
    ///
    /// @param frame the frame
    /// @param acknowledgement told when the frame is safe
    void accept(Frame frame, Acknowledgement acknowledgement);
}
