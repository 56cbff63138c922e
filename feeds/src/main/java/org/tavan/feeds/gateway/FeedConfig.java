package org.tavan.feeds.gateway;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One feed: how frames arrive and how they are decoded.
///
/// @param name source of its readings, unique, letters, digits, `-`, `_` and `.`
/// @param transport name of the transport, e.g. `file` or `http`
/// @param codec name of the codec, e.g. `json-lines`
/// @param settings settings of the transport; null: none
/// @param heartbeat whether the feed makes heartbeats of its own; null: no
/// @param maxDelay with WATERMARK: a reading is at most this much older than the newest one before it; null: 15 min
public record FeedConfig(String name, String transport, String codec, Map<String, String> settings,
        Heartbeat heartbeat, Duration maxDelay) {

    /// Where heartbeats come from.
    public enum Heartbeat {
        /// From lines of the input only.
        IN_DATA,
        /// From the readings: everything older than the newest by `maxDelay` is taken to have been sent, and everything at the end of the input.
        WATERMARK
    }

    public FeedConfig(@Nullable String name, @Nullable String transport, @Nullable String codec,
            @Nullable Map<String, String> settings,
            @Nullable Heartbeat heartbeat, @Nullable Duration maxDelay) {
        if (name == null || !name.matches("[A-Za-z0-9._-]{1,60}")) {
            throw new IllegalArgumentException(
                    "feed: name '%s' must be 1 to 60 letters, digits, '-', '_' or '.'".formatted(name));
        }
        this.name = name;
        this.transport = required(name, "transport", transport);
        this.codec = required(name, "codec", codec);
        this.settings = settings == null ? Map.of() : Map.copyOf(settings);
        this.heartbeat = heartbeat == null ? Heartbeat.IN_DATA : heartbeat;
        this.maxDelay = maxDelay == null ? Duration.ofMinutes(15) : maxDelay;
        if (this.maxDelay.isNegative()) {
            throw new IllegalArgumentException(
                    "feed %s: maxDelay (%s) must not be negative".formatted(name, maxDelay));
        }
    }

    private static String required(String feed, String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("feed %s: %s is missing".formatted(feed, name));
        }
        return value;
    }
}
