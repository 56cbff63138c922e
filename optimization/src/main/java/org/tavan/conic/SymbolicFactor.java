package org.tavan.conic;

import java.util.Arrays;

/// The pattern of `PKPᵀ = LDLᵀ`, analysed once: which columns are eliminated one by one, which together as dense panels, and
/// who takes part in whose elimination.
///
/// Columns with few entries whose descendants are as small come first (`flat`), sorted by height in the elimination tree
/// and number of entries, so that runs of them have loops of fixed length. The others form panels of columns with nearly equal
/// patterns, in postorder. Any order with children before parents has the same tree and fill, so both are found once.
///
/// Source: Ashcraft and Grimes, "The influence of relaxed supernode partitions on the multifrontal method", ACM TOMS 15
/// (1989) 291–309, doi 10.1145/76909.76910. Departs from it: the flat columns.
final class SymbolicFactor {
    private static final int LARGEST_FLAT = 15;
    private static final int TALLEST_FLAT = 1 << 20;
    /// A merge may leave such a share of a panel zero, or so many entries.
    private static final double ZERO_SHARE = 0.2;
    private static final int ZERO_ENTRIES = 16;

    final int n;
    final int flat;
    /// The source index of each column.
    final int[] order;
    final PermutedPattern matrix;
    /// Rows of each column below the diagonal, ascending.
    final int[] columnStart;
    final int[] row;
    /// First column of each panel, and `n`.
    final int[] panelStart;
    /// The panel of each column from `flat` on, counted from there.
    final int[] panelOf;
    private final int[] parent;

    SymbolicFactor(SymmetricPattern pattern) {
        n = pattern.size;
        int[] unsorted = pattern.order();
        PermutedPattern permuted = new PermutedPattern(pattern, unsorted);
        int[] tree = EliminationTree.parents(n, permuted.start, permuted.row);
        int[] count = EliminationTree.counts(n, permuted.start, permuted.row, tree);
        int[] postorder = EliminationTree.postorder(tree);
        long[] keys = sortKeys(postorder, tree, count);
        Arrays.sort(keys);
        order = new int[n];
        columnStart = new int[n + 1];
        int[] place = new int[n];
        int leading = 0;
        for (int k = 0; k < n; k++) {
            int node = postorder[(int) keys[k]];
            order[k] = unsorted[node];
            place[node] = k;
            columnStart[k + 1] = Math.addExact(columnStart[k], count[node]);
            leading += (keys[k] >>> 32) < Integer.MAX_VALUE ? 1 : 0;
        }
        flat = leading;
        parent = new int[n];
        for (int j = 0; j < n; j++) {
            parent[place[j]] = tree[j] == EliminationTree.ROOT ? EliminationTree.ROOT : place[tree[j]];
        }
        matrix = new PermutedPattern(pattern, order);
        row = EliminationTree.rows(n, matrix.start, matrix.row, parent, columnStart);
        panelOf = new int[n - flat];
        panelStart = panels();
        for (int p = 0; p + 1 < panelStart.length; p++) {
            Arrays.fill(panelOf, panelStart[p] - flat, panelStart[p + 1] - flat, p);
        }
    }

    /// Height, number of entries and place in the postorder of a flat column; only the place, behind them, of another.
    private static long[] sortKeys(int[] postorder, int[] tree, int[] count) {
        int n = tree.length;
        int[] height = new int[n];
        long[] keys = new long[n];
        for (int k = 0; k < n; k++) {
            int j = postorder[k];
            boolean isFlat = height[j] >= 0 && height[j] < TALLEST_FLAT && count[j] <= LARGEST_FLAT;
            long rank = isFlat ? ((long) height[j] << 4) | count[j] : Integer.MAX_VALUE;
            keys[k] = (rank << 32) | k;
            int above = tree[j];
            if (above != EliminationTree.ROOT && height[above] >= 0) {
                height[above] = isFlat ? Math.max(height[above], height[j] + 1) : -1;
            }
        }
        return keys;
    }

    int entries(int column) {
        return columnStart[column + 1] - columnStart[column];
    }

    /// Merges columns, then neighbouring panels from the leaves up.
    private int[] panels() {
        int[] start = new int[n - flat + 1];
        long[] zeros = new long[n - flat + 1];
        int depth = 0;
        for (int j = flat; j < n; j++) {
            start[depth] = j;
            zeros[depth++] = 0;
            while (depth >= 2) {
                int first = start[depth - 2];
                int middle = start[depth - 1];
                if (parent[middle - 1] != middle) {
                    break;
                }
                long width = (long) middle - first;
                long below = entries(j);
                long more = width * (j + 1 - middle + below - entries(middle - 1));
                long sum = zeros[depth - 2] + zeros[depth - 1] + more;
                long columns = (long) j + 1 - first;
                long total = columns * (columns - 1) / 2 + columns * below;
                if (sum > ZERO_ENTRIES && sum > ZERO_SHARE * total) {
                    break;
                }
                depth--;
                zeros[depth - 1] = sum;
            }
        }
        start[depth] = n;
        return Arrays.copyOf(start, depth + 1);
    }
}
