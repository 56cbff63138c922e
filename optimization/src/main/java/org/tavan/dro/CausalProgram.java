package org.tavan.dro;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.tavan.asset.GridLimits;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.market.EnergyPrices;
import org.tavan.recourse.AffineRecourse;
import org.tavan.recourse.CausalRecourse;
import org.tavan.uncertainty.WassersteinBall;

/// A lower-triangular or banded rule in a box and the 1-norm, grown from the diagonal one by columns and samples.
///
/// - Promise: `(C e_t − Q[t])ᵀξ ≤ m`, by its worst-case tail. A row that answers its own interval alone needs two scenarios; any other
///   has the samples in the tail so far, and an adversary says which are missing.
/// - Entries of `Q` enter once they would lower the cost, see `CausalColumns`.
/// - Limits (8b): see `TriangleVariables`.
/// - Expected cost: see `CausalCost`; with a two-sided price an upper bound.
///
/// Source: the paper, (13)–(18). Departs from it: `Q` is non-anticipative, and the samples' dual variables are gone.
final class CausalProgram implements RecourseProgram {
    /// Samples beyond twice the tail that a row starts with.
    private static final int LIKELY_SAMPLES = 6;

    private final double nominalKw;
    private final GridLimits realTime;
    private final WassersteinBall ball;
    private final CausalAdversary adversary;
    private final CausalCost cost;
    /// Per interval the worst tail means `ζ` upwards and downwards.
    private final List<List<double[]>> scenarios = new ArrayList<>();

    private @Nullable TriangleVariables gain;
    private int[] margin = {};
    private double backoff;
    /// Handles of each interval: of its scenarios, or of its samples.
    private final List<int[]> promiseRows = new ArrayList<>();
    /// Per interval the samples that were in a tail so far.
    private final List<Set<Integer>> tails = new ArrayList<>();
    private final double epsilon;
    private final double tailCount;
    private final CausalColumns columns;

    CausalProgram(double nominalKw, GridLimits realTime, boolean plannable, RecourseRule rule,
            WassersteinBall ball, double epsilon, double stepHours, EnergyPrices prices) {
        this.nominalKw = nominalKw;
        this.realTime = realTime;
        this.ball = ball;
        adversary = new CausalAdversary(ball, epsilon);
        cost = CausalCost.of(ball, adversary, stepHours, prices);
        this.epsilon = epsilon;
        tailCount = epsilon * ball.samples().count();
        columns = new CausalColumns(ball.box(), realTime, plannable, rule);
        for (int t = 0; t < prices.intervals(); t++) {
            double[] own = new double[t + 1];
            own[t] = 1;
            List<double[]> start = new ArrayList<>();
            start.add(adversary.tail(own).row);
            own[t] = -1;
            start.add(adversary.tail(own).row);
            scenarios.add(start);
            tails.add(new TreeSet<>());
            if (columns.reachesBack(t)) {
                own[t] = 1;
                addLikelySamples(t, own);
            }
        }
    }

    @Override
    public void addTo(ConicProgram.Builder program, MemberVariables member, double backoffKw) {
        margin = member.margin().stream().mapToInt(Integer::intValue).toArray();
        backoff = backoffKw;
        TriangleVariables variables = new TriangleVariables(program, ball.box(), columns.present(),
                realTime, member.planned());
        gain = variables;
        promiseRows.clear();
        WorstCaseWriter writer = new WorstCaseWriter(program, ball);
        for (int t = 0; t < margin.length; t++) {
            promiseRows.add(columns.reachesBack(t)
                    ? addTail(writer, variables, t)
                    : addScenarios(program, variables, t));
        }
        cost.addTo(program, variables);
    }

    /// `Q[t,t] ζ + m ≥ C ζ` for the two worst tail means `ζ` of a row that answers its own interval alone.
    private int[] addScenarios(ConicProgram.Builder program, TriangleVariables variables, int t) {
        int[] handles = new int[scenarios.get(t).size()];
        for (int k = 0; k < handles.length; k++) {
            double zeta = scenarios.get(t).get(k)[t];
            RowBuilder row = new RowBuilder().add(margin[t], 1);
            variables.addTo(row, t, t, zeta);
            handles[k] = program.addGreaterOrEqual(row.variables(), row.coefficients(), nominalKw * zeta
                    + backoff);
        }
        return handles;
    }

    /// The worst-case tail of any other row, with the samples that were in a tail so far.
    private int[] addTail(WorstCaseWriter writer, TriangleVariables variables, int t) {
        UncertainSum open = new UncertainSum(margin.length);
        for (int j = 0; j <= t; j++) {
            RowBuilder gains = new RowBuilder();
            variables.addTo(gains, t, j, -1);
            open.slope(j).add(gains);
        }
        open.slope(t).plus(nominalKw);
        open.constant.add(margin[t], -1).plus(backoff);
        Set<Integer> samples = tails.get(t);
        return writer.keepTail(open, epsilon, samples::contains);
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
        refined |= columns.add(solution, (t, j, sign) -> reducedCost(solution, t, j, sign));
        for (int t = 0; t < margin.length; t++) {
            double[] open = open(rule, t);
            if (tails.get(t).isEmpty()) {
                addLikelySamples(t, open);
            }
            if (!CausalColumns.isDiagonal(rule, t)) {
                CausalAdversary.Worst worst = adversary.tail(open);
                refined |= worst.value + 0.5 * backoff > solution.value(margin[t])
                        && tails.get(t).addAll(worst.samples);
            }
        }
        return refined;
    }

    private void addLikelySamples(int t, double[] open) {
        for (int i : adversary.largest(open, (int) (2 * tailCount + LIKELY_SAMPLES))) {
            tails.get(t).add(i);
        }
    }

    /// What the columns left out may save at most.
    @Override
    public double boundLossCents(Solution solution) {
        return columns.lossCents((t, j, sign) -> reducedCost(solution, t, j, sign));
    }

    private double reducedCost(Solution solution, int t, int j, int sign) {
        TriangleVariables variables = gain;
        if (variables == null) {
            throw new IllegalStateException("The columns were priced before they were added to a program.");
        }
        double price = cost.price(solution, t, j);
        int[] handles = promiseRows.get(t);
        for (int k = 0; k < handles.length; k++) {
            if (handles[k] != CommunityProgram.NONE) {
                double zeta = columns.reachesBack(t)
                        ? -ball.samples().value(k, j)
                        : scenarios.get(t).get(k)[j];
                price += solution.dual(handles[k]) * zeta;
            }
        }
        return variables.reducedCost(solution, t, j, sign, price);
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
        double price = 0;
        for (int handle : promiseRows.get(t)) {
            price += handle == CommunityProgram.NONE ? 0 : Math.abs(solution.dual(handle));
        }
        return price;
    }
}
