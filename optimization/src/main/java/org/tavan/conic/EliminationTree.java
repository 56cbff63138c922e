package org.tavan.conic;

import java.util.Arrays;

/// The elimination tree of a symmetric matrix: the parent of column `j` of the factor L is the first row below the
/// diagonal that is not zero.
///
/// Source: Liu, "The role of elimination trees in sparse factorization", SIAM J. Matrix Anal. Appl. 11 (1990) 134–172,
/// doi 10.1137/0611010.
final class EliminationTree {
    static final int ROOT = -1;

    private EliminationTree() {}

    /// Shape: column `j` has the entries `row[start[j] .. start[j + 1])`, all above the diagonal.
    ///
    /// @return the parent of each node, or `ROOT`
    static int[] parents(int n, int[] start, int[] row) {
        int[] parent = new int[n];
        int[] ancestor = new int[n];
        Arrays.fill(parent, ROOT);
        Arrays.fill(ancestor, ROOT);
        for (int j = 0; j < n; j++) {
            for (int k = start[j]; k < start[j + 1]; k++) {
                int node = row[k];
                while (node != ROOT && node < j) {
                    int next = ancestor[node];
                    ancestor[node] = j;
                    if (next == ROOT) {
                        parent[node] = j;
                    }
                    node = next;
                }
            }
        }
        return parent;
    }

    /// {@return the nodes with every subtree in one run, children before parents}
    static int[] postorder(int[] parent) {
        int n = parent.length;
        int[] firstChild = new int[n + 1];
        int[] sibling = new int[n];
        Arrays.fill(firstChild, ROOT);
        for (int j = n - 1; j >= 0; j--) {
            int above = parent[j] == ROOT ? n : parent[j];
            sibling[j] = firstChild[above];
            firstChild[above] = j;
        }
        int[] order = new int[n];
        int[] stack = new int[n + 1];
        int depth = 0;
        int placed = 0;
        stack[0] = n;
        while (depth >= 0) {
            int node = stack[depth];
            int child = firstChild[node];
            if (child != ROOT) {
                firstChild[node] = sibling[child];
                stack[++depth] = child;
            } else {
                depth--;
                if (node < n) {
                    order[placed++] = node;
                }
            }
        }
        return order;
    }

    /// {@return the number of entries of each column of L below the diagonal}
    static int[] counts(int n, int[] start, int[] row, int[] parent) {
        int[] count = new int[n];
        int[] visitedBy = new int[n];
        Arrays.fill(visitedBy, ROOT);
        for (int i = 0; i < n; i++) {
            visitedBy[i] = i;
            for (int k = start[i]; k < start[i + 1]; k++) {
                for (int j = row[k]; visitedBy[j] != i; j = parent[j]) {
                    visitedBy[j] = i;
                    count[j]++;
                }
            }
        }
        return count;
    }

    /// {@return the rows of each column of L below the diagonal, ascending, where `columnStart` says}
    static int[] rows(int n, int[] start, int[] row, int[] parent, int[] columnStart) {
        int[] rows = new int[columnStart[n]];
        int[] next = Arrays.copyOf(columnStart, n);
        int[] visitedBy = new int[n];
        Arrays.fill(visitedBy, ROOT);
        for (int i = 0; i < n; i++) {
            visitedBy[i] = i;
            for (int k = start[i]; k < start[i + 1]; k++) {
                for (int j = row[k]; visitedBy[j] != i; j = parent[j]) {
                    visitedBy[j] = i;
                    rows[next[j]++] = i;
                }
            }
        }
        return rows;
    }
}
