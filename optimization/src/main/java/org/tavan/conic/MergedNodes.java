package org.tavan.conic;

import java.util.Arrays;

/// The order of all nodes, where some were merged into others.
final class MergedNodes {
    private static final int NONE = -1;

    private MergedNodes() {}

    /// {@return every merged node right behind its pivot, nodes that were too dense to take part at the end}
    ///
    /// @param mergedInto the node that each was merged into, or -1
    static int[] order(int[] pivots, int pivotCount, int[] mergedInto) {
        int n = mergedInto.length;
        int[] rank = new int[n];
        Arrays.fill(rank, pivotCount);
        for (int k = 0; k < pivotCount; k++) {
            rank[pivots[k]] = k;
        }
        int[] start = new int[pivotCount + 2];
        for (int i = 0; i < n; i++) {
            int root = i;
            while (mergedInto[root] != NONE) {
                root = mergedInto[root];
            }
            for (int node = i; node != root;) {
                int next = mergedInto[node];
                mergedInto[node] = root;
                node = next;
            }
            rank[i] = rank[root];
            start[rank[i] + 1]++;
        }
        for (int k = 0; k <= pivotCount; k++) {
            start[k + 1] += start[k];
        }
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[start[rank[i]]++] = i;
        }
        return order;
    }
}
