package org.tavan.conic;

/// The leading columns of a factor, with few entries each, eliminated one by one: each takes its products off entries whose
/// places were found beforehand.
///
/// Shape: column `j` has its diagonal at `start[j]` of the values and its entries behind; `index` has the row of each.
final class FlatColumns {
    private final int count;
    private final int[] start;
    private final int[] index;
    /// Where the product of entries `a ≤ b` of a column goes, column by column, `a` by `a`.
    private final int[] target;

    /// @param start of each column, and behind the last
    /// @param place finds where the factor keeps an entry
    FlatColumns(SymbolicFactor symbolic, int[] start, Place place) {
        count = symbolic.flat;
        this.start = start;
        index = new int[start[count]];
        int products = 0;
        for (int j = 0; j < count; j++) {
            int entries = symbolic.entries(j);
            products = Math.addExact(products, entries * (entries + 1) / 2);
        }
        target = new int[products];
        int next = 0;
        for (int j = 0; j < count; j++) {
            index[start[j]] = j;
            int from = symbolic.columnStart[j];
            int to = symbolic.columnStart[j + 1];
            for (int a = from; a < to; a++) {
                index[start[j] + 1 + a - from] = symbolic.row[a];
                for (int b = a; b < to; b++) {
                    target[next++] = place.of(symbolic.row[b], symbolic.row[a]);
                }
            }
        }
    }

    /// Finds where the factor keeps the entry of a row and a column.
    interface Place {
        int of(int row, int column);
    }

    /// Factors in place: entries become those of L.
    void factor(double[] value, double[] inversePivot, boolean[] positive) {
        int t = 0;
        for (int j = 0; j < count; j++) {
            int from = start[j];
            double inverse = 1 / LdlFactorization.safe(value[from], positive[j]);
            inversePivot[j] = inverse;
            switch (start[j + 1] - from) {
                case 1 -> {
                    // nothing below the diagonal
                }
                case 2 -> {
                    double v = value[from + 1];
                    double l = v * inverse;
                    value[from + 1] = l;
                    value[target[t++]] -= l * v;
                }
                case 3 -> {
                    double v = value[from + 1];
                    double w = value[from + 2];
                    double l = v * inverse;
                    double k = w * inverse;
                    value[from + 1] = l;
                    value[from + 2] = k;
                    value[target[t]] -= l * v;
                    value[target[t + 1]] -= l * w;
                    value[target[t + 2]] -= k * w;
                    t += 3;
                }
                default -> t = eliminate(value, from + 1, start[j + 1], inverse, t);
            }
        }
    }

    private int eliminate(double[] value, int from, int to, double inverse, int firstTarget) {
        int t = firstTarget;
        for (int a = from; a < to; a++) {
            double l = value[a] * inverse;
            for (int b = a; b < to; b++) {
                value[target[t++]] -= l * value[b];
            }
            value[a] = l;
        }
        return t;
    }

    /// `v ← L⁻¹v`.
    void forward(double[] value, double[] v) {
        for (int j = 0; j < count; j++) {
            double x = v[j];
            int from = start[j] + 1;
            switch (start[j + 1] - from) {
                case 0 -> {
                    // nothing below the diagonal
                }
                case 1 -> v[index[from]] -= value[from] * x;
                case 2 -> {
                    v[index[from]] -= value[from] * x;
                    v[index[from + 1]] -= value[from + 1] * x;
                }
                default -> {
                    for (int p = from; p < start[j + 1]; p++) {
                        v[index[p]] -= value[p] * x;
                    }
                }
            }
        }
    }

    /// `v ← L⁻ᵀD⁻¹v`.
    void backward(double[] value, double[] inversePivot, double[] v) {
        for (int j = count - 1; j >= 0; j--) {
            double x = v[j] * inversePivot[j];
            int from = start[j] + 1;
            switch (start[j + 1] - from) {
                case 0 -> {
                    // nothing below the diagonal
                }
                case 1 -> x -= value[from] * v[index[from]];
                case 2 -> x -= value[from] * v[index[from]] + value[from + 1] * v[index[from + 1]];
                default -> {
                    for (int p = from; p < start[j + 1]; p++) {
                        x -= value[p] * v[index[p]];
                    }
                }
            }
            v[j] = x;
        }
    }
}
