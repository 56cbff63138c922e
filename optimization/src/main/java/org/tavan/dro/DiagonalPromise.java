package org.tavan.dro;

import org.tavan.conic.ConicProgram;
import org.tavan.conic.Solution;

/// How the promise of one member with a diagonal rule is held: rows on its margins `m + r` and gains `Q`.
///
/// Shape: arrays have one value an interval; kW, and kW per unit of `ξ` for gains.
interface DiagonalPromise {
    /// {@return whether the real-time limits are rows of the promise itself}
    boolean holdsLimits();

    /// Prepares for gains that the rule is likely to take.
    void expect(double[] likelyKw);

    /// {@return `u` such that `Q u + r ≤ q̅` is to hold; 0 where the limits are rows of the promise}
    double reachUp(int t);

    /// {@return `−l` such that `−Q l − r ≤ q̲` is to hold}
    double reachDown(int t);

    /// {@return the least gain it is made for}
    default double gainLeastKw(int t) {
        return 0;
    }

    /// {@return the largest gain it is made for}
    default double gainMostKw(int t) {
        return Double.POSITIVE_INFINITY;
    }

    /// Adds variables and rows.
    ///
    /// @param gain the variables `Q`
    void addTo(ConicProgram.Builder program, MemberVariables member, int[] gain, double backoffKw);

    /// {@return a gain within the solver's tolerance of the given one that needs no more than a margin, if there is one}
    double adapted(double gainKw, double spareKw, int t);

    /// {@return how far the program's bound may lie above that of the whole promise, because of variables that were left out (¢)}
    default double boundLossCents(Solution solution, double[] gainMaxKw) {
        return 0;
    }

    /// Lets in the variables that were left out.
    ///
    /// @return whether there were any
    default boolean complete() {
        return false;
    }

    /// Adds the rows that the point violates, and the variables left out that would lower the cost.
    ///
    /// @return whether there were any
    boolean refine(Solution solution, double[] gainKw);

    /// {@return margins that keep the promise, `marginKw` itself as far as it does}
    double[] marginsNeededKw(double[] gainKw, double[] marginKw, double[] plannedKw);

    /// {@return the shadow price of the margin needed (¢ per kW)}
    double riskPrice(Solution solution, int t);

    /// Looks for a scaling of the intervals under which the same plan keeps the promise with more to spare.
    ///
    /// @return whether there is one; it is then in force
    boolean rescale(double[] gainKw, double[] marginKw, double[] plannedKw);

    /// Puts the scaling before the last change in force again.
    void restoreScaling();

    /// {@return the factor of each row of a joint constraint; none where there is no such constraint}
    default double[] scaling() {
        return new double[0];
    }
}
