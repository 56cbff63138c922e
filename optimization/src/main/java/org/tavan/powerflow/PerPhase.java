package org.tavan.powerflow;

/// One number for each phase; for a delta load one for each pair, `a` between A and B, `b` between B and C, `c` between C and A.
///
/// @param a of phase A, or of the pair A–B
/// @param b of phase B, or of the pair B–C
/// @param c of phase C, or of the pair C–A
public record PerPhase(double a, double b, double c) {
    /// Nothing on any phase.
    public static final PerPhase ZERO = new PerPhase(0, 0, 0);
    /// One on each phase.
    public static final PerPhase ONE = new PerPhase(1, 1, 1);

    /// {@return the number of a phase}
    public double get(Phase phase) {
        return switch (phase) {
            case A -> a;
            case B -> b;
            case C -> c;
        };
    }

    /// {@return the sum over the phases}
    public double total() {
        return a + b + c;
    }

    /// {@return each number times a factor}
    public PerPhase times(double factor) {
        return new PerPhase(factor * a, factor * b, factor * c);
    }

    boolean isFinite() {
        return Double.isFinite(a) && Double.isFinite(b) && Double.isFinite(c);
    }
}
