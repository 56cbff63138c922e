package org.tavan.powerflow;

/// Tap positions of the regulators of the three phases.
///
/// @param a of phase A, in −16..16
/// @param b of phase B, in −16..16
/// @param c of phase C, in −16..16
public record ThreePhaseTaps(int a, int b, int c) {
    /// The lowest tap.
    public static final int LOWEST = -16;
    /// The highest tap.
    public static final int HIGHEST = 16;
    /// What one step raises the voltage by (pu): ±10 % in 32 steps.
    public static final double STEP_PU = 0.00625;
    /// Ratio 1 on every phase.
    public static final ThreePhaseTaps NEUTRAL = new ThreePhaseTaps(0, 0, 0);

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if one lies outside −16..16
    public ThreePhaseTaps {
        require(a);
        require(b);
        require(c);
    }

    /// The same tap on every phase.
    public static ThreePhaseTaps equal(int tap) {
        return new ThreePhaseTaps(tap, tap, tap);
    }

    /// {@return the tap of a phase}
    public int get(Phase phase) {
        return switch (phase) {
            case A -> a;
            case B -> b;
            case C -> c;
        };
    }

    /// {@return the ratio of a tap, `1 + 0.00625 n`}
    public static double ratio(int tap) {
        return 1 + STEP_PU * tap;
    }

    static void require(int tap) {
        if (tap < LOWEST || tap > HIGHEST) {
            throw new IllegalArgumentException(
                    "The tap %d must lie in %d..%d.".formatted(tap, LOWEST, HIGHEST));
        }
    }
}
