package org.tavan.dro;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tavan.asset.GridLimits;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.market.EnergyPrices;
import org.tavan.recourse.AffineRecourse;
import org.tavan.recourse.CausalRecourse;
import org.tavan.uncertainty.WassersteinBall;

/// A lower-triangular rule, by row generation: the worst case of each interval at the last point becomes a row.
///
/// - Promise: `(C e_t − Q[t])ᵀζ ≤ m` for every tail mean `ζ` that the ball allows; at `ε_t ≤ 1/I` a single, moved, sample.
/// - Limits (8b): see `TriangleVariables`.
/// - Expected cost: see `CausalCost`; with a two-sided price an upper bound.
///
/// Source: the paper, (13)–(18). Departs from it: `Q` is non-anticipative, and the samples' dual variables are gone.
final class CausalProgram implements RecourseProgram {
    private final double nominalKw;
    private final GridLimits realTime;
    private final WassersteinBall ball;
    private final CausalAdversary adversary;
    private final CausalCost cost;
    /// Per interval the scenarios `ζ` found so far.
    private final List<List<double[]>> scenarios = new ArrayList<>();

    private @Nullable TriangleVariables gain;
    private int[] margin = {};
    private double backoff;
    private final List<List<Integer>> promiseRows = new ArrayList<>();

    CausalProgram(double nominalKw, GridLimits realTime, WassersteinBall ball, double epsilon,
            double stepHours, EnergyPrices prices) {
        this.nominalKw = nominalKw;
        this.realTime = realTime;
        this.ball = ball;
        adversary = new CausalAdversary(ball, epsilon);
        cost = CausalCost.of(ball, adversary, stepHours, prices);
        for (int t = 0; t < prices.intervals(); t++) {
            double[] own = new double[t + 1];
            own[t] = 1;
            List<double[]> start = new ArrayList<>();
            start.add(adversary.tail(own).row);
            own[t] = -1;
            start.add(adversary.tail(own).row);
            scenarios.add(start);
        }
    }

    @Override
    public void addTo(ConicProgram.Builder program, MemberVariables member, double backoffKw) {
        margin = member.margin().stream().mapToInt(Integer::intValue).toArray();
        backoff = backoffKw;
        TriangleVariables variables = new TriangleVariables(program, ball.box(), realTime, member.planned());
        gain = variables;
        promiseRows.clear();
        for (int t = 0; t < margin.length; t++) {
            List<Integer> handles = new ArrayList<>();
            for (double[] zeta : scenarios.get(t)) {
                RowBuilder row = new RowBuilder().add(margin[t], 1);
                for (int j = 0; j <= t; j++) {
                    variables.addTo(row, t, j, zeta[j]);
                }
                handles.add(program.addGreaterOrEqual(row.variables(), row.coefficients(), nominalKw * zeta[t]
                        + backoffKw));
            }
            promiseRows.add(handles);
        }
        cost.addTo(program, variables);
    }

    /// Each row scaled down to the limits, should it reach beyond them by the solver's tolerance.
    @Override
    public AffineRecourse rule(Solution solution, double[] marginKw, double[] plannedKw) {
        TriangleVariables variables = gain;
        if (variables == null) {
            throw new IllegalStateException("The rule was read before it was added to a program.");
        }
        CausalRecourse raw = variables.rule(solution);
        double[] packed = raw.packedKw().toArray();
        int next = 0;
        for (int t = 0; t < margin.length; t++) {
            double scale = Math.min(fit(mostKw(raw, t, 1), realTime.importMaxKw() - plannedKw[t]),
                    fit(mostKw(raw, t, -1), realTime.exportMaxKw() + plannedKw[t]));
            for (int j = 0; j <= t; j++) {
                packed[next++] *= scale;
            }
        }
        return new CausalRecourse(margin.length, Profile.of(packed));
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

    /// Half the backoff is left to the solver's residuals: what is not cut off here is safe.
    @Override
    public boolean refine(Solution solution, AffineRecourse rule) {
        boolean refined = cost.refine(solution, rule);
        for (int t = 0; t < margin.length; t++) {
            CausalAdversary.Worst worst = adversary.tail(open(rule, t));
            if (worst.value + 0.5 * backoff > solution.value(margin[t])) {
                scenarios.get(t).add(worst.row);
                refined = true;
            }
        }
        return refined;
    }

    /// `a[t] = C e_t − Q[t]`, what the rule leaves open.
    private double[] open(AffineRecourse rule, int t) {
        double[] open = new double[t + 1];
        for (int j = 0; j <= t; j++) {
            open[j] = (j == t ? nominalKw : 0) - rule.gainKw(t, j);
        }
        return open;
    }

    @Override
    public double[] marginsNeededKw(AffineRecourse rule, double[] marginKw, double[] plannedKw) {
        double[] needed = new double[marginKw.length];
        for (int t = 0; t < needed.length; t++) {
            needed[t] = adversary.tail(open(rule, t)).value;
        }
        return needed;
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
        return promiseRows.get(t).stream().mapToDouble(solution::dual).sum();
    }
}
