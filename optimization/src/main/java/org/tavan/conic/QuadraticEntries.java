package org.tavan.conic;

import java.util.Arrays;

/// Collects entries of a symmetric matrix in any order, also repeatedly; the sum of all counts.
final class QuadraticEntries {
    private int[] first = new int[16];
    private int[] second = new int[16];
    private double[] value = new double[16];
    private int size;

    /// Adds to `P_ij` and `P_ji`, once where `i = j`.
    void add(int i, int j, double addend) {
        if (size == value.length) {
            first = Arrays.copyOf(first, 2 * size);
            second = Arrays.copyOf(second, 2 * size);
            value = Arrays.copyOf(value, 2 * size);
        }
        first[size] = Math.min(i, j);
        second[size] = Math.max(i, j);
        value[size++] = addend;
    }

    /// {@return the matrix, rows of a column in the order of their first appearance}
    UpperTriangle build(int n) {
        int[] bucketStart = new int[n + 1];
        for (int k = 0; k < size; k++) {
            bucketStart[second[k] + 1]++;
        }
        Arrays.parallelPrefix(bucketStart, Integer::sum);
        int[] byColumn = new int[size];
        int[] fill = bucketStart.clone();
        for (int k = 0; k < size; k++) {
            byColumn[fill[second[k]]++] = k;
        }
        int[] start = new int[n + 1];
        int[] row = new int[size];
        double[] entry = new double[size];
        int[] position = new int[n];
        Arrays.fill(position, -1);
        int next = 0;
        for (int j = 0; j < n; j++) {
            start[j] = next;
            for (int b = bucketStart[j]; b < bucketStart[j + 1]; b++) {
                int k = byColumn[b];
                if (position[first[k]] < start[j]) {
                    position[first[k]] = next;
                    row[next++] = first[k];
                }
                entry[position[first[k]]] += value[k];
            }
        }
        start[n] = next;
        UpperTriangle matrix = new UpperTriangle(start, Arrays.copyOf(row, next),
                Arrays.copyOf(entry, next));
        requireConvexPairs(matrix);
        return matrix;
    }

    /// Every 1 × 1 and 2 × 2 principal minor is non-negative: necessary for convexity, cheap, and catches a wrong sign.
    private static void requireConvexPairs(UpperTriangle matrix) {
        int n = matrix.size();
        double[] diagonal = new double[n];
        for (int j = 0; j < n; j++) {
            for (int k = matrix.start[j]; k < matrix.start[j + 1]; k++) {
                if (matrix.row[k] == j) {
                    diagonal[j] = matrix.value[k];
                }
            }
            if (!(diagonal[j] >= 0)) {
                throw new IllegalArgumentException("""
                        The quadratic cost of variable %d is %s · x², not convex.
                        Maybe a profit was given where a cost is meant.""".formatted(j, diagonal[j] / 2));
            }
        }
        for (int j = 0; j < n; j++) {
            for (int k = matrix.start[j]; k < matrix.start[j + 1]; k++) {
                int i = matrix.row[k];
                double product = matrix.value[k] * matrix.value[k];
                if (i != j && !(product <= diagonal[i] * diagonal[j] * (1 + 1e-12))) {
                    throw new IllegalArgumentException(
                            """
                                    The quadratic cost %s · x%d · x%d is not convex: the squares alone have weights %s and %s.
                                    Maybe a square is missing."""
                                    .formatted(matrix.value[k], i, j, diagonal[i] / 2,
                                            diagonal[j] / 2));
                }
            }
        }
    }
}
