package org.tavan.conic;

import java.util.Arrays;

/// Factors and sweeps some of the panels, with working memory of its own, so that several can work at the same time.
///
/// What a share of subtrees adds to a vector in the forward sweep is kept apart (`carried`) and passed on once both shares
/// are done: in the same order whoever did them.
final class PanelWorker implements Runnable {
    private static final double[] NONE = {};

    private enum Phase {
        FACTOR, FORWARD, BACKWARD
    }

    private final Panels panels;
    private final int[] mine;
    private final int[] first;
    private final int[] rowStart;
    private final int[] row;
    private final long[] valueStart;
    private final double[] pivot;
    private final int[] map;
    private final int[] relative;
    private final double[] work;
    private final double[] work2;
    private final double[] carried;
    private Phase phase = Phase.FACTOR;
    private double[] value = NONE;
    private double[] inversePivot = NONE;
    private boolean[] positive = {};
    private double[] vector = NONE;

    /// @param mine the panels, ascending
    /// @param longest the most rows of a panel
    /// @param carries whether what is added to other panels' entries of a vector is kept apart
    PanelWorker(Panels panels, int[] mine, int longest, boolean carries) {
        this.panels = panels;
        this.mine = mine;
        first = panels.first;
        rowStart = panels.rowStart;
        row = panels.row;
        valueStart = panels.valueStart;
        pivot = panels.pivot;
        map = new int[panels.columns - panels.base];
        relative = new int[longest];
        work = new double[longest];
        work2 = new double[longest];
        carried = carries ? new double[panels.columns] : NONE;
    }

    /// To factor in place when run.
    void toFactor(double[] newValue, double[] newInversePivot, boolean[] isPositive) {
        phase = Phase.FACTOR;
        value = newValue;
        inversePivot = newInversePivot;
        positive = isPositive;
    }

    /// To do its part of `v ← L⁻¹v` when run.
    void toForward(double[] factors, double[] v) {
        phase = Phase.FORWARD;
        value = factors;
        vector = v;
    }

    /// To do its part of `v ← L⁻ᵀD⁻¹v` when run.
    void toBackward(double[] factors, double[] inversePivots, double[] v) {
        phase = Phase.BACKWARD;
        value = factors;
        inversePivot = inversePivots;
        vector = v;
    }

    @Override
    public void run() {
        switch (phase) {
            case FACTOR -> {
                for (int p : mine) {
                    factor(p);
                }
            }
            case FORWARD -> {
                for (int p : mine) {
                    if (carried.length > 0) {
                        takeCarried(this, p);
                        forward(p, carried);
                    } else {
                        forward(p, vector);
                    }
                }
            }
            case BACKWARD -> {
                for (int k = mine.length - 1; k >= 0; k--) {
                    backward(mine[k]);
                }
            }
        }
    }

    /// Adds what another has carried to this one's panels, and forgets it there.
    void takeCarried(PanelWorker from) {
        for (int p : mine) {
            takeCarried(from, p);
        }
    }

    private void takeCarried(PanelWorker from, int p) {
        for (int j = first[p]; j < first[p + 1]; j++) {
            vector[j] += from.carried[j];
            from.carried[j] = 0;
        }
    }

    private void factor(int p) {
        int base = panels.base;
        int from = panels.sourceStart[p];
        int to = panels.sourceStart[p + 1];
        if (to > from) {
            for (int j = first[p]; j < first[p + 1]; j++) {
                map[j - base] = j - first[p];
            }
            int width = first[p + 1] - first[p];
            for (int k = rowStart[p]; k < rowStart[p + 1]; k++) {
                map[row[k] - base] = width + k - rowStart[p];
            }
            for (int s = from; s < to; s++) {
                subtract(p, s);
            }
        }
        factorColumns(p);
    }

