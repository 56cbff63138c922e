package org.tavan.solver.coordinator;

import org.tavan.solver.state.Codec;

/// Whether a member has ever been heard of.
enum Presence {
    /// An interval or a forecast of it has come.
    PRESENT,
    /// None has come within the patience; gates do not wait for it until one does.
    ABSENT;

    static final Codec<Presence> CODEC = Codec.of((out, value) -> out.writeUTF(value.name()),
            in -> valueOf(in.readUTF()));
}
