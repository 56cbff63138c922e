package org.tavan.solver.coordinator;

/// What is remembered of a dispatched interval until its day is over.
///
/// @param residualKw `Cξ` (kW); 0 for an estimated interval
/// @param planned whether a plan was in force for it
/// @param exchangeKw what the member took from the grid (kW), import positive: `p + q`, or without a plan its net demand
/// @param shortfall whether demand exceeded supply after recourse
record Settled(double residualKw, boolean planned, double exchangeKw, boolean shortfall) {
    static final Codec<Settled> CODEC = Codec.of((out, value) -> {
        out.writeDouble(value.residualKw());
        out.writeBoolean(value.planned());
        out.writeDouble(value.exchangeKw());
        out.writeBoolean(value.shortfall());
    }, in -> new Settled(in.readDouble(), in.readBoolean(), in.readDouble(),
            in.readBoolean()));
}