    /// Takes the products of one earlier panel off panel `p`.
    private void subtract(int p, int s) {
        double[] value = this.value;
        double[] work = this.work;
        double[] work2 = this.work2;
        int d = panels.source[s];
        int from = panels.sourceFrom[s];
        int to = panels.sourceTo[s];
        int rows = rowStart[d + 1] - rowStart[d];
        int width = first[d + 1] - first[d];
        int length = width + rows;
        int targetLength = first[p + 1] - first[p] + rowStart[p + 1] - rowStart[p];
        int start = (int) valueStart[d];
        for (int i = from; i < rows; i++) {
            relative[i] = map[row[rowStart[d] + i] - panels.base];
        }
        int j = from;
        if (width >= 4) {
            for (; j + 2 <= to; j += 2) {
                int target = (int) valueStart[p] + relative[j] * targetLength;
                int target2 = (int) valueStart[p] + relative[j + 1] * targetLength;
                int at = start + width + j;
                int m = rows - j;
                multiplyTwo(at, length, first[d], width, m);
                value[target + relative[j]] -= work[0];
                for (int i = 1; i < m; i++) {
                    int place = relative[j + i];
                    value[target + place] -= work[i];
                    value[target2 + place] -= work2[i];
                }
            }
        }
        for (; j < to; j++) {
            subtractColumn(start + width + j, length, first[d], width,
                    (int) valueStart[p] + relative[j] * targetLength, j, rows - j);
        }
    }

    /// Takes one column of the products of the columns from `at` on off the column at `target`.
    private void subtractColumn(int at, int length, int column, int width, int target, int j, int m) {
        double[] value = this.value;
        double[] work = this.work;
        int c = 0;
        if (width >= 4) {
            Arrays.fill(work, 0, m, 0);
            for (; c + 4 <= width; c += 4) {
                addFour(at + c * length, length, column + c, m);
            }
            for (int i = 0; i < m; i++) {
                value[target + relative[j + i]] -= work[i];
            }
        }
        for (; c + 2 <= width; c += 2) {
            int x = at + c * length;
            int y = x + length;
            double a = value[x] * pivot[column + c];
            double b = value[y] * pivot[column + c + 1];
            for (int i = 0; i < m; i++) {
                value[target + relative[j + i]] -= a * value[x + i] + b * value[y + i];
            }
        }
        if (c < width) {
            int x = at + c * length;
            double a = value[x] * pivot[column + c];
            for (int i = 0; i < m; i++) {
                value[target + relative[j + i]] -= a * value[x + i];
            }
        }
    }

    /// Writes two neighbouring columns of the products to `work` and `work2`; the first entry of `work2` has no meaning.
    private void multiplyTwo(int at, int length, int column, int width, int m) {
        double[] value = this.value;
        double[] work = this.work;
        double[] work2 = this.work2;
        Arrays.fill(work, 0, m, 0);
        Arrays.fill(work2, 0, m, 0);
        int c = 0;
        for (; c + 4 <= width; c += 4) {
            addFourToTwo(at + c * length, length, column + c, m);
        }
        for (; c < width; c++) {
            int x = at + c * length;
            double a = value[x] * pivot[column + c];
            double b = value[x + 1] * pivot[column + c];
            for (int i = 0; i < m; i++) {
                work[i] += a * value[x + i];
                work2[i] += b * value[x + i];
            }
        }
    }

    /// Adds four columns from `x` on, times their first two entries and pivots, to `work` and `work2`.
    private void addFourToTwo(int x, int length, int column, int m) {
        double[] value = this.value;
        double[] work = this.work;
        double[] work2 = this.work2;
        int y = x + length;
        int z = y + length;
        int w = z + length;
        double a = value[x] * pivot[column];
        double b = value[y] * pivot[column + 1];
        double c = value[z] * pivot[column + 2];
        double d = value[w] * pivot[column + 3];
        double e = value[x + 1] * pivot[column];
        double f = value[y + 1] * pivot[column + 1];
        double g = value[z + 1] * pivot[column + 2];
        double h = value[w + 1] * pivot[column + 3];
        for (int i = 0; i < m; i++) {
            double p = value[x + i];
            double q = value[y + i];
            double r = value[z + i];
            double s = value[w + i];
            work[i] += (a * p + b * q) + (c * r + d * s);
            work2[i] += (e * p + f * q) + (g * r + h * s);
        }
    }

    /// Adds four columns from `x` on, times their own first entries and pivots, to `work`.
    private void addFour(int x, int length, int column, int m) {
        double[] value = this.value;
        double[] work = this.work;
        int y = x + length;
        int z = y + length;
        int w = z + length;
        double a = value[x] * pivot[column];
        double b = value[y] * pivot[column + 1];
        double c = value[z] * pivot[column + 2];
        double d = value[w] * pivot[column + 3];
        for (int i = 0; i < m; i++) {
            work[i] += (a * value[x + i] + b * value[y + i]) + (c * value[z + i] + d * value[w + i]);
        }
    }

