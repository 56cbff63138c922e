package org.tavan.powerflow;

/// One of the three phases of a feeder, in positive sequence.
public enum Phase {
    /// The phase whose source angle is 0°.
    A(0, 0),
    /// Behind A by 120°.
    B(1, -120),
    /// Ahead of A by 120°.
    C(2, 120);

    private final int index;
    private final double sourceDegrees;

    Phase(int index, double sourceDegrees) {
        this.index = index;
        this.sourceDegrees = sourceDegrees;
    }

    /// {@return the place among three numbers, 0 for A}
    public int index() {
        return index;
    }

    /// {@return the angle of this phase at the source (°)}
    public double sourceDegrees() {
        return sourceDegrees;
    }

    /// {@return the phase that the delta branch starting here ends at: B after A, C after B, A after C}
    public Phase next() {
        return switch (this) {
            case A -> B;
            case B -> C;
            case C -> A;
        };
    }

    /// The phase of a place.
    static Phase at(int index) {
        return index == 0 ? A : index == 1 ? B : C;
    }
}
