package org.tavan.dro;

import org.tavan.conic.ConicProgram;
import org.tavan.conic.Solution;
import org.tavan.recourse.AffineRecourse;

/// The rule of one member as part of a program: its variables, the promise, the real-time limits and the worst-case
/// expected cost, with the rows that were generated so far. One instance a plan; `addTo` starts each round.
interface RecourseProgram {
    /// Adds variables and rows.
    ///
    /// @param program collects them
    /// @param member the member's variables that the rows refer to
    /// @param backoffKw how much more margin to ask for than needed
    void addTo(ConicProgram.Builder program, MemberVariables member, double backoffKw);

    /// {@return the rule at a point of the program added last, within what `r` leaves of its limits; up to the solver's
    /// tolerance adapted to the margin there is}
    ///
    /// @param marginKw `m + r`
    /// @param plannedKw `r`
    AffineRecourse rule(Solution solution, double[] marginKw, double[] plannedKw);

    /// {@return what the rule may ask for at most in an interval: `max Q[t]ξ` over the support (kW), any sign}
    double mostImportKw(AffineRecourse rule, int t);

    /// {@return `max −Q[t]ξ` over the support (kW), any sign}
    double mostExportKw(AffineRecourse rule, int t);

    /// Adds the rows that the point violates.
    ///
    /// @return whether there were any
    boolean refine(Solution solution, AffineRecourse rule);

    /// {@return the margin that the promise needs in an interval (kW): the worst-case tail mean of `a[t]ᵀξ`}
    double marginNeededKw(AffineRecourse rule, int t);

    /// {@return the worst-case expected cost of the rule (¢); for a causal rule an upper bound}
    double worstCaseCents(AffineRecourse rule);

    /// {@return the shadow price of the margin the promise needs (¢ per kW)}
    double riskPrice(Solution solution, int t);
}
