package org.tavan.dro;

/// The gains of a diagonal rule at given prices of the margin: `min λρ + Σ_t min_Q base Q + v max{h⁺(C − Q), h⁻(Q − C)} + max{0, max_k(g_k Q − d_k λ)}`
/// over `0 ≤ Q ≤ Q̅`, `0 ≤ λ ≤ λ̅`. For a given `λ` each interval is by itself, and its cost piecewise linear in `Q`; `λ` is found by bisection on the
/// slope.
final class GainSearch {
    /// Where the gain of an interval is held.
    enum At {
        LOWER, UPPER, NOMINAL, CROSSING
    }

    /// One interval.
    static final class Hour {
        double base;
        double marginCents;
        double needUp;
        double needDown;
        double nominalKw;
        double gainMaxKw;
        /// Of the pieces, rising: what they cost per kW of `Q`, and spare per unit of `λ`.
        double[] gain = {};
        double[] distance = {};

        At at = At.LOWER;
        double gainKw;
        /// The piece that holds below `Q` and at it, −1 for none, and at a crossing that above.
        int piece;
        int above;

        /// Finds the best `Q`.
        ///
        /// @return how much less the cost grows with `λ`
        private double choose(double lambda) {
            gainKw = 0;
            at = At.LOWER;
            piece = -1;
            above = -1;
            double hinge = nominalKw > 0 ? -marginCents * needUp : marginCents * needDown;
            boolean below = nominalKw > 0;
            while (true) {
                int next = -1;
                double crossing = Double.POSITIVE_INFINITY;
                for (int k = piece + 1; k < gain.length; k++) {
                    double steeper = gain[k] - gainOf(piece);
                    double q = steeper > 0
                            ? lambda * (distance[k] - distanceOf(piece)) / steeper
                            : Double.POSITIVE_INFINITY;
                    if (q <= crossing) {
                        crossing = q;
                        next = k;
                    }
                }
                if (base + hinge + gainOf(piece) >= 0) {
                    return distanceOf(piece);
                }
                double end = below ? Math.min(nominalKw, gainMaxKw) : gainMaxKw;
                if (!(crossing < end)) {
                    gainKw = end;
                    at = end == gainMaxKw ? At.UPPER : At.NOMINAL;
                    if (at == At.UPPER) {
                        return distanceOf(piece);
                    }
                    below = false;
                    hinge = marginCents * needDown;
                    continue;
                }
                double slope = base + hinge + gain[next];
                gainKw = crossing;
                if (slope >= 0) {
                    at = At.CROSSING;
                    above = next;
                    double share = (slope - (gain[next] - gainOf(piece))) / -(gain[next] - gainOf(piece));
                    return distanceOf(piece) + share * (distance[next] - distanceOf(piece));
                }
                piece = next;
            }
        }

        private double gainOf(int k) {
            return k < 0 ? 0 : gain[k];
        }

        private double distanceOf(int k) {
            return k < 0 ? 0 : distance[k];
        }

        /// {@return the margin that the gain needs (kW)}
        double marginKw() {
            double open = nominalKw - gainKw;
            return Math.max(open * needUp, -open * needDown);
        }
    }

    private GainSearch() {}

    /// Finds the best gains.
    ///
    /// @param hours become those at the best `λ` or just above
    /// @param below the same intervals, which become those at it or just below
    /// @return the best `λ`
    static double solve(Hour[] hours, Hour[] below, double radius, double lambdaMax) {
        if (choose(hours, 0) <= radius) {
            choose(below, 0);
            return 0;
        }
        if (choose(hours, lambdaMax) > radius) {
            choose(below, lambdaMax);
            return lambdaMax;
        }
        double low = 0;
        double high = lambdaMax;
        for (int step = 0; step < 60 && high - low > 1e-13 * high; step++) {
            double middle = 0.5 * (low + high);
            if (choose(hours, middle) > radius) {
                low = middle;
            } else {
                high = middle;
            }
        }
        choose(below, low);
        choose(hours, high);
        return high;
    }

    private static double choose(Hour[] hours, double lambda) {
        double sum = 0;
        for (Hour hour : hours) {
            sum += hour.choose(lambda);
        }
        return sum;
    }
}
