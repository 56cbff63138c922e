package org.tavan.conic;

import java.util.Arrays;

/// `PKPᵀ = LDLᵀ` of a sparse quasi-definite `K`, row by row (up-looking), with a fill-reducing `P` fixed beforehand.
///
/// A quasi-definite matrix has such factors for every `P`, with a diagonal `D` whose signs are known; a pivot that rounding
/// has brought below `SMALLEST_PIVOT` or to the wrong sign is replaced by `±REPLACEMENT_PIVOT`. Refinement against `K` itself
/// makes up for that and for the regularisation.
///
/// Source: Vanderbei, "Symmetric quasidefinite matrices", SIAM J. Optim. 5 (1995) 100–113, doi 10.1137/0805005; Davis,
/// "Algorithm 849: A concise sparse Cholesky factorization package", ACM TOMS 31 (2005) 587–591,
/// doi 10.1145/1114268.1114277. Departs from it: the pattern of L is stored by rows as well, so that refactoring neither
/// searches the elimination tree nor allocates.
final class LdlFactorization implements Factorization {
    private static final double SMALLEST_PIVOT = 1e-13;
    private static final double REPLACEMENT_PIVOT = 2e-7;

    private static final int REFINEMENTS = 8;
    /// A refinement that reduces the error by less is the last.
    private static final double REFINEMENT_GAIN = 4;

    private final int n;
    private final int[] order;
    private final PermutedPattern matrix;
    /// Entries of L below its unit diagonal, by columns, rows ascending.
    private final int[] columnStart;
    private final int[] row;
    private final double[] value;
    /// The columns of L in each row, ascending.
    private final int[] rowStart;
    private final int[] column;
    private final double[] inversePivot;
    private final boolean[] positive;
    private final double[] unit;
    private final double[] permutedEntries;
    private final double[] permutedDiagonal;
    private final int[] filled;
    private final double[] work;
    private final double[] permutedRight;
    private final double[] solution;
    private final double[] trial;

    /// Orders and analyses the pattern.
    ///
    /// @param positives the pivots `0 .. positives` of the pattern are positive, the others negative
    LdlFactorization(SymmetricPattern pattern, int positives) {
        n = pattern.size;
        order = pattern.order();
        matrix = new PermutedPattern(pattern, order);
        columnStart = new int[n + 1];
        rowStart = new int[n + 1];
        int[] parent = EliminationTree.parents(n, matrix.start, matrix.row);
        countEntries(parent);
        row = new int[columnStart[n]];
        column = new int[columnStart[n]];
        value = new double[columnStart[n]];
        filled = new int[n];
        listEntries(parent);
        inversePivot = new double[n];
        positive = new boolean[n];
        for (int k = 0; k < n; k++) {
            positive[k] = order[k] < positives;
        }
        permutedEntries = new double[matrix.row.length];
        unit = new double[n];
        permutedDiagonal = new double[n];
        work = new double[n];
        permutedRight = new double[n];
        solution = new double[n];
        trial = new double[n];
    }

    @Override
    public int factorEntries() {
        return value.length;
    }

    private void countEntries(int[] parent) {
        int[] visitedBy = new int[n];
        Arrays.fill(visitedBy, -1);
        for (int i = 0; i < n; i++) {
            visitedBy[i] = i;
            for (int p = matrix.start[i]; p < matrix.start[i + 1]; p++) {
                for (int j = matrix.row[p]; visitedBy[j] != i; j = parent[j]) {
                    visitedBy[j] = i;
                    columnStart[j + 1]++;
                    rowStart[i + 1]++;
                }
            }
        }
        for (int j = 0; j < n; j++) {
            columnStart[j + 1] = Math.addExact(columnStart[j + 1], columnStart[j]);
            rowStart[j + 1] += rowStart[j];
        }
    }

    private void listEntries(int[] parent) {
        System.arraycopy(columnStart, 0, filled, 0, n);
        int[] visitedBy = new int[n];
        Arrays.fill(visitedBy, -1);
        for (int i = 0; i < n; i++) {
            visitedBy[i] = i;
            for (int p = matrix.start[i]; p < matrix.start[i + 1]; p++) {
                for (int j = matrix.row[p]; visitedBy[j] != i; j = parent[j]) {
                    visitedBy[j] = i;
                    row[filled[j]++] = i;
                }
            }
        }
        System.arraycopy(rowStart, 0, filled, 0, n);
        for (int j = 0; j < n; j++) {
            for (int p = columnStart[j]; p < columnStart[j + 1]; p++) {
                column[filled[row[p]]++] = j;
            }
        }
    }

