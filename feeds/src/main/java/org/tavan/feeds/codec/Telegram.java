package org.tavan.feeds.codec;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Reading;

/// What was in a frame.
///
/// @param readings readings, in the order of the frame
/// @param rejections what could not be used
/// @param heartbeat instant up to which the source says it has sent everything; null if it says nothing
public record Telegram(List<Reading> readings, List<Rejection> rejections, @Nullable Instant heartbeat) {
    public Telegram {
        readings = List.copyOf(readings);
        rejections = List.copyOf(rejections);
    }

    /// A frame with nothing but one reading.
    public static Telegram of(Reading reading) {
        return new Telegram(List.of(reading), List.of(), null);
    }

    /// A frame that could not be used.
    public static Telegram of(Rejection rejection) {
        return new Telegram(List.of(), List.of(rejection), null);
    }

    /// A frame that closes the past up to an instant.
    public static Telegram heartbeat(Instant until) {
        return new Telegram(List.of(), List.of(), until);
    }
}
