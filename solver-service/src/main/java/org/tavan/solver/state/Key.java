package org.tavan.solver.state;

import java.util.HexFormat;

/// Key of an entry of a [Table]: who, and when.
///
/// @param name a member, or empty for what concerns the whole community
/// @param number usually a time (ms)
public record Key(String name, long number) implements Comparable<Key> {
    private static final HexFormat HEX = HexFormat.of();

    @Override
    public int compareTo(Key other) {
        int byName = name.compareTo(other.name);
        return byName == 0 ? Long.compare(number, other.number) : byName;
    }

    /// Text whose order is that of the keys of one name.
    String text() {
        return name + '#' + HEX.toHexDigits(number ^ Long.MIN_VALUE);
    }

    static Key parse(String text) {
        int hash = text.length() - 17;
        return new Key(text.substring(0, hash),
                Long.parseUnsignedLong(text, hash + 1, text.length(), 16) ^ Long.MIN_VALUE);
    }
}
