package org.tavan.dro;

import org.jspecify.annotations.Nullable;
import org.tavan.conic.ActiveGuess;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.recourse.AffineRecourse;
import org.tavan.uncertainty.EmpiricalDistribution;

/// The rule of one member as part of a program: its variables, the promise, the real-time limits and the worst-case
/// expected cost, with the rows that were generated so far. One instance a plan; `addTo` starts each round.
interface RecourseProgram {
    /// {@return variables that are there once a rule was added to a program}
    ///
    /// @throws IllegalStateException if it was not yet
    static <T> T added(@Nullable T variables) {
        if (variables == null) {
            throw new IllegalStateException("A rule was read before it was added to a program.");
        }
        return variables;
    }

    /// Adds variables and rows.
    ///
    /// @param program collects them
    /// @param member the member's variables that the rows refer to
    /// @param backoffKw how much more margin to ask for than needed
    void addTo(ConicProgram.Builder program, MemberVariables member, double backoffKw);

    /// Guesses which of its limits hold with equality where a kW of margin costs so much in each interval.
    ///
    /// @param cents per interval, non-negative (¢ per kW)
    /// @param marginKw becomes what the rule then needs, where it costs anything
    /// @return whether it could
    default boolean guess(ActiveGuess guess, double[] cents, double[] marginKw) {
        return false;
    }

    /// {@return the rule at a point of the program added last, within what `r` leaves of its limits; up to the solver's
    /// tolerance adapted to the margin there is}
    ///
    /// @param marginKw `m + r`
    /// @param plannedKw `r`
    AffineRecourse rule(Solution solution, double[] marginKw, double[] plannedKw);

    /// {@return whether the real-time limits are rows of the promise, since no support bounds what the rule may ask for}
    default boolean holdsLimits() {
        return false;
    }

    /// {@return what the rule may ask for at most in an interval: `max Q[t]ξ` over the support (kW), any sign}
    double mostImportKw(AffineRecourse rule, int t);

    /// {@return `max −Q[t]ξ` over the support (kW), any sign}
    double mostExportKw(AffineRecourse rule, int t);

    /// {@return how far the program's bound may lie above that of the whole rule, because of variables that were left out (¢)}
    default double boundLossCents(Solution solution) {
        return 0;
    }

    /// Lets in all variables that were left out, without which there may be no point at all.
    ///
    /// @return whether there were any
    default boolean complete() {
        return false;
    }

    /// Adds `factor` times what batteries that follow supply beyond the plan in a sample to a row, in the program added last.
    default void addStorageSupply(RowBuilder row, int t, EmpiricalDistribution samples, int sample,
            double factor) {}

    /// Adds the rows that the point violates, and the variables left out that would lower the cost.
    ///
    /// @return whether there were any
    boolean refine(Solution solution, AffineRecourse rule);

    /// {@return margins that keep the promise (kW): any margins that are nowhere less do. Where intervals share one constraint, they
    /// are what the rule needs at the multipliers of the margins there are: equal to them where the constraint is met exactly, and
    /// larger by the least common (scaled) amount where it is not}
    ///
    /// @param marginKw `m + r`
    /// @param plannedKw `r`
    double[] marginsNeededKw(AffineRecourse rule, double[] marginKw, double[] plannedKw);

    /// {@return the worst-case expected cost of the rule (¢); for a causal rule an upper bound}
    double worstCaseCents(AffineRecourse rule);

    /// {@return the shadow price of the margin the promise needs (¢ per kW)}
    double riskPrice(Solution solution, int t);

    /// Looks for a form of the promise under which the same plan keeps it with more to spare, for the next round to use.
    ///
    /// @param marginKw `m + r`
    /// @param plannedKw `r`
    /// @return whether there is one; it is then in force
    default boolean rescale(AffineRecourse rule, double[] marginKw, double[] plannedKw) {
        return false;
    }

    /// Puts the form before the last change in force again.
    default void restoreScaling() {}

    /// {@return the factor of each row of a joint constraint, in the order of intervals; none where there is no such constraint}
    default double[] scaling() {
        return new double[0];
    }

    /// Starts from the plan of a smaller rule, which is one of this rule too under the same factors.
    ///
    /// @param factors of the smaller rule's joint constraint; none where there is no such constraint
    /// @param marginKw `m + r`
    /// @param riskCentsPerKw shadow price of the margin
    default void startFrom(double[] factors, AffineRecourse rule, double[] marginKw,
            Profile riskCentsPerKw) {}
}
