package org.tavan.powerflow;

/// A symmetric 3 × 3 matrix over the phases, such as the series resistance of a line; rows and columns of missing phases are zero.
///
/// @param aa self term of phase A
/// @param ab mutual term of A and B
/// @param ac mutual term of A and C
/// @param bb self term of phase B
/// @param bc mutual term of B and C
/// @param cc self term of phase C
public record PhaseMatrix(double aa, double ab, double ac, double bb, double bc, double cc) {
    /// All zero.
    public static final PhaseMatrix ZERO = new PhaseMatrix(0, 0, 0, 0, 0, 0);

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if one is not finite
    public PhaseMatrix {
        if (!Double.isFinite(aa + ab + ac + bb + bc + cc)) {
            throw new IllegalArgumentException("The phase matrix (%s, %s, %s; %s, %s; %s) must be finite."
                    .formatted(aa, ab, ac, bb, bc, cc));
        }
    }

    /// The same number on the diagonal for the phases that are there, zero elsewhere.
    public static PhaseMatrix diagonal(Phases phases, double value) {
        return new PhaseMatrix(phases.a() ? value : 0, 0, 0, phases.b() ? value : 0, 0,
                phases.c() ? value : 0);
    }

    /// {@return the entry of two phases}
    public double get(Phase row, Phase column) {
        if (row.compareTo(column) > 0) {
            return get(column, row);
        }
        return switch (row) {
            case A -> switch (column) {
                case A -> aa;
                case B -> ab;
                case C -> ac;
            };
            case B -> column.equals(Phase.B) ? bb : bc;
            case C -> cc;
        };
    }

    /// {@return each entry times a factor, such as the length of a line}
    public PhaseMatrix times(double factor) {
        return new PhaseMatrix(factor * aa, factor * ab, factor * ac, factor * bb, factor * bc, factor * cc);
    }

    /// Whether only rows and columns of these phases have numbers other than zero.
    boolean isOn(Phases phases) {
        return (phases.a() || (aa == 0 && ab == 0 && ac == 0))
                && (phases.b() || (ab == 0 && bb == 0 && bc == 0))
                && (phases.c() || (ac == 0 && bc == 0 && cc == 0));
    }

    boolean isDiagonalNonNegative() {
        return aa >= 0 && bb >= 0 && cc >= 0;
    }
}
