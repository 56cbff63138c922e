package org.tavan.powerflow;

/// Which phases a branch or a bus has.
///
/// @param a whether phase A is there
/// @param b whether phase B is there
/// @param c whether phase C is there
public record Phases(boolean a, boolean b, boolean c) {
    /// All three.
    public static final Phases ABC = new Phases(true, true, true);

    /// Checks that there is one.
    ///
    /// @throws IllegalArgumentException if there is none
    public Phases {
        if (!(a || b || c)) {
            throw new IllegalArgumentException("There must be at least one of the phases A, B and C.");
        }
    }

    /// Reads letters, as `BC`.
    ///
    /// @throws IllegalArgumentException if a letter is none of A, B and C, or comes twice, or there is none
    public static Phases of(String letters) {
        boolean[] has = new boolean[3];
        for (int k = 0; k < letters.length(); k++) {
            int index = "ABC".indexOf(letters.charAt(k));
            if (index < 0 || has[index]) {
                throw new IllegalArgumentException(
                        "The phases \"%s\" must be one to three different letters of ABC."
                                .formatted(letters));
            }
            has[index] = true;
        }
        return new Phases(has[0], has[1], has[2]);
    }

    /// {@return whether a phase is among them}
    public boolean has(Phase phase) {
        return switch (phase) {
            case A -> a;
            case B -> b;
            case C -> c;
        };
    }

    /// {@return whether all phases of another set are among these}
    public boolean cover(Phases other) {
        return (a || !other.a) && (b || !other.b) && (c || !other.c);
    }

    @Override
    public String toString() {
        return (a ? "A" : "") + (b ? "B" : "") + (c ? "C" : "");
    }
}
