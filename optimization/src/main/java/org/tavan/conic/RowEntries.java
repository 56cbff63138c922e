package org.tavan.conic;

import java.util.Arrays;

/// Collects the rows as the caller gives them.
final class RowEntries {
    static final byte EQUAL = 0;
    static final byte LESS = 1;
    static final byte GREATER = 2;

    private byte[] kind = new byte[16];
    private int[] start = new int[17];
    private double[] rightSide = new double[16];
    private int size;
    private int[] column = new int[64];
    private double[] value = new double[64];
    /// The last entry of each variable.
    private int[] lastEntry = new int[0];

    int size() {
        return size;
    }

    /// Copies one row; a variable that comes twice has its coefficients added up. A zero stays an entry, so that data
    /// that happen to vanish leave the pattern as it is.
    void add(byte rowKind, int[] variables, double[] coefficients, double right) {
        if (size == kind.length) {
            kind = Arrays.copyOf(kind, 2 * size);
            rightSide = Arrays.copyOf(rightSide, 2 * size);
            start = Arrays.copyOf(start, 2 * size + 1);
        }
        int from = start[size];
        int next = from;
        if (next + variables.length > column.length) {
            int capacity = Math.max(2 * column.length, next + variables.length);
            column = Arrays.copyOf(column, capacity);
            value = Arrays.copyOf(value, capacity);
        }
        for (int k = 0; k < variables.length; k++) {
            int variable = variables[k];
            if (variable >= lastEntry.length) {
                int known = lastEntry.length;
                lastEntry = Arrays.copyOf(lastEntry, Math.max(2 * known, variable + 1));
                Arrays.fill(lastEntry, known, lastEntry.length, -1);
            }
            if (lastEntry[variable] >= from) {
                value[lastEntry[variable]] += coefficients[k];
            } else {
                lastEntry[variable] = next;
                column[next] = variable;
                value[next++] = coefficients[k];
            }
        }
        kind[size] = rowKind;
        rightSide[size] = right;
        start[++size] = next;
    }

    byte kind(int handle) {
        return kind[handle];
    }

    double rightSide(int handle) {
        return rightSide[handle];
    }

    int entries() {
        return start[size];
    }

    int start(int handle) {
        return start[handle];
    }

    int column(int entry) {
        return column[entry];
    }

    double value(int entry) {
        return value[entry];
    }

    /// {@return for each handle the sign with which the row enters the standard form: -1 for `≥`, else 1}
    double[] signs() {
        double[] signs = new double[size];
        for (int h = 0; h < size; h++) {
            signs[h] = kind[h] == GREATER ? -1 : 1;
        }
        return signs;
    }
}
