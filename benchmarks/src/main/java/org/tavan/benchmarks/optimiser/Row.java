package org.tavan.benchmarks.optimiser;

import java.util.Arrays;

/// A row of a program in the making.
final class Row {
    private int[] variables = new int[8];
    private double[] coefficients = new double[8];
    private int size;

    Row add(int variable, double coefficient) {
        if (size == variables.length) {
            variables = Arrays.copyOf(variables, 2 * size);
            coefficients = Arrays.copyOf(coefficients, 2 * size);
        }
        variables[size] = variable;
        coefficients[size++] = coefficient;
        return this;
    }

    int[] variables() {
        return Arrays.copyOf(variables, size);
    }

    double[] coefficients() {
        return Arrays.copyOf(coefficients, size);
    }
}
