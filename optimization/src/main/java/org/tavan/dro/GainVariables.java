package org.tavan.dro;

import java.util.Arrays;
import java.util.function.IntPredicate;

import org.tavan.conic.ConicProgram;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.problem.RecourseRule;
import org.tavan.recourse.CausalRecourse;

/// The variables of a banded lower-triangular matrix: row `t` answers the residuals from `rule.first(t)` to `t`. Where a residual is
/// certain, there is nothing to answer.
final class GainVariables {
    private final int intervals;
    private final int[] packed;

    /// @param answered whether a residual is uncertain, one an interval
    /// @param least lower bound of each entry, `−∞` for none
    GainVariables(ConicProgram.Builder program, RecourseRule rule, boolean[] answered, double least) {
        this(program, rule, answered, least, _ -> true);
    }

    /// @param answers whether an interval answers anything
    GainVariables(ConicProgram.Builder program, RecourseRule rule, boolean[] answered, double least,
            IntPredicate answers) {
        intervals = answered.length;
        packed = new int[CausalRecourse.packedLength(intervals)];
        Arrays.fill(packed, CommunityProgram.NONE);
        for (int t = 0; t < intervals; t++) {
            for (int j = rule.first(t); j <= t && answers.test(t); j++) {
                if (answered[j]) {
                    packed[CausalRecourse.packedLength(t) + j] = program.addVariable(0, least,
                            Double.POSITIVE_INFINITY);
                }
            }
        }
    }

    /// {@return the variable of an entry of the lower triangle, or `CommunityProgram.NONE`}
    int at(int t, int j) {
        return packed[CausalRecourse.packedLength(t) + j];
    }

    /// Adds `factor` times row `t` to the slopes of a sum.
    void addTo(UncertainSum sum, int t, double factor) {
        for (int j = 0; j <= t; j++) {
            sum.slope(j).add(at(t, j), factor);
        }
    }

    CausalRecourse read(Solution solution) {
        double[] values = new double[packed.length];
        for (int k = 0; k < values.length; k++) {
            values[k] = packed[k] == CommunityProgram.NONE ? 0 : solution.value(packed[k]);
        }
        return new CausalRecourse(intervals, Profile.of(values));
    }
}
