package org.tavan.dro;

import java.util.Arrays;

/// Collects the entries of one row of a program.
final class RowBuilder {
    private int[] variables = new int[8];
    private double[] coefficients = new double[8];
    private int size;

    /// Adds an entry; a variable that is not there (`CommunityProgram.NONE`) is left out.
    RowBuilder add(int variable, double coefficient) {
        if (variable == CommunityProgram.NONE) {
            return this;
        }
        if (size == variables.length) {
            variables = Arrays.copyOf(variables, 2 * size);
            coefficients = Arrays.copyOf(coefficients, 2 * size);
        }
        variables[size] = variable;
        coefficients[size++] = coefficient;
        return this;
    }

    /// Adds `factor` times the entries of another row.
    RowBuilder add(RowBuilder other, double factor) {
        for (int k = 0; k < other.size; k++) {
            add(other.variables[k], factor * other.coefficients[k]);
        }
        return this;
    }

    int size() {
        return size;
    }

    /// {@return the same row, to go on with differently}
    RowBuilder copy() {
        RowBuilder copy = new RowBuilder();
        for (int k = 0; k < size; k++) {
            copy.add(variables[k], coefficients[k]);
        }
        return copy;
    }

    int[] variables() {
        return Arrays.copyOf(variables, size);
    }

    double[] coefficients() {
        return Arrays.copyOf(coefficients, size);
    }
}
