package org.tavan.solver.check;

import org.tavan.schema.Check;

/// One check in the making: remembers the worst violation and where it was.
final class Finding {
    /// Relative to the size of what is compared.
    static final double TOLERANCE = 1e-6;

    private final String name;
    private boolean passed = true;
    private double worst;
    private Object where = "";

    Finding(String name) {
        this.name = name;
    }

    /// Takes a violation note.
    ///
    /// @param violation how far beyond what is allowed; not a number counts as infinite
    /// @param scale size of what is compared
    /// @param place whose text says where it is
    void note(double violation, double scale, Object place) {
        double found = Double.isNaN(violation) ? Double.POSITIVE_INFINITY : violation;
        if (found > worst) {
            worst = found;
            where = place;
        }
        if (found > TOLERANCE * Math.max(1, Math.abs(scale))) {
            passed = false;
        }
    }

    /// Takes a requirement that holds or does not.
    void require(boolean holds, Object place) {
        note(holds ? 0 : 1, 1, place);
    }

    /// Two numbers are the same.
    void same(double actual, double expected, Object place) {
        note(Math.abs(actual - expected), expected, place);
    }

    /// A number is at most another.
    void atMost(double actual, double limit, Object place) {
        note(actual - limit, Double.isFinite(limit) ? limit : 1, place);
    }

    /// A number is at least another.
    void atLeast(double actual, double limit, Object place) {
        note(limit - actual, limit, place);
    }

    Check toCheck() {
        return new Check(name, passed, Double.isFinite(worst) ? worst : Double.MAX_VALUE, where.toString());
    }
}
