package org.tavan.uncertainty;

/// How far apart two residual trajectories are: the cost of moving probability between them.
public enum Norm {
    /// `Σ |x_t|`.
    ONE,
    /// `√Σ x_t²`.
    TWO,
    /// `max |x_t|`.
    INFINITY;

    /// {@return the dual norm, `‖a‖_* = max aᵀx over ‖x‖ ≤ 1`}
    public Norm dual() {
        return switch (this) {
            case ONE -> INFINITY;
            case TWO -> TWO;
            case INFINITY -> ONE;
        };
    }

    /// {@return the norm of a vector; 0 of an empty one}
    public double of(double... x) {
        double norm = 0;
        for (double entry : x) {
            norm = switch (this) {
                case ONE -> norm + Math.abs(entry);
                case TWO -> Math.hypot(norm, entry);
                case INFINITY -> Math.max(norm, Math.abs(entry));
            };
        }
        return norm;
    }
}
