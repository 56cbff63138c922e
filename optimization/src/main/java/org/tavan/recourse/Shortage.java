package org.tavan.recourse;

/// When demand above supply counts as a broken promise, wherever it is counted.
public final class Shortage {
    /// Below a watt no meter sees it.
    private static final double LEAST_KW = 1e-3;

    private Shortage() {}

    /// {@return whether it counts}
    ///
    /// @param kw demand above supply; NaN does not count
    public static boolean counts(double kw) {
        return kw > LEAST_KW;
    }
}
