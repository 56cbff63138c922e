package org.tavan.solver.coordinator;

import org.tavan.solver.state.Codec;

/// What is remembered of a dispatched interval until its day is over.
///
/// @param residualKw `Cξ` (kW); 0 for an estimated interval
/// @param promised whether a promise covers it: planned and measured
/// @param exchangeKw what passed the member's meter but for peers (kW), import positive: `p + Cξ − margin`, or without a plan its net demand
/// @param shortfall whether demand exceeded supply after recourse
record Settled(double residualKw, boolean promised, double exchangeKw, boolean shortfall) {
    static final Codec<Settled> CODEC = Codec.of((out, value) -> {
        out.writeDouble(value.residualKw());
        out.writeBoolean(value.promised());
        out.writeDouble(value.exchangeKw());
        out.writeBoolean(value.shortfall());
    }, in -> new Settled(in.readDouble(), in.readBoolean(), in.readDouble(),
            in.readBoolean()));
}
