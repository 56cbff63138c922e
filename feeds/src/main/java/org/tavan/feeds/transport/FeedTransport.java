package org.tavan.feeds.transport;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.tavan.feeds.codec.Framing;

/// Brings frames in. Found by `ServiceLoader`, one instance per feed.
public interface FeedTransport extends AutoCloseable {
    /// Name in the configuration, e.g. `file`.
    String id();

    /// Begins to deliver frames, on threads of its own.
    ///
    /// @param settings its part of the configuration; unknown names are refused
    /// @param framing how frames are cut
    /// @param sink takes the frames
    /// @return completes when the input is at its end and everything in it acknowledged, exceptionally when it cannot go on, cancelled when it was closed before
    /// @throws IllegalArgumentException if the settings are wrong
    CompletableFuture<Void> start(Map<String, String> settings, Framing framing, FrameSink sink);

    /// Stops delivering; what was handed over may still be acknowledged.
    @Override
    void close();
}
