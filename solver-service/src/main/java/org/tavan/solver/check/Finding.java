package org.tavan.solver.check;

import org.tavan.schema.Check;

/// One check in the making: remembers the worst violation and where it was.
public final class Finding {
    /// Relative to the size of what is compared.
    static final double TOLERANCE = 1e-6;

    private final String name;
    private final double tolerance;
    private boolean passed = true;
    private double worst;
    private Object where = "";

    /// A check with the usual tolerance.
    ///
    /// @param name of the check
    public Finding(String name) {
        this(name, TOLERANCE);
    }

    /// A check of what is known less exactly.
    ///
    /// @param name of the check
    /// @param tolerance relative to the size of what is compared, absolute below 1
    public Finding(String name, double tolerance) {
        this.name = name;
        this.tolerance = tolerance;
    }

    /// Takes a violation note.
    ///
    /// @param violation how far beyond what is allowed; not a number counts as infinite
    /// @param scale size of what is compared
    /// @param place whose text says where it is
    public void note(double violation, double scale, Object place) {
        double found = Double.isNaN(violation) ? Double.POSITIVE_INFINITY : violation;
        if (found > worst) {
            worst = found;
            where = place;
        }
        if (found > tolerance * Math.max(1, Math.abs(scale))) {
            passed = false;
        }
    }

    /// Takes a requirement that holds or does not.
    public void require(boolean holds, Object place) {
        note(holds ? 0 : 1, 1, place);
    }

    /// Two numbers are the same.
    public void same(double actual, double expected, Object place) {
        note(Math.abs(actual - expected), expected, place);
    }

    /// A number is at most another.
    public void atMost(double actual, double limit, Object place) {
        note(actual - limit, Double.isFinite(limit) ? limit : 1, place);
    }

    /// A number is at least another.
    public void atLeast(double actual, double limit, Object place) {
        note(limit - actual, limit, place);
    }

    /// {@return the outcome}
    public Check toCheck() {
        return new Check(name, passed, Double.isFinite(worst) ? worst : Double.MAX_VALUE, where.toString());
    }
}
