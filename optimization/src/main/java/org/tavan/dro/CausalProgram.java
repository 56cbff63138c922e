package org.tavan.dro;

import org.jspecify.annotations.Nullable;
import org.tavan.asset.GridLimits;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.market.EnergyPrices;
import org.tavan.problem.JointMethod;
import org.tavan.problem.RecourseRule;
import org.tavan.recourse.AffineRecourse;
import org.tavan.recourse.CausalRecourse;
import org.tavan.uncertainty.WassersteinBall;

/// A lower-triangular or banded rule in a box and the 1-norm, grown from the diagonal one by columns and samples.
///
/// - Promise: `(C e_t − Q[t])ᵀξ ≤ m`, each by its worst-case tail, see `SeparateCausalPromise`, or all together, see `JointCausalPromise`.
/// - Rows of `Q` reach back once that would lower the cost, see `CausalColumns`.
/// - Limits (8b): see `TriangleVariables`.
/// - Expected cost: see `CausalCost`; with a two-sided price an upper bound.
///
/// Source: the paper, (13)–(18). Departs from it: `Q` is non-anticipative, and the samples' dual variables are gone.
final class CausalProgram implements RecourseProgram {
    /// Price of a margin from which on rows reach back from the start (¢ per kW).
    private static final double WORTH_CENTS = 1e-3;

    private final GridLimits realTime;
    private final WassersteinBall ball;
    private final CausalCost cost;
    private final CausalColumns columns;
    private final CausalPromise promise;
    private final int intervals;

    private @Nullable TriangleVariables gain;

    /// @param epsilon of each interval for `BONFERRONI`, else of all together
    CausalProgram(double nominalKw, GridLimits realTime, boolean plannable, RecourseRule rule,
            WassersteinBall ball, JointMethod method, double epsilon, double stepHours, EnergyPrices prices) {
        this.realTime = realTime;
        this.ball = ball;
        intervals = prices.intervals();
        CausalAdversary adversary = new CausalAdversary(ball, epsilon);
        cost = CausalCost.of(ball, adversary, stepHours, prices);
        columns = new CausalColumns(ball.box(), realTime, plannable, rule);
        promise = method == JointMethod.BONFERRONI
                ? new SeparateCausalPromise(nominalKw, ball, epsilon, adversary, columns)
                : new JointCausalPromise(nominalKw, ball, epsilon);
    }

    @Override
    public void addTo(ConicProgram.Builder program, MemberVariables member, double backoffKw) {
        TriangleVariables variables = new TriangleVariables(program, ball.box(), columns, cost::cents,
                realTime, member.planned());
        gain = variables;
        promise.addTo(program, variables, member, backoffKw);
        cost.addTo(program, variables);
    }

    /// Each row scaled down to the limits, should it reach beyond them by the solver's tolerance.
    @Override
    public AffineRecourse rule(Solution solution, double[] marginKw, double[] plannedKw) {
        CausalRecourse raw = RecourseProgram.added(gain).rule(solution);
        double[] packed = raw.packedKw().toArray();
        int next = 0;
        for (int t = 0; t < intervals; t++) {
            double scale = Math.min(fit(mostKw(raw, t, 1), realTime.importMaxKw() - plannedKw[t]),
                    fit(mostKw(raw, t, -1), realTime.exportMaxKw() + plannedKw[t]));
            for (int j = 0; j <= t; j++) {
                packed[next++] *= scale;
            }
        }
        return new CausalRecourse(intervals, Profile.of(packed));
    }

    /// {@return the factor in [0, 1] that brings a reach within a limit}
    private static double fit(double reachKw, double limitKw) {
        return reachKw > limitKw && reachKw > 0 ? Math.max(0, limitKw) / reachKw : 1;
    }

    /// {@return the most that `sign·Q[t]ξ` reaches in the box (kW)}
    private double mostKw(AffineRecourse rule, int t, int sign) {
        double most = 0;
        for (int j = 0; j <= t; j++) {
            double coefficient = sign * rule.gainKw(t, j);
            most += coefficient
                    * (coefficient > 0 ? ball.box().high().get(j) : ball.box().low().get(j));
        }
        return most;
    }

    @Override
    public boolean refine(Solution solution, AffineRecourse rule) {
        boolean refined = cost.refine(solution, rule);
        refined |= columns.add(solution, pricing(solution));
        refined |= promise.refine(solution, rule);
        return refined;
    }

    @Override
    public boolean complete() {
        return columns.complete();
    }

    /// What the columns left out may save at most.
    @Override
    public double boundLossCents(Solution solution) {
        return columns.lossCents(pricing(solution));
    }

    private CausalColumns.Pricing pricing(Solution solution) {
        TriangleVariables variables = RecourseProgram.added(gain);
        double[][] prices = new double[intervals][];
        for (int t = 0; t < intervals; t++) {
            prices[t] = new double[t + 1];
            for (int j = 0; j <= t; j++) {
                prices[t][j] = cost.price(solution, t, j);
            }
            promise.prices(solution, t, prices[t]);
        }
        return (t, j, sign) -> variables.reducedCost(solution, t, j, sign, prices[t][j]);
    }

    @Override
    public double[] marginsNeededKw(AffineRecourse rule, double[] marginKw, double[] plannedKw) {
        return promise.marginsNeededKw(rule, marginKw);
    }

    @Override
    public double worstCaseCents(AffineRecourse rule) {
        return cost.cents(rule);
    }

    @Override
    public double mostImportKw(AffineRecourse rule, int t) {
        return mostKw(rule, t, 1);
    }

    @Override
    public double mostExportKw(AffineRecourse rule, int t) {
        return mostKw(rule, t, -1);
    }

    @Override
    public double riskPrice(Solution solution, int t) {
        return promise.riskPrice(solution, t);
    }

    @Override
    public boolean rescale(AffineRecourse rule, double[] marginKw, double[] plannedKw) {
        return promise.rescale(rule, marginKw);
    }

    @Override
    public void restoreScaling() {
        promise.restoreScaling();
    }

    @Override
    public double[] scaling() {
        return promise.scaling();
    }

    @Override
    public void startFrom(double[] factors, AffineRecourse rule, double[] marginKw, Profile riskCentsPerKw) {
        promise.startFrom(factors, rule, marginKw);
        for (int t = 0; t < intervals; t++) {
            if (riskCentsPerKw.get(t) > WORTH_CENTS) {
                columns.addRow(t);
            }
        }
    }
}