    private void factorColumns(int p) {
        double[] value = this.value;
        double[] work = this.work;
        int width = first[p + 1] - first[p];
        int length = width + rowStart[p + 1] - rowStart[p];
        int start = (int) valueStart[p];
        for (int j = 0; j < width; j++) {
            int column = start + j * length + j;
            int m = length - j;
            int at = start + j;
            int c = 0;
            if (j >= 4) {
                Arrays.fill(work, 0, m, 0);
                for (; c + 4 <= j; c += 4) {
                    addFour(at + c * length, length, first[p] + c, m);
                }
                for (int i = 0; i < m; i++) {
                    value[column + i] -= work[i];
                }
            }
            for (; c < j; c++) {
                int x = at + c * length;
                double a = value[x] * pivot[first[p] + c];
                for (int i = 0; i < m; i++) {
                    value[column + i] -= a * value[x + i];
                }
            }
            double safe = LdlFactorization.safe(value[column], positive[first[p] + j]);
            double inverse = 1 / safe;
            pivot[first[p] + j] = safe;
            inversePivot[first[p] + j] = inverse;
            for (int i = 1; i < m; i++) {
                value[column + i] *= inverse;
            }
        }
    }

    private void forward(int p, double[] target) {
        double[] value = this.value;
        double[] v = vector;
        int width = first[p + 1] - first[p];
        int rows = rowStart[p + 1] - rowStart[p];
        int length = width + rows;
        int start = (int) valueStart[p];
        for (int j = 0; j < width; j++) {
            double x = v[first[p] + j];
            int column = start + j * length;
            for (int i = j + 1; i < width; i++) {
                v[first[p] + i] -= value[column + i] * x;
            }
        }
        int j = 0;
        for (; j + 4 <= width; j += 4) {
            int x = start + j * length + width;
            int y = x + length;
            int z = y + length;
            int w = z + length;
            double a = v[first[p] + j];
            double b = v[first[p] + j + 1];
            double c = v[first[p] + j + 2];
            double d = v[first[p] + j + 3];
            for (int i = 0, k = rowStart[p]; i < rows; i++, k++) {
                target[row[k]] -= (a * value[x + i] + b * value[y + i])
                        + (c * value[z + i] + d * value[w + i]);
            }
        }
        for (; j < width; j++) {
            int x = start + j * length + width;
            double a = v[first[p] + j];
            for (int i = 0, k = rowStart[p]; i < rows; i++, k++) {
                target[row[k]] -= a * value[x + i];
            }
        }
    }

    private void backward(int p) {
        double[] value = this.value;
        double[] v = vector;
        int width = first[p + 1] - first[p];
        int rows = rowStart[p + 1] - rowStart[p];
        int length = width + rows;
        int start = (int) valueStart[p];
        int j = 0;
        for (; j + 4 <= width; j += 4) {
            int x = start + j * length + width;
            int y = x + length;
            int z = y + length;
            int w = z + length;
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            for (int i = 0, k = rowStart[p]; i < rows; i++, k++) {
                double entry = v[row[k]];
                a += value[x + i] * entry;
                b += value[y + i] * entry;
                c += value[z + i] * entry;
                d += value[w + i] * entry;
            }
            int at = first[p] + j;
            v[at] = v[at] * inversePivot[at] - a;
            v[at + 1] = v[at + 1] * inversePivot[at + 1] - b;
            v[at + 2] = v[at + 2] * inversePivot[at + 2] - c;
            v[at + 3] = v[at + 3] * inversePivot[at + 3] - d;
        }
        for (; j < width; j++) {
            int x = start + j * length + width;
            double a = 0;
            for (int i = 0, k = rowStart[p]; i < rows; i++, k++) {
                a += value[x + i] * v[row[k]];
            }
            v[first[p] + j] = v[first[p] + j] * inversePivot[first[p] + j] - a;
        }
        for (j = width - 1; j >= 0; j--) {
            double a = v[first[p] + j];
            int column = start + j * length;
            for (int i = j + 1; i < width; i++) {
                a -= value[column + i] * v[first[p] + i];
            }
            v[first[p] + j] = a;
        }
    }
}
