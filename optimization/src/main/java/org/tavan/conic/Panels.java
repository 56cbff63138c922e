package org.tavan.conic;

import java.util.Arrays;

/// The trailing columns of a factor as dense panels: each takes what the panels before it contribute, then factors its own
/// columns (left-looking).
///
/// Shape: panel `p` has the columns `first[p] .. first[p + 1)`, then the rows `rowStart[p] .. rowStart[p + 1)` of `row`; its values stand
/// by columns, each with all of these as its rows; what is above the diagonal is not used.
///
/// Source: Ng and Peyton, "Block sparse Cholesky algorithms on advanced uniprocessor computers", SIAM J. Sci. Comput. 14
/// (1993) 1034–1056, doi 10.1137/0914063. Departs from it: LDLᵀ, and four columns at a time in all kernels.
final class Panels {
    final int size;
    private final int base;
    private final int[] first;
    private final int[] rowStart;
    private final int[] row;
    private final long[] valueStart;
    /// The panels that contribute to each panel, and which of their rows are among its columns.
    private final int[] sourceStart;
    private final int[] source;
    private final int[] sourceFrom;
    private final int[] sourceTo;
    private final int[] map;
    private final int[] relative;
    private final double[] work;
    private final double[] pivot;

    /// @param from where the values begin
    Panels(SymbolicFactor symbolic, int from) {
        base = symbolic.flat;
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
        map = new int[symbolic.n];
        relative = new int[longest];
        work = new double[longest];
        pivot = new double[symbolic.n];
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
        for (int p = 0; p < size; p++) {
            if (sourceStart[p + 1] > sourceStart[p]) {
                for (int j = first[p]; j < first[p + 1]; j++) {
                    map[j] = j - first[p];
                }
                int width = first[p + 1] - first[p];
                for (int k = rowStart[p]; k < rowStart[p + 1]; k++) {
                    map[row[k]] = width + k - rowStart[p];
                }
                for (int s = sourceStart[p]; s < sourceStart[p + 1]; s++) {
                    subtract(value, p, s);
                }
            }
            factorColumns(value, p, inversePivot, positive);
        }
    }

    /// Takes the products of one earlier panel off panel `p`.
    private void subtract(double[] value, int p, int s) {
        int d = source[s];
        int from = sourceFrom[s];
        int rows = rowStart[d + 1] - rowStart[d];
        int width = first[d + 1] - first[d];
        int length = width + rows;
        int targetLength = first[p + 1] - first[p] + rowStart[p + 1] - rowStart[p];
        int start = (int) valueStart[d];
        for (int i = from; i < rows; i++) {
            relative[i] = map[row[rowStart[d] + i]];
        }
        for (int j = from; j < sourceTo[s]; j++) {
            int target = (int) valueStart[p] + relative[j] * targetLength;
            int at = start + width + j;
            int m = rows - j;
            int c = 0;
            if (width >= 4) {
                Arrays.fill(work, 0, m, 0);
                for (; c + 4 <= width; c += 4) {
                    addFour(value, at + c * length, length, first[d] + c, m);
                }
                for (int i = 0; i < m; i++) {
                    value[target + relative[j + i]] -= work[i];
                }
            }
            for (; c + 2 <= width; c += 2) {
                int x = at + c * length;
                int y = x + length;
                double a = value[x] * pivot[first[d] + c];
                double b = value[y] * pivot[first[d] + c + 1];
                for (int i = 0; i < m; i++) {
                    value[target + relative[j + i]] -= a * value[x + i] + b * value[y + i];
                }
            }
            if (c < width) {
                int x = at + c * length;
                double a = value[x] * pivot[first[d] + c];
                for (int i = 0; i < m; i++) {
                    value[target + relative[j + i]] -= a * value[x + i];
                }
            }
        }
    }

    /// Adds four columns from `x` on, times their own first entries and pivots, to `work`.
    private void addFour(double[] value, int x, int length, int column, int m) {
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

    private void factorColumns(double[] value, int p, double[] inversePivot, boolean[] positive) {
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
                    addFour(value, at + c * length, length, first[p] + c, m);
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

    /// `v ← L⁻¹v`.
    void forward(double[] value, double[] v) {
        for (int p = 0; p < size; p++) {
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
                    v[row[k]] -= (a * value[x + i] + b * value[y + i])
                            + (c * value[z + i] + d * value[w + i]);
                }
            }
            for (; j < width; j++) {
                int x = start + j * length + width;
                double a = v[first[p] + j];
                for (int i = 0, k = rowStart[p]; i < rows; i++, k++) {
                    v[row[k]] -= a * value[x + i];
                }
            }
        }
    }

    /// `v ← L⁻ᵀD⁻¹v`.
    void backward(double[] value, double[] inversePivot, double[] v) {
        for (int p = size - 1; p >= 0; p--) {
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
}
