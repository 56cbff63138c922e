package org.tavan.conic;

import java.util.Arrays;

/// Collects second-order cones as the caller gives them: a row `aᵀx ≥ -b` for each affine expression `aᵀx + b`.
final class ConeEntries {
    private final RowEntries rows = new RowEntries();
    private int[] start = new int[9];
    private int size;

    int size() {
        return size;
    }

    /// {@return the expressions of all cones, one behind the other}
    RowEntries rows() {
        return rows;
    }

    /// Copies one cone, the expression that bounds the norm first.
    void add(int[][] variables, double[][] coefficients, double[] constants) {
        if (size + 1 == start.length) {
            start = Arrays.copyOf(start, 2 * start.length);
        }
        for (int i = 0; i < constants.length; i++) {
            rows.add(RowEntries.GREATER, variables[i], coefficients[i], 0.0 - constants[i]);
        }
        start[++size] = rows.size();
    }

    /// {@return the first row of each cone, and the one behind the last, if the first of all is `row`}
    int[] startsFrom(int row) {
        int[] starts = new int[size + 1];
        Arrays.setAll(starts, c -> row + start[c]);
        return starts;
    }
}
