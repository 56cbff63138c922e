package org.tavan.dro;

import org.tavan.asset.GridLimits;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.recourse.AffineRecourse;
import org.tavan.recourse.CausalRecourse;
import org.tavan.uncertainty.SupportBox;

/// The variables of a lower-triangular `Q = R⁺ − R⁻` and the real-time limits (8b) on it:
/// `Σ_j u_j R⁺ − l_j R⁻ + r ≤ q̅` and its mirror, row by row. Where a residual is certain, `Q` is 0.
final class TriangleVariables {
    private final int intervals;
    private final int[] plus;
    private final int[] minus;

    TriangleVariables(ConicProgram.Builder program, SupportBox box, GridLimits realTime,
            PlannedExchange planned) {
        intervals = box.intervals();
        plus = new int[CausalRecourse.packedLength(intervals)];
        minus = new int[plus.length];
        int next = 0;
        for (int t = 0; t < intervals; t++) {
            RowBuilder imports = new RowBuilder();
            RowBuilder exports = new RowBuilder();
            for (int j = 0; j <= t; j++, next++) {
                double low = box.low().get(j);
                double high = box.high().get(j);
                plus[next] = high > low
                        ? program.addVariable(0, 0, Double.POSITIVE_INFINITY)
                        : CommunityProgram.NONE;
                minus[next] = high > low
                        ? program.addVariable(0, 0, Double.POSITIVE_INFINITY)
                        : CommunityProgram.NONE;
                imports.add(plus[next], high).add(minus[next], -low);
                exports.add(plus[next], -low).add(minus[next], high);
            }
            planned.addTo(imports, t, 1);
            planned.addTo(exports, t, -1);
            if (realTime.importMaxKw() < Double.POSITIVE_INFINITY) {
                program.addLessOrEqual(imports.variables(), imports.coefficients(), realTime.importMaxKw());
            }
            if (realTime.exportMaxKw() < Double.POSITIVE_INFINITY) {
                program.addLessOrEqual(exports.variables(), exports.coefficients(), realTime.exportMaxKw());
            }
        }
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
