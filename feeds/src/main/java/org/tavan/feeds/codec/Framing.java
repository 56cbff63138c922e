package org.tavan.feeds.codec;

/// How frames are cut from a stream of bytes.
public enum Framing {
    /// One frame a line, ended by LF or CR LF; empty lines are no frames. A line that is too long is skipped to its end, so that the next one is whole again.
    LINES
}
