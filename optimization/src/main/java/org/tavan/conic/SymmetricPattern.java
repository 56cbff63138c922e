package org.tavan.conic;

/// Where a symmetric matrix has entries off its diagonal, each pair listed once, in any order and orientation.
///
/// Shape: entry `k` joins `first[k]` and `second[k]`, which differ; no pair twice.
final class SymmetricPattern {
    final int size;
    final int[] first;
    final int[] second;

    SymmetricPattern(int size, int[] first, int[] second) {
        this.size = size;
        this.first = first;
        this.second = second;
    }

    /// {@return an order of elimination with little fill, by minimum degree}
    int[] order() {
        int[] start = new int[size + 1];
        for (int k = 0; k < first.length; k++) {
            start[first[k] + 1]++;
            start[second[k] + 1]++;
        }
        for (int i = 0; i < size; i++) {
            start[i + 1] += start[i];
        }
        int[] adjacent = new int[start[size]];
        int[] fill = start.clone();
        for (int k = 0; k < first.length; k++) {
            adjacent[fill[first[k]]++] = second[k];
            adjacent[fill[second[k]]++] = first[k];
        }
        return MinimumDegree.order(size, start, adjacent);
    }
}
