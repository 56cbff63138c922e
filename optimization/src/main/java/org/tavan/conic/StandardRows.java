package org.tavan.conic;

import java.util.Arrays;

/// Sorts rows and bounds into the order of the standard form: equalities and fixed variables, second-order cones,
/// inequalities, single-entry inequalities and bounds.
final class StandardRows {
    private static final int NONE = -1;

    private final RowEntries rows;
    private final ConeEntries cones;
    private final GrowingVector lower;
    private final GrowingVector upper;
    private final int[] rowOfHandle;
    private final int[] lowerRow;
    private final int[] upperRow;
    private final int[] start;
    private final int[] column;
    private final double[] value;
    private final double[] rightSide;
    private final int[] coneStart;
    private final int singleFrom;
    private int nextRow;

    StandardRows(RowEntries rows, ConeEntries cones, GrowingVector lower, GrowingVector upper) {
        this.rows = rows;
        this.cones = cones;
        this.lower = lower;
        this.upper = upper;
        int n = lower.size();
        int count = rows.size() + cones.rows().size();
        int entries = rows.entries() + cones.rows().entries();
        for (int j = 0; j < n; j++) {
            int bounds = isFixed(j) ? 1 : (hasLower(j) ? 1 : 0) + (hasUpper(j) ? 1 : 0);
            count += bounds;
            entries += bounds;
        }
        rowOfHandle = new int[rows.size()];
        lowerRow = new int[n];
        upperRow = new int[n];
        start = new int[count + 1];
        column = new int[entries];
        value = new double[entries];
        rightSide = new double[count];
        placeEqualities();
        coneStart = cones.startsFrom(nextRow);
        placeCones();
        placeRows(false);
        singleFrom = nextRow;
        placeRows(true);
        placeBounds();
        assert nextRow == count && start[count] == entries;
    }

    SparseRows matrix() {
        return new SparseRows(lowerRow.length, singleFrom, start, column, value);
    }

    double[] rightSide() {
        return rightSide;
    }

    /// {@return the first row of each cone, and the one behind the last}
    int[] coneStart() {
        return coneStart;
    }

    int[] rowOfHandle() {
        return rowOfHandle;
    }

    int[] lowerRow() {
        return lowerRow;
    }

    int[] upperRow() {
        return upperRow;
    }

    private void placeEqualities() {
        for (int h = 0; h < rowOfHandle.length; h++) {
            if (rows.kind(h) == RowEntries.EQUAL) {
                rowOfHandle[h] = nextRow;
                place(rows, h, 1);
            }
        }
        Arrays.fill(lowerRow, NONE);
        Arrays.fill(upperRow, NONE);
        for (int j = 0; j < lowerRow.length; j++) {
            if (isFixed(j)) {
                lowerRow[j] = nextRow;
                upperRow[j] = placeBound(j, 1, upper.get(j));
            }
        }
    }

    private void placeCones() {
        for (int k = 0; k < cones.rows().size(); k++) {
            place(cones.rows(), k, -1);
        }
    }

    private void placeRows(boolean single) {
        for (int h = 0; h < rowOfHandle.length; h++) {
            if (rows.kind(h) != RowEntries.EQUAL && (rows.start(h + 1) - rows.start(h) == 1) == single) {
                rowOfHandle[h] = nextRow;
                place(rows, h, rows.kind(h) == RowEntries.GREATER ? -1 : 1);
            }
        }
    }

    private void placeBounds() {
        for (int j = 0; j < lowerRow.length; j++) {
            if (!isFixed(j) && hasLower(j)) {
                lowerRow[j] = placeBound(j, -1, -lower.get(j));
            }
            if (!isFixed(j) && hasUpper(j)) {
                upperRow[j] = placeBound(j, 1, upper.get(j));
            }
        }
    }

    private void place(RowEntries from, int index, double sign) {
        int next = start[nextRow];
        for (int k = from.start(index); k < from.start(index + 1); k++) {
            column[next] = from.column(k);
            value[next++] = sign * from.value(k);
        }
        rightSide[nextRow] = sign * from.rightSide(index);
        start[++nextRow] = next;
    }

    private int placeBound(int variable, double sign, double right) {
        int next = start[nextRow];
        column[next] = variable;
        value[next] = sign;
        rightSide[nextRow] = right;
        start[nextRow + 1] = next + 1;
        return nextRow++;
    }

    private boolean isFixed(int variable) {
        return lower.get(variable) == upper.get(variable);
    }

    private boolean hasLower(int variable) {
        return lower.get(variable) > Double.NEGATIVE_INFINITY;
    }

    private boolean hasUpper(int variable) {
        return upper.get(variable) < Double.POSITIVE_INFINITY;
    }
}
