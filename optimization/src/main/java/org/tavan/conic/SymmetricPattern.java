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

    /// {@return an order of elimination with little fill: minimum degree, then a postorder of its tree}
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
        int[] order = MinimumDegree.order(size, start, adjacent);
        PermutedPattern permuted = new PermutedPattern(this, order);
        int[] postorder = EliminationTree.postorder(
                EliminationTree.parents(size, permuted.start, permuted.row));
        int[] composed = new int[size];
        for (int k = 0; k < size; k++) {
            composed[k] = order[postorder[k]];
        }
        return composed;
    }
}
