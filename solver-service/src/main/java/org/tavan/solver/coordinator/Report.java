package org.tavan.solver.coordinator;

import org.tavan.solver.state.Codec;

/// What a device reported.
///
/// @param energyKwh energy in the battery (kWh)
/// @param shiftedKwh `S` (kWh)
/// @param fault empty: none
record Report(double energyKwh, double shiftedKwh, String fault) {
    static final Codec<Report> CODEC = Codec.of((out, value) -> {
        out.writeDouble(value.energyKwh());
        out.writeDouble(value.shiftedKwh());
        out.writeUTF(value.fault());
    }, in -> new Report(in.readDouble(), in.readDouble(), in.readUTF()));
}