    @Override
    public void factor(double[] entries, double[] diagonal, double regularization) {
        for (int k = 0; k < entries.length; k++) {
            permutedEntries[matrix.position[k]] = entries[k];
        }
        System.arraycopy(columnStart, 0, filled, 0, n);
        Arrays.fill(work, 0);
        for (int i = 0; i < n; i++) {
            for (int p = matrix.start[i]; p < matrix.start[i + 1]; p++) {
                work[matrix.row[p]] = permutedEntries[p];
            }
            permutedDiagonal[i] = diagonal[order[i]];
            double pivot = permutedDiagonal[i] + (positive[i] ? regularization : -regularization);
            for (int q = rowStart[i], end = rowStart[i + 1]; q < end; q++) {
                pivot -= eliminate(column[q]);
            }
            inversePivot[i] = 1 / safe(pivot, positive[i]);
        }
    }

    /// Takes column `j` out of the row in `work` and appends the row's entry to it.
    ///
    /// @return what the entry takes off the row's pivot
    private double eliminate(int j) {
        double y = work[j];
        work[j] = 0;
        int end = filled[j]++;
        for (int p = columnStart[j]; p < end; p++) {
            work[row[p]] -= value[p] * y;
        }
        double entry = y * inversePivot[j];
        value[end] = entry;
        return y * entry;
    }

    private static double safe(double pivot, boolean positive) {
        if (positive) {
            return pivot < SMALLEST_PIVOT ? REPLACEMENT_PIVOT : pivot;
        }
        return pivot > -SMALLEST_PIVOT ? -REPLACEMENT_PIVOT : pivot;
    }

    @Override
    public void solve(double[] rightSide, double leadingTolerance, double trailingTolerance) {
        for (int k = 0; k < n; k++) {
            permutedRight[k] = rightSide[order[k]];
            solution[k] = permutedRight[k];
            unit[k] = positive[k] ? 1 / leadingTolerance : 1 / trailingTolerance;
        }
        solveFactors(solution);
        double error = computeError();
        for (int refinement = 0; refinement < REFINEMENTS && error > 1; refinement++) {
            System.arraycopy(solution, 0, trial, 0, n);
            solveFactors(work);
            Vectors.add(solution, work);
            double before = error;
            error = computeError();
            if (!(error < before)) {
                System.arraycopy(trial, 0, solution, 0, n);
                break;
            }
            if (error * REFINEMENT_GAIN > before) {
                break;
            }
        }
        for (int k = 0; k < n; k++) {
            rightSide[order[k]] = solution[k];
        }
    }

    /// Writes what `solution` leaves of `permutedRight` to `work`.
    ///
    /// @return its largest entry in units of the tolerance
    private double computeError() {
        System.arraycopy(permutedRight, 0, work, 0, n);
        double error = 0;
        for (int j = 0; j < n; j++) {
            double x = solution[j];
            double sum = permutedDiagonal[j] * x;
            for (int p = matrix.start[j], end = matrix.start[j + 1]; p < end; p++) {
                double entry = permutedEntries[p];
                sum += entry * solution[matrix.row[p]];
                work[matrix.row[p]] -= entry * x;
            }
            work[j] -= sum;
        }
        for (int j = 0; j < n; j++) {
            error = Math.max(error, Math.abs(work[j]) * unit[j]);
        }
        return error;
    }

    private void solveFactors(double[] v) {
        for (int j = 0; j < n; j++) {
            double x = v[j];
            for (int p = columnStart[j], end = columnStart[j + 1]; p < end; p++) {
                v[row[p]] -= value[p] * x;
            }
        }
        for (int j = n - 1; j >= 0; j--) {
            double x = v[j] * inversePivot[j];
            for (int p = columnStart[j], end = columnStart[j + 1]; p < end; p++) {
                x -= value[p] * v[row[p]];
            }
            v[j] = x;
        }
    }
}
