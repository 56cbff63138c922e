package org.tavan.feeds.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts lines from a stream of bytes in bounded memory. A line without an end is kept until the rest of it arrives, or [#rest] is asked for.
final class LineReader {
    private final String origin;
    private final byte[] buffer = new byte[64 * 1024];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int next;
    private int filled;
    private long length;
    private long lines;
    private long position;

    /// @param position bytes of the source before the first one read
    /// @param lines lines before it
    LineReader(String origin, long position, long lines) {
        this.origin = origin;
        this.position = position;
        this.lines = lines;
    }

    /// Bytes of the source up to the end of the newest line given out.
    long position() {
        return position;
    }

    /// Lines given out or skipped so far.
    long lines() {
        return lines;
    }

    /// The next line that is not empty; null if the stream has no whole line more for now.
    @Nullable
    Frame next(InputStream in) throws IOException {
        while (true) {
            while (next < filled) {
                byte one = buffer[next++];
                length++;
                if (one == '\n') {
                    Frame frame = cut(1);
                    if (frame != null) {
                        return frame;
                    }
                } else if (line.size() < Frame.BYTES_MAX + 1) {
                    line.write(one);
                }
            }
            next = 0;
            filled = Math.max(0, in.read(buffer));
            if (filled == 0) {
                return null;
            }
        }
    }

    /// What is left at the end of a source that ends without a line end; null if nothing is.
    @Nullable
    Frame rest() {
        return length == 0 ? null : cut(0);
    }

    private @Nullable Frame cut(int separator) {
        byte[] bytes = line.toByteArray();
        boolean whole = bytes.length == length - separator;
        boolean carriageReturn = whole && bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        long size = length - separator - (carriageReturn ? 1 : 0);
        position += length;
        lines++;
        length = 0;
        line.reset();
        return size == 0
                ? null
                : new Frame(Arrays.copyOf(bytes, (int) Math.min(size, Frame.BYTES_MAX)), size, origin, lines);
    }
}
