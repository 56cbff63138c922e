package org.tavan.simulator.replay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Rejected;

/// Inputs of a replay that could not be used, one entry each.
final class Rejections {
    private static final int BYTES_MAX = 64 * 1024;

    private final Instant time;
    private final List<Rejected> entries = new ArrayList<>();

    /// Makes an empty list.
    ///
    /// @param time given to entries, whose own is not known or not trusted
    Rejections(Instant time) {
        this.time = time;
    }

    void add(RejectReason reason, String message, String file, long line, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer kept = ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, BYTES_MAX)).slice();
        entries.add(new Rejected("tavan-simulator", reason, "%s:%d: %s".formatted(file, line, message), "",
                -1, line,
                file, kept, time));
    }

    List<Rejected> entries() {
        return List.copyOf(entries);
    }
}
