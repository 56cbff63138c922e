package org.tavan.dro;

import org.tavan.asset.GridLimits;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.recourse.AffineRecourse;
import org.tavan.recourse.CausalRecourse;
import org.tavan.uncertainty.SupportBox;

/// The variables of a lower-triangular `Q = R⁺ − R⁻`, as far as they are present, and the real-time limits (8b) on it:
/// `Σ_j u_j R⁺ − l_j R⁻ + r ≤ q̅` and its mirror, row by row.
final class TriangleVariables {
    private final int intervals;
    private final SupportBox box;
    private final int[] plus;
    private final int[] minus;
    private final int[] importRow;
    private final int[] exportRow;

    /// @param present which entries of the packed triangle have variables; the others are 0
    TriangleVariables(ConicProgram.Builder program, SupportBox box, boolean[] present, GridLimits realTime,
            PlannedExchange planned) {
        this.box = box;
        intervals = box.intervals();
        plus = new int[present.length];
        minus = new int[present.length];
        importRow = new int[intervals];
        exportRow = new int[intervals];
        int next = 0;
        for (int t = 0; t < intervals; t++) {
            RowBuilder imports = new RowBuilder();
            RowBuilder exports = new RowBuilder();
            for (int j = 0; j <= t; j++, next++) {
                plus[next] = variable(program, present[next]);
                minus[next] = variable(program, present[next]);
                imports.add(plus[next], box.high().get(j)).add(minus[next], -box.low().get(j));
                exports.add(plus[next], -box.low().get(j)).add(minus[next], box.high().get(j));
            }
            planned.addTo(imports, t, 1);
            planned.addTo(exports, t, -1);
            importRow[t] = atMost(program, imports, realTime.importMaxKw());
            exportRow[t] = atMost(program, exports, realTime.exportMaxKw());
        }
    }

    private static int variable(ConicProgram.Builder program, boolean present) {
        return present ? program.addVariable(0, 0, Double.POSITIVE_INFINITY) : CommunityProgram.NONE;
    }

    private static int atMost(ConicProgram.Builder program, RowBuilder row, double limitKw) {
        return limitKw < Double.POSITIVE_INFINITY
                ? program.addLessOrEqual(row.variables(), row.coefficients(), limitKw)
                : CommunityProgram.NONE;
    }

    /// {@return the reduced cost of `R⁺[t,j]` (sign 1) or `R⁻[t,j]` (−1): what the objective would rise by per kW}
    ///
    /// @param price `Σ dual · coefficient` of `Q[t,j]` over all other rows
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
        row.add(plus[k], coefficient).add(minus[k], -coefficient);
    }

    /// {@return the rule at a point}
    CausalRecourse rule(Solution solution) {
        double[] packed = new double[plus.length];
        for (int k = 0; k < packed.length; k++) {
            packed[k] = plus[k] == CommunityProgram.NONE
                    ? 0
                    : solution.value(plus[k]) - solution.value(minus[k]);
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
