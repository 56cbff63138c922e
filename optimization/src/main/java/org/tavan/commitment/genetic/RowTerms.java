package org.tavan.commitment.genetic;

import java.util.Arrays;

import org.tavan.conic.ConicProgram;

/// The terms of a row, collected; a variable that does not exist (-1) adds nothing.
final class RowTerms {
    private int[] variables = new int[16];
    private double[] coefficients = new double[16];
    private int size;

    RowTerms add(int variable, double coefficient) {
        if (variable >= 0) {
            if (size == variables.length) {
                variables = Arrays.copyOf(variables, 2 * size);
                coefficients = Arrays.copyOf(coefficients, 2 * size);
            }
            variables[size] = variable;
            coefficients[size++] = coefficient;
        }
        return this;
    }

    int equal(ConicProgram.Builder builder, double rightSide) {
        return builder.addEquality(Arrays.copyOf(variables, size), Arrays.copyOf(coefficients, size),
                rightSide);
    }

    int atMost(ConicProgram.Builder builder, double rightSide) {
        return builder.addLessOrEqual(Arrays.copyOf(variables, size), Arrays.copyOf(coefficients, size),
                rightSide);
    }

    int atLeast(ConicProgram.Builder builder, double rightSide) {
        return builder.addGreaterOrEqual(Arrays.copyOf(variables, size), Arrays.copyOf(coefficients, size),
                rightSide);
    }
}
