package org.tavan.solver.microgrid;

import java.util.List;
import org.tavan.solver.state.Codec;

/// A request whose answer is not complete.
///
/// @param asked what was asked
/// @param minutes state of the units at its start
/// @param proofMillis time limit of its proof
/// @param waited whether later requests wait for it; if not, patience has run out
record Underway(Asked asked, UnitMinutes minutes, long proofMillis, boolean waited) {
    static final Codec<Underway> CODEC = Codec.of((out, value) -> {
        byte[] asked = Asked.CODEC.write(value.asked());
        out.writeInt(asked.length);
        out.write(asked);
        value.minutes().write(out);
        out.writeLong(value.proofMillis());
        out.writeBoolean(value.waited());
    }, in -> new Underway(Asked.CODEC.read(in.readNBytes(in.readInt())), UnitMinutes.read(in), in.readLong(),
            in.readBoolean()));

    Underway givenUp() {
        return new Underway(asked, minutes, proofMillis, false);
    }

    /// Members whose answers to customers' programmes count.
    List<String> members() {
        return asked.members();
    }
}
