package org.tavan.conic;

/// The strict upper triangle, by columns, of a symmetric matrix whose rows and columns are permuted alike.
///
/// Shape: column `j` has the entries `row[start[j] .. start[j + 1])`; entry `k` of the source stands at `position[k]`.
final class PermutedPattern {
    final int[] start;
    final int[] row;
    final int[] position;

    /// @param order the source index of each permuted one
    PermutedPattern(SymmetricPattern source, int[] order) {
        int n = source.size;
        int entries = source.first.length;
        int[] inverse = new int[n];
        for (int k = 0; k < n; k++) {
            inverse[order[k]] = k;
        }
        start = new int[n + 1];
        for (int k = 0; k < entries; k++) {
            start[Math.max(inverse[source.first[k]], inverse[source.second[k]]) + 1]++;
        }
        for (int j = 0; j < n; j++) {
            start[j + 1] += start[j];
        }
        row = new int[entries];
        position = new int[entries];
        int[] fill = start.clone();
        for (int k = 0; k < entries; k++) {
            int i = inverse[source.first[k]];
            int j = inverse[source.second[k]];
            position[k] = fill[Math.max(i, j)]++;
            row[position[k]] = Math.min(i, j);
        }
    }
}
