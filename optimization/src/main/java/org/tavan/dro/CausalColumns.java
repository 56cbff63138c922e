package org.tavan.dro;

import org.tavan.asset.GridLimits;
import org.tavan.conic.Solution;
import org.tavan.recourse.AffineRecourse;
import org.tavan.recourse.CausalRecourse;
import org.tavan.uncertainty.SupportBox;

/// Which entries of a lower-triangular rule have variables: the diagonal from the start, the others once a point's duals say that they
/// would lower the cost. Next to a diagonal rule few do, since the real-time limit makes them compete.
///
/// An entry left out has a reduced cost `c̅` at the duals of a program; where that is negative, the whole rule's optimum is at most
/// `−c̅` times the largest value of the entry below the program's bound. That value is known, since the real-time limits are finite and the
/// box contains 0; where they are not, all entries are there from the start.
final class CausalColumns {
    /// What an entry left out may be worth, as a part of the objective.
    private static final double NEGLIGIBLE = 1e-11;

    private final int intervals;
    private final boolean[] present;
    /// Whether an entry may ever be there.
    private final boolean[] possible;
    private final double[] mostPlusKw;
    private final double[] mostMinusKw;

    /// The reduced cost of `R⁺[t,j]` (sign 1) or `R⁻[t,j]` (−1).
    @FunctionalInterface
    interface Pricing {
        double reducedCost(int t, int j, int sign);
    }

    CausalColumns(SupportBox box, GridLimits realTime, boolean plannable, RecourseRule rule) {
        intervals = box.intervals();
        present = new boolean[CausalRecourse.packedLength(intervals)];
        possible = new boolean[present.length];
        mostPlusKw = new double[present.length];
        mostMinusKw = new double[present.length];
        double both = realTime.importMaxKw() + realTime.exportMaxKw();
        double up = plannable ? both : realTime.importMaxKw();
        double down = plannable ? both : realTime.exportMaxKw();
        boolean priceable = both < Double.POSITIVE_INFINITY;
        for (int j = 0; j < intervals; j++) {
            priceable &= box.low().get(j) <= 0 && box.high().get(j) >= 0;
        }
        for (int t = 0; t < intervals; t++) {
            for (int j = rule.first(t); j <= t; j++) {
                int k = CausalRecourse.packedLength(t) + j;
                double low = box.low().get(j);
                double high = box.high().get(j);
                possible[k] = high > low;
                present[k] = possible[k] && (j == t || !priceable);
                mostPlusKw[k] = Math.min(over(up, high), over(down, -low));
                mostMinusKw[k] = Math.min(over(up, -low), over(down, high));
            }
        }
    }

    private static double over(double limitKw, double reach) {
        return reach > 0 ? limitKw / reach : Double.POSITIVE_INFINITY;
    }

    /// {@return one flag an entry of the packed triangle}
    boolean[] present() {
        return present.clone();
    }

    /// {@return whether row `t` may answer other intervals than its own}
    boolean reachesBack(int t) {
        for (int j = 0; j < t; j++) {
            if (present[CausalRecourse.packedLength(t) + j]) {
                return true;
            }
        }
        return false;
    }

    /// {@return what all entries left out may save at most (¢)}
    double lossCents(Pricing pricing) {
        double loss = 0;
        for (int t = 0; t < intervals; t++) {
            for (int j = 0; j < t; j++) {
                loss += lossCents(pricing, t, j);
            }
        }
        return loss;
    }

    private double lossCents(Pricing pricing, int t, int j) {
        int k = CausalRecourse.packedLength(t) + j;
        if (present[k] || !possible[k]) {
            return 0;
        }
        double plus = Math.max(0, -pricing.reducedCost(t, j, 1));
        double minus = Math.max(0, -pricing.reducedCost(t, j, -1));
        return (plus > 0 ? plus * mostPlusKw[k] : 0) + (minus > 0 ? minus * mostMinusKw[k] : 0);
    }

    /// Adds the entries that would lower the cost.
    ///
    /// @return whether there were any
    boolean add(Solution solution, Pricing pricing) {
        double negligible = NEGLIGIBLE * Math.max(1, Math.abs(solution.primalObjective()));
        boolean[] chosen = new boolean[present.length];
        boolean any = false;
        for (int t = 0; t < intervals; t++) {
            for (int j = 0; j < t; j++) {
                if (lossCents(pricing, t, j) > negligible) {
                    chosen[CausalRecourse.packedLength(t) + j] = true;
                    any = true;
                }
            }
        }
        for (int k = 0; k < chosen.length; k++) {
            present[k] |= chosen[k];
        }
        return any;
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
