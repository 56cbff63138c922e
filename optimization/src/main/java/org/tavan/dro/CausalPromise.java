package org.tavan.dro;

import org.tavan.conic.ConicProgram;
import org.tavan.conic.Solution;
import org.tavan.recourse.AffineRecourse;

/// How a `CausalProgram` keeps the promise `(C e_t − Q[t])ᵀξ ≤ m[t]` of a lower-triangular rule: each interval by itself, or all together.
interface CausalPromise {
    /// Adds rows, and variables of their own.
    void addTo(ConicProgram.Builder program, TriangleVariables gain, MemberVariables member,
            double backoffKw);

    /// Adds the rows that the point violates.
    ///
    /// @return whether there were any
    boolean refine(Solution solution, AffineRecourse rule);

    /// {@return `Σ dual · coefficient` of `Q[t,0] … Q[t,t]` over the rows of the promise, to which the prices of the cost are added}
    ///
    /// @param price of the entries over the other rows
    double[] prices(Solution solution, int t, double[] price);

    /// As of `RecourseProgram`.
    double[] marginsNeededKw(AffineRecourse rule, double[] marginKw);

    /// As of `RecourseProgram`.
    double riskPrice(Solution solution, int t);

    /// As of `RecourseProgram`.
    default boolean rescale(AffineRecourse rule, double[] marginKw) {
        return false;
    }

    /// As of `RecourseProgram`.
    default void restoreScaling() {}

    /// As of `RecourseProgram`.
    default double[] scaling() {
        return new double[0];
    }

    /// As of `RecourseProgram`.
    default void startFrom(double[] factors, AffineRecourse rule, double[] marginKw) {}
}
