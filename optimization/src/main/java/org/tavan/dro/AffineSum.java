package org.tavan.dro;

import org.tavan.conic.ConicProgram;
import org.tavan.conic.Solution;

/// `constant + Σ coefficient · variable`, an expression in the variables of a program.
final class AffineSum {
    private final RowBuilder entries = new RowBuilder();
    private double constant;

    static AffineSum of(double constant) {
        return new AffineSum().plus(constant);
    }

    static AffineSum ofVariable(int variable) {
        return new AffineSum().add(variable, 1);
    }

    /// Adds a term; a variable that is not there (`CommunityProgram.NONE`) is left out.
    AffineSum add(int variable, double coefficient) {
        entries.add(variable, coefficient);
        return this;
    }

    AffineSum add(AffineSum other, double factor) {
        entries.add(other.entries, factor);
        return plus(factor * other.constant);
    }

    /// Adds the entries of a row.
    AffineSum add(RowBuilder row) {
        entries.add(row, 1);
        return this;
    }

    AffineSum plus(double addend) {
        constant += addend;
        return this;
    }

    /// {@return whether it is 0 whatever the variables are}
    boolean isZero() {
        return constant == 0 && entries.size() == 0;
    }

    double value(Solution solution) {
        int[] variables = entries.variables();
        double[] coefficients = entries.coefficients();
        double sum = constant;
        for (int k = 0; k < variables.length; k++) {
            sum += coefficients[k] * solution.value(variables[k]);
        }
        return sum;
    }

    int[] variables() {
        return entries.variables();
    }

    double[] coefficients() {
        return entries.coefficients();
    }

    double constant() {
        return constant;
    }

    /// Adds the row `this ≤ right` to a program.
    ///
    /// @return its handle
    int atMost(ConicProgram.Builder program, double right) {
        return program.addLessOrEqual(variables(), coefficients(), right - constant);
    }

    /// Adds the row `this = right` to a program.
    ///
    /// @return its handle
    int equal(ConicProgram.Builder program, double right) {
        return program.addEquality(variables(), coefficients(), right - constant);
    }
}
