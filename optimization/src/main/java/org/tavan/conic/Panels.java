package org.tavan.conic;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// The trailing columns of a factor as dense panels: each takes what the panels before it contribute, then factors its own
/// columns (left-looking). A large factor is split in two shares of subtrees, for two threads (`PanelWorker`).
///
/// Shape: panel `p` has the columns `first[p] .. first[p + 1)`, then the rows `rowStart[p] .. rowStart[p + 1)` of `row`; its values stand
/// by columns, each with all of these as its rows; what is above the diagonal is not used.
///
/// Source: Ng and Peyton, "Block sparse Cholesky algorithms on advanced uniprocessor computers", SIAM J. Sci. Comput. 14
/// (1993) 1034–1056, doi 10.1137/0914063. Departs from it: LDLᵀ, and four columns at a time in all kernels (`PanelWorker`).
final class Panels {
    final int size;
    final int base;
    final int columns;
    final int[] first;
    final int[] rowStart;
    final int[] row;
    final long[] valueStart;
    /// The panels that contribute to each panel, and which of their rows are among its columns.
    final int[] sourceStart;
    final int[] source;
    final int[] sourceFrom;
    final int[] sourceTo;
    final double[] pivot;
    private final PanelWorker above;
    /// Null where the factor is not split.
    private final @Nullable Halves halves;

    /// Two workers, the second of them as a job for another thread.
    private record Halves(PanelWorker left, PanelWorker right, Helper.Job rightJob) {
        static Halves of(PanelWorker left, PanelWorker right) {
            return new Halves(left, right, new Helper.Job(right));
        }

        void run() {
            Helper.both(rightJob, left);
        }
    }

    /// @param from where the values begin
    Panels(SymbolicFactor symbolic, int from) {
        base = symbolic.flat;
        columns = symbolic.n;
        first = symbolic.panelStart;
        size = first.length - 1;
        rowStart = new int[size + 1];
        valueStart = new long[size + 1];
        valueStart[0] = from;
        int longest = 0;
        for (int p = 0; p < size; p++) {
            int below = symbolic.entries(first[p + 1] - 1);
            rowStart[p + 1] = Math.addExact(rowStart[p], below);
            int width = first[p + 1] - first[p];
            valueStart[p + 1] = valueStart[p] + (long) width * (width + below);
            longest = Math.max(longest, width + below);
        }
        if (valueStart[size] > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("A factor with %d entries is beyond this machine's arrays."
                    .formatted(valueStart[size]));
        }
        row = new int[rowStart[size]];
        for (int p = 0; p < size; p++) {
            System.arraycopy(symbolic.row, symbolic.columnStart[first[p + 1] - 1], row, rowStart[p],
                    rowStart[p + 1] - rowStart[p]);
        }
        sourceStart = new int[size + 1];
        int[][] lists = sources(symbolic.panelOf);
        source = lists[0];
        sourceFrom = lists[1];
        sourceTo = lists[2];
        pivot = new double[symbolic.n];
        PanelShares shares = shares(symbolic.panelOf);
        above = new PanelWorker(this, shares.top, longest, false);
        halves = shares.isSplit()
                ? Halves.of(new PanelWorker(this, shares.first, longest, true),
                        new PanelWorker(this, shares.second, longest, true))
                : null;
    }

    private PanelShares shares(int[] panelOf) {
        int[] parent = new int[size];
        double[] work = new double[size];
        for (int p = 0; p < size; p++) {
            int rows = rowStart[p + 1] - rowStart[p];
            parent[p] = rows == 0 ? EliminationTree.ROOT : panelOf[row[rowStart[p]] - base];
            for (int entries = rows + first[p + 1] - first[p] - 1; entries >= rows; entries--) {
                work[p] += (double) entries * (entries + 1);
            }
        }
        return PanelShares.of(parent, work);
    }

    /// Runs of rows of a panel that are columns of one later panel, by that panel.
    private int[][] sources(int[] panelOf) {
        int runs = 0;
        for (int p = 0; p < size; p++) {
            for (int k = rowStart[p]; k < rowStart[p + 1]; k = endOfRun(k, p, panelOf)) {
                sourceStart[panelOf[row[k] - base] + 1]++;
                runs++;
            }
        }
        for (int p = 0; p < size; p++) {
            sourceStart[p + 1] += sourceStart[p];
        }
        int[][] lists = new int[3][runs];
        int[] next = Arrays.copyOf(sourceStart, size);
        for (int p = 0; p < size; p++) {
            for (int k = rowStart[p]; k < rowStart[p + 1];) {
                int end = endOfRun(k, p, panelOf);
                int slot = next[panelOf[row[k] - base]]++;
                lists[0][slot] = p;
                lists[1][slot] = k - rowStart[p];
                lists[2][slot] = end - rowStart[p];
                k = end;
            }
        }
        return lists;
    }

    private int endOfRun(int from, int p, int[] panelOf) {
        int end = from + 1;
        while (end < rowStart[p + 1] && panelOf[row[end] - base] == panelOf[row[from] - base]) {
            end++;
        }
        return end;
    }

    /// {@return one more than the last place of a value}
    int end() {
        return (int) valueStart[size];
    }

    /// {@return where the entry of a row and a column of panel `p` stands}
    int place(int p, int atRow, int column) {
        int width = first[p + 1] - first[p];
        int length = width + rowStart[p + 1] - rowStart[p];
        int at = atRow < first[p + 1]
                ? atRow - first[p]
                : width + Arrays.binarySearch(row, rowStart[p], rowStart[p + 1], atRow) - rowStart[p];
        return (int) valueStart[p] + (column - first[p]) * length + at;
    }

    /// Factors in place.
    void factor(double[] value, double[] inversePivot, boolean[] positive) {
        if (halves != null) {
            halves.left.toFactor(value, inversePivot, positive);
            halves.right.toFactor(value, inversePivot, positive);
            halves.run();
        }
        above.toFactor(value, inversePivot, positive);
        above.run();
    }

    /// `v ← L⁻¹v`.
    void forward(double[] value, double[] v) {
        if (halves != null) {
            halves.left.toForward(value, v);
            halves.right.toForward(value, v);
            halves.run();
            above.toForward(value, v);
            above.takeCarried(halves.left);
            above.takeCarried(halves.right);
        }
        above.toForward(value, v);
        above.run();
    }

    /// `v ← L⁻ᵀD⁻¹v`.
    void backward(double[] value, double[] inversePivot, double[] v) {
        above.toBackward(value, inversePivot, v);
        above.run();
        if (halves != null) {
            halves.left.toBackward(value, inversePivot, v);
            halves.right.toBackward(value, inversePivot, v);
            halves.run();
        }
    }
}
