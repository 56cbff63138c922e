package org.tavan.dro;

import org.tavan.conic.ConicProgram;
import org.tavan.conic.Solution;

/// The worst-case expected cost of a diagonal rule `Q ≥ 0` at the two-sided real-time price, as part of a program.
interface DiagonalCost {
    /// {@return the cost of `Q[t]` over the samples, `Δt E[φ(ξ[t])]` (¢ per kW of Q)}
    double base(int t);

    /// Prepares for gains in a range.
    ///
    /// @param likelyKw gains that the rule is likely to take
    void expect(double[] gainMaxKw, double[] likelyKw);

    /// Adds what the ball costs beyond the samples.
    ///
    /// @param gain the variables `Q`, which bear `base` already
    void addTo(ConicProgram.Builder program, int[] gain);

    /// Adds the rows that the point violates.
    ///
    /// @return whether there were any
    boolean refine(Solution solution, double[] gainKw);

    /// {@return the worst-case expected cost (¢)}
    double cents(double[] gainKw);
}
