package org.tavan.conic;

import java.util.Arrays;

/// `PKPᵀ = LDLᵀ` of a sparse quasi-definite `K` with a fill-reducing `P` fixed beforehand: small columns one by one
/// (`FlatColumns`), the others in dense panels (`Panels`).
///
/// A quasi-definite matrix has such factors for every `P`, with a diagonal `D` whose signs are known; a pivot that rounding
/// has brought below `SMALLEST_PIVOT` or to the wrong sign is replaced by `±REPLACEMENT_PIVOT`. Refinement against `K` itself
/// makes up for that and for the regularisation.
///
/// Source: Vanderbei, "Symmetric quasidefinite matrices", SIAM J. Optim. 5 (1995) 100–113, doi 10.1137/0805005.
final class LdlFactorization implements Factorization {
    private static final double SMALLEST_PIVOT = 1e-13;
    private static final double REPLACEMENT_PIVOT = 2e-7;

    private static final int REFINEMENTS = 8;
    /// A refinement that reduces the error by less is the last.
    private static final double REFINEMENT_GAIN = 4;

    private final int n;
    private final SymbolicFactor symbolic;
    private final PermutedPattern matrix;
    private final FlatColumns flat;
    private final Panels panels;
    /// Where an entry of the source, and the diagonal of a column, stand in the factor's values.
    private final int[] entryPlace;
    private final int[] diagonalPlace;
    private final double[] value;
    private final double[] inversePivot;
    private final boolean[] positive;
    private final double[] unit;
    private final double[] permutedEntries;
    private final double[] permutedDiagonal;
    private final double[] work;
    private final double[] permutedRight;
    private final double[] solution;
    private final double[] trial;

    /// Orders and analyses the pattern.
    ///
    /// @param positives the pivots `0 .. positives` of the pattern are positive, the others negative
    LdlFactorization(SymmetricPattern pattern, int positives) {
        n = pattern.size;
        symbolic = new SymbolicFactor(pattern);
        matrix = symbolic.matrix;
        diagonalPlace = new int[n];
        int[] start = new int[symbolic.flat + 1];
        for (int j = 0; j < symbolic.flat; j++) {
            diagonalPlace[j] = start[j];
            start[j + 1] = start[j] + 1 + symbolic.entries(j);
        }
        panels = new Panels(symbolic, start[symbolic.flat]);
        flat = new FlatColumns(symbolic, start, this::place);
        for (int j = symbolic.flat; j < n; j++) {
            diagonalPlace[j] = place(j, j);
        }
        entryPlace = new int[matrix.row.length];
        for (int j = 0; j < n; j++) {
            for (int p = matrix.start[j]; p < matrix.start[j + 1]; p++) {
                entryPlace[p] = place(j, matrix.row[p]);
            }
        }
        value = new double[panels.end()];
        inversePivot = new double[n];
        positive = new boolean[n];
        for (int k = 0; k < n; k++) {
            positive[k] = symbolic.order[k] < positives;
        }
        permutedEntries = new double[matrix.row.length];
        unit = new double[n];
        permutedDiagonal = new double[n];
        work = new double[n];
        permutedRight = new double[n];
        solution = new double[n];
        trial = new double[n];
    }

    /// Where the entry of a row and a column of L stands.
    private int place(int row, int column) {
        if (column >= symbolic.flat) {
            return panels.place(symbolic.panelOf[column - symbolic.flat], row, column);
        }
        if (row == column) {
            return diagonalPlace[column];
        }
        int from = symbolic.columnStart[column];
        return diagonalPlace[column] + 1 - from
                + Arrays.binarySearch(symbolic.row, from, symbolic.columnStart[column + 1], row);
    }

    @Override
    public int factorEntries() {
        return symbolic.row.length;
    }

    @Override
    public void factor(double[] entries, double[] diagonal, double regularization) {
        Arrays.fill(value, 0);
        for (int k = 0; k < entries.length; k++) {
            int p = matrix.position[k];
            permutedEntries[p] = entries[k];
            value[entryPlace[p]] = entries[k];
        }
        for (int i = 0; i < n; i++) {
            permutedDiagonal[i] = diagonal[symbolic.order[i]];
            value[diagonalPlace[i]] = permutedDiagonal[i] + (positive[i] ? regularization : -regularization);
        }
        flat.factor(value, inversePivot, positive);
        panels.factor(value, inversePivot, positive);
    }

    static double safe(double pivot, boolean positive) {
        if (positive) {
            return pivot < SMALLEST_PIVOT ? REPLACEMENT_PIVOT : pivot;
        }
        return pivot > -SMALLEST_PIVOT ? -REPLACEMENT_PIVOT : pivot;
    }

    @Override
    public void solve(double[] rightSide, double leadingTolerance, double trailingTolerance) {
        for (int k = 0; k < n; k++) {
            permutedRight[k] = rightSide[symbolic.order[k]];
            solution[k] = permutedRight[k];
            unit[k] = positive[k] ? 1 / leadingTolerance : 1 / trailingTolerance;
        }
        solveFactors(solution);
        double error = leadingTolerance < Double.POSITIVE_INFINITY ? computeError() : 0;
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
            rightSide[symbolic.order[k]] = solution[k];
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
        flat.forward(value, v);
        panels.forward(value, v);
        panels.backward(value, inversePivot, v);
        flat.backward(value, inversePivot, v);
    }
}
