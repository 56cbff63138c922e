package org.tavan.solver.coordinator;

import org.tavan.solver.state.Codec;

/// A plan in force from an instant on, until a later segment begins or its day ends.
///
/// @param planId plan
/// @param startMillis start of its first interval
/// @param endMillis end of its day
record Segment(String planId, long startMillis, long endMillis) {
    static final Codec<Segment> CODEC = Codec.of((out, value) -> {
        out.writeUTF(value.planId());
        out.writeLong(value.startMillis());
        out.writeLong(value.endMillis());
    }, in -> new Segment(in.readUTF(), in.readLong(), in.readLong()));

    int indexOf(long intervalStartMillis, long stepMillis) {
        return Math.toIntExact((intervalStartMillis - startMillis) / stepMillis);
    }
}
