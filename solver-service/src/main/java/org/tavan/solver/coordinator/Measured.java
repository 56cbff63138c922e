package org.tavan.solver.coordinator;

import org.tavan.solver.state.Codec;

/// What a member drew in one interval.
///
/// @param netKw mean load minus PV (kW)
/// @param measured whether it rests on readings; an estimate gives no recourse
record Measured(double netKw, boolean measured) {
    /// An interval that never came.
    static final Measured MISSING = new Measured(0, false);

    static final Codec<Measured> CODEC = Codec.of((out, value) -> {
        out.writeDouble(value.netKw());
        out.writeBoolean(value.measured());
    }, in -> new Measured(in.readDouble(), in.readBoolean()));
}
