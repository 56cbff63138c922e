package org.tavan.dro;

import org.tavan.asset.GridLimits;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.recourse.AffineRecourse;
import org.tavan.recourse.CausalRecourse;
import org.tavan.uncertainty.SupportBox;

/// The variables of a lower-triangular `Q = R⁺ − R⁻`, as far as they are present, and the real-time limits (8b) on it:
/// `Σ_j u_j R⁺ − l_j R⁻ + r ≤ q̅` and its mirror, row by row. An entry with both parts has the variables `Q` and `R⁻ ≥ 0, −Q`, so that all
/// other rows read one variable an entry.
final class TriangleVariables {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final int intervals;
    private final SupportBox box;
    private final int[] entry;
    private final int[] importRow;
    private final int[] exportRow;

    /// What an entry costs by itself (¢ per kW).
    @FunctionalInterface
    interface EntryCost {
        double cents(int t, int j);
    }

    /// @param columns which parts of entries have variables; the others are 0
    TriangleVariables(ConicProgram.Builder program, SupportBox box, CausalColumns columns, EntryCost cost,
            GridLimits realTime, PlannedExchange planned) {
        this.box = box;
        intervals = box.intervals();
        entry = new int[CausalRecourse.packedLength(intervals)];
        importRow = new int[intervals];
        exportRow = new int[intervals];
        int next = 0;
        for (int t = 0; t < intervals; t++) {
            RowBuilder imports = new RowBuilder();
            RowBuilder exports = new RowBuilder();
            for (int j = 0; j <= t; j++, next++) {
                boolean plus = columns.has(t, j, 1);
                boolean minus = columns.has(t, j, -1);
                double low = box.low().get(j);
                double high = box.high().get(j);
                entry[next] = plus || minus
                        ? program.addVariable(cost.cents(t, j), minus ? -INFINITY : 0, plus ? INFINITY : 0)
                        : CommunityProgram.NONE;
                imports.add(entry[next], plus ? high : low);
                exports.add(entry[next], plus ? -low : -high);
                if (plus && minus) {
                    int negative = program.addVariable(0, 0, INFINITY);
                    program.addGreaterOrEqual(new int[]{entry[next], negative}, new double[]{1, 1}, 0);
                    imports.add(negative, high - low);
                    exports.add(negative, high - low);
                }
            }
            planned.addTo(imports, t, 1);
            planned.addTo(exports, t, -1);
            importRow[t] = atMost(program, imports, realTime.importMaxKw());
            exportRow[t] = atMost(program, exports, realTime.exportMaxKw());
        }
    }

    private static int atMost(ConicProgram.Builder program, RowBuilder row, double limitKw) {
        return limitKw < INFINITY
                ? program.addLessOrEqual(row.variables(), row.coefficients(), limitKw)
                : CommunityProgram.NONE;
    }

    /// {@return the reduced cost of `R⁺[t,j]` (sign 1) or `R⁻[t,j]` (−1): what the objective would rise by per kW}
    ///
    /// @param price `Σ dual · coefficient` of `Q[t,j]` over all other rows, less what it costs by itself
    double reducedCost(Solution solution, int t, int j, int sign, double price) {
        double up = sign > 0 ? box.high().get(j) : -box.low().get(j);
        double down = sign > 0 ? -box.low().get(j) : box.high().get(j);
        return -sign * price - dual(solution, importRow[t]) * up - dual(solution, exportRow[t]) * down;
    }

    private static double dual(Solution solution, int row) {
        return row == CommunityProgram.NONE ? 0 : solution.dual(row);
    }

    /// Adds `coefficient · Q[t,j]` to a row.
    void addTo(RowBuilder row, int t, int j, double coefficient) {
        int k = CausalRecourse.packedLength(t) + j;
        row.add(entry[k], coefficient);
    }

    /// {@return the rule at a point}
    CausalRecourse rule(Solution solution) {
        double[] packed = new double[entry.length];
        for (int k = 0; k < packed.length; k++) {
            packed[k] = entry[k] == CommunityProgram.NONE ? 0 : solution.value(entry[k]);
        }
        return new CausalRecourse(intervals, Profile.of(packed));
    }

    /// {@return `Q[t,0] … Q[t,t]`}
    static double[] row(AffineRecourse rule, int t) {
        double[] row = new double[t + 1];
        for (int j = 0; j <= t; j++) {
            row[j] = rule.gainKw(t, j);
        }
        return row;
    }
}
