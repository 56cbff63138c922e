package org.tavan.dro;

import java.util.Arrays;

import org.tavan.asset.GridLimits;
import org.tavan.conic.Solution;
import org.tavan.problem.RecourseRule;
import org.tavan.recourse.AffineRecourse;
import org.tavan.recourse.CausalRecourse;
import org.tavan.uncertainty.SupportBox;

/// Which parts of the entries `Q = R⁺ − R⁻` of a lower-triangular rule have variables: `R⁺` of the diagonal from the start, the others of a row
/// once a point's duals say that some would lower the cost. Next to a diagonal rule few do, since the real-time limit makes them compete.
///
/// A part left out has a reduced cost `c̅` at the duals of a program; where that is negative, the whole rule's optimum is at most
/// `−c̅` times its largest value below the program's bound. That value is known, since the real-time limits are finite and the
/// box contains 0; where they are not, all parts are there from the start.
final class CausalColumns {
    /// What a part left out may be worth, as a part of the objective.
    private static final double NEGLIGIBLE = 1e-11;

    private final int intervals;
    /// The parts of the entries that have variables, first those that are not negative, then the others.
    private final boolean[] present;
    /// Whether a part may ever be there.
    private final boolean[] possible;
    private final double[] mostKw;

    /// The reduced cost of `R⁺[t,j]` (sign 1) or `R⁻[t,j]` (−1).
    @FunctionalInterface
    interface Pricing {
        double reducedCost(int t, int j, int sign);
    }

    CausalColumns(SupportBox box, GridLimits realTime, boolean plannable, RecourseRule rule) {
        intervals = box.intervals();
        present = new boolean[2 * CausalRecourse.packedLength(intervals)];
        possible = new boolean[present.length];
        mostKw = new double[present.length];
        double both = realTime.importMaxKw() + realTime.exportMaxKw();
        double up = plannable ? both : realTime.importMaxKw();
        double down = plannable ? both : realTime.exportMaxKw();
        boolean priceable = both < Double.POSITIVE_INFINITY;
        for (int j = 0; j < intervals; j++) {
            priceable &= box.low().get(j) <= 0 && box.high().get(j) >= 0;
        }
        for (int t = 0; t < intervals; t++) {
            for (int j = rule.first(t); j <= t; j++) {
                double low = box.low().get(j);
                double high = box.high().get(j);
                for (int sign = -1; sign <= 1; sign += 2) {
                    int k = part(t, j, sign);
                    possible[k] = high > low;
                    present[k] = possible[k] && (!priceable || (j == t && sign > 0));
                    mostKw[k] = Math.min(over(up, sign > 0 ? high : -low),
                            over(down, sign > 0 ? -low : high));
                }
            }
        }
    }

    private int part(int t, int j, int sign) {
        return CausalRecourse.packedLength(t) + j + (sign > 0 ? 0 : present.length / 2);
    }

    private static double over(double limitKw, double reach) {
        return reach > 0 ? limitKw / reach : Double.POSITIVE_INFINITY;
    }

    /// {@return whether `R⁺[t,j]` (sign 1) or `R⁻[t,j]` (−1) has a variable}
    boolean has(int t, int j, int sign) {
        return present[part(t, j, sign)];
    }

    /// {@return whether `Q[t,j]` may ever be other than 0}
    boolean mayHave(int t, int j) {
        return possible[part(t, j, 1)];
    }

    /// {@return whether row `t` may answer other intervals than its own}
    boolean reachesBack(int t) {
        for (int j = 0; j < t; j++) {
            if (has(t, j, 1) || has(t, j, -1)) {
                return true;
            }
        }
        return false;
    }

    /// {@return what all parts left out may save at most (¢)}
    double lossCents(Pricing pricing) {
        double loss = 0;
        for (int t = 0; t < intervals; t++) {
            for (int j = 0; j <= t; j++) {
                loss += lossCents(pricing, t, j, 1) + lossCents(pricing, t, j, -1);
            }
        }
        return loss;
    }

    private double lossCents(Pricing pricing, int t, int j, int sign) {
        int k = part(t, j, sign);
        if (present[k] || !possible[k]) {
            return 0;
        }
        double gain = Math.max(0, -pricing.reducedCost(t, j, sign));
        return gain > 0 ? gain * mostKw[k] : 0;
    }

    /// Adds all parts of each row in which some would lower the cost: once a row reaches back, its worst cases are others, and so are the
    /// parts that it takes.
    ///
    /// @return whether there were any
    boolean add(Solution solution, Pricing pricing) {
        double negligible = NEGLIGIBLE * Math.max(1, Math.abs(solution.primalObjective()));
        boolean any = false;
        for (int t = 0; t < intervals; t++) {
            if (largestLossCents(pricing, t) > negligible) {
                any = true;
                addRow(t);
            }
        }
        return any;
    }

    /// Adds all parts of a row.
    void addRow(int t) {
        for (int j = 0; j <= t; j++) {
            present[part(t, j, 1)] = possible[part(t, j, 1)];
            present[part(t, j, -1)] = possible[part(t, j, -1)];
        }
    }

    /// Adds all parts left out.
    ///
    /// @return whether there were any
    boolean complete() {
        boolean any = !Arrays.equals(present, possible);
        System.arraycopy(possible, 0, present, 0, present.length);
        return any;
    }

    private double largestLossCents(Pricing pricing, int t) {
        double largest = 0;
        for (int j = 0; j <= t; j++) {
            largest = Math.max(largest,
                    Math.max(lossCents(pricing, t, j, 1), lossCents(pricing, t, j, -1)));
        }
        return largest;
    }

    /// {@return whether row `t` answers its own interval alone}
    static boolean isDiagonal(AffineRecourse rule, int t) {
        for (int j = 0; j < t; j++) {
            if (rule.gainKw(t, j) != 0) {
                return false;
            }
        }
        return true;
    }
}
