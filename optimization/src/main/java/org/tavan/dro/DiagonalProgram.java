package org.tavan.dro;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

import org.tavan.asset.GridLimits;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.market.EnergyPrices;
import org.tavan.recourse.AffineRecourse;
import org.tavan.recourse.DiagonalRecourse;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.WassersteinBall;

/// A diagonal rule `q[t] = Q[t] ξ[t]`, `Q ≥ 0`: exact and small.
///
/// - Promise: `max{(C−Q)h⁺, (Q−C)h⁻} ≤ m` with `h⁺ = min(CVaR_ε(ξ) + ρ/ε, u)` and `h⁻ = min(CVaR_ε(−ξ) + ρ/ε, −l)`: two rows an interval,
///   the samples only in the two constants.
/// - Limits (8b): a bound on `Q`; where some exchange is planned, a row.
/// - Expected cost: `λρ + Σ_t G_t(Q_t, λ)` with one `λ` for all intervals; pieces of `G` (see `RealTimeMoves`) as they are needed, a
///   few of them from the start, so that a second round is rare and leaves the sparsity pattern as it is.
///
/// Source: the paper, (13)–(18). Departs from it: (18) as printed is unsafe, (13) has a single real-time price.
final class DiagonalProgram implements RecourseProgram {
    private static final double VIOLATION_TOLERANCE_CENTS = 1e-9;
    /// How far a gain may be moved from the solver's to fit the margin (kW per unit of ξ).
    private static final double ADAPTED_KW = 1e-5;

    private final double nominalKw;
    private final double radius;
    private final double[] needUp;
    private final double[] needDown;
    private final double[] gainMaxKw;
    private final double[] low;
    private final double[] high;
    private final GridLimits realTime;
    private final RealTimeMoves[] moves;
    private final double lambdaMax;
    /// Per interval the pieces so far.
    private final List<NavigableSet<Integer>> pieces = new ArrayList<>();

    private double backoff;
    private int lambda;
    private final int[] gain;
    private final int[] excess;
    private final int[] promiseUpRow;
    private final int[] promiseDownRow;

    /// @param plannable whether `r` may be planned; `Q` may then reach from one limit to the other
    DiagonalProgram(double nominalKw, GridLimits realTime, boolean plannable, WassersteinBall ball,
            double epsilon,
            double stepHours, EnergyPrices prices) {
        int intervals = prices.intervals();
        this.nominalKw = nominalKw;
        this.radius = ball.radius();
        needUp = new double[intervals];
        needDown = new double[intervals];
        gainMaxKw = new double[intervals];
        low = ball.box().low().toArray();
        high = ball.box().high().toArray();
        this.realTime = realTime;
        moves = new RealTimeMoves[intervals];
        gain = new int[intervals];
        excess = new int[intervals];
        promiseUpRow = new int[intervals];
        promiseDownRow = new int[intervals];
        double bothKw = realTime.importMaxKw() + realTime.exportMaxKw();
        GridLimits reach = plannable ? new GridLimits(bothKw, bothKw) : realTime;
        double slopeMax = 0;
        for (int t = 0; t < intervals; t++) {
            double[] column = ball.samples().column(t);
            needUp[t] = worstTail(column, epsilon, radius, high[t]);
            for (int i = 0; i < column.length; i++) {
                column[i] = -column[i];
            }
            needDown[t] = worstTail(column, epsilon, radius, -low[t]);
            gainMaxKw[t] = gainMaxKw(reach, low[t], high[t], nominalKw);
            moves[t] = new RealTimeMoves(ball, t, stepHours, prices.realTimeBuyCentsPerKwh().get(t),
                    prices.realTimeSellCentsPerKwh().get(t));
            slopeMax = Math.max(slopeMax, moves[t].slopeMax() * Math.min(gainMaxKw[t], 1e6));
        }
        lambdaMax = slopeMax;
        choosePieces();
    }

    /// The worst-case tail mean over the ball: the tail has mass ε, so a budget of ρ moves its mean by ρ/ε, up to the box.
    static double worstTail(double[] values, double epsilon, double radius, double end) {
        return Math.min(EmpiricalDistribution.tailMean(values, epsilon) + radius / epsilon, end);
    }

    /// The largest `Q` with `−q̲ ≤ Qξ ≤ q̅` for every ξ in the box. Where no ξ differs from 0 the rule does nothing.
    private static double gainMaxKw(GridLimits realTime, double low, double high, double nominalKw) {
        if (!(low < 0 || high > 0)) {
            return nominalKw;
        }
        double up = high > 0 ? realTime.importMaxKw() / high : Double.POSITIVE_INFINITY;
        double down = low < 0 ? realTime.exportMaxKw() / -low : Double.POSITIVE_INFINITY;
        return Math.min(up, down);
    }

    /// The pieces after the first group of equal steps, at the end, and where λ would be if the rule took all it may.
    private void choosePieces() {
        double[] most = new double[moves.length];
        for (int t = 0; t < most.length; t++) {
            most[t] = Math.min(gainMaxKw[t], nominalKw);
        }
        double guess = lambda(new DiagonalRecourse(Profile.of(most)));
        for (int t = 0; t < most.length; t++) {
            int first = moves[t].piece(moves[t].slopeMax() * (1 - 1e-9));
            int guessed = most[t] > 0 ? moves[t].piece(guess / most[t]) : 0;
            pieces.add(new TreeSet<>(List.of(first, guessed, moves[t].steps())));
        }
    }

    @Override
    public void addTo(ConicProgram.Builder program, MemberVariables member, double backoffKw) {
        backoff = backoffKw;
        lambda = program.addVariable(radius, 0, lambdaMax);
        for (int t = 0; t < gain.length; t++) {
            gain[t] = program.addVariable(moves[t].base, 0, gainMaxKw[t]);
            int[] promise = {member.margin().get(t), gain[t]};
            promiseUpRow[t] = program.addGreaterOrEqual(promise, new double[]{1, needUp[t]},
                    nominalKw * needUp[t] + backoffKw);
            promiseDownRow[t] = program.addGreaterOrEqual(promise, new double[]{1, -needDown[t]},
                    -nominalKw * needDown[t] + backoffKw);
            if (!member.planned().isNone()) {
                addLimits(program, t, member.planned());
            }
            excess[t] = program.addVariable(1, 0, Double.POSITIVE_INFINITY);
            int[] worst = {excess[t], gain[t], lambda};
            for (int piece : pieces.get(t)) {
                program.addGreaterOrEqual(worst,
                        new double[]{1, -moves[t].gain(piece), moves[t].distance(piece)}, 0);
            }
        }
    }

    /// `Q u + r ≤ q̅` and `−Q l − r ≤ q̲`, beside the bound on `Q`, which is the same with `r = 0`.
    private void addLimits(ConicProgram.Builder program, int t, PlannedExchange planned) {
        if (realTime.importMaxKw() < Double.POSITIVE_INFINITY) {
            RowBuilder imports = new RowBuilder().add(gain[t], high[t]);
            planned.addTo(imports, t, 1);
            program.addLessOrEqual(imports.variables(), imports.coefficients(), realTime.importMaxKw());
        }
        if (realTime.exportMaxKw() < Double.POSITIVE_INFINITY) {
            RowBuilder exports = new RowBuilder().add(gain[t], -low[t]);
            planned.addTo(exports, t, -1);
            program.addLessOrEqual(exports.variables(), exports.coefficients(), realTime.exportMaxKw());
        }
    }

    @Override
    public DiagonalRecourse rule(Solution solution, double[] marginKw, double[] plannedKw) {
        double[] packed = new double[gain.length];
        for (int t = 0; t < packed.length; t++) {
            double value = solution.value(gain[t]);
            double spared = marginKw[t] - 0.5 * backoff;
            double least = needUp[t] > 0 ? nominalKw - spared / needUp[t] : value;
            double most = needDown[t] > 0 ? nominalKw + spared / needDown[t] : value;
            double adapted = Math.min(Math.max(value, Math.min(least, value + ADAPTED_KW)),
                    Math.max(most, value - ADAPTED_KW));
            double up = high[t] > 0 ? (realTime.importMaxKw() - plannedKw[t]) / high[t] : gainMaxKw[t];
            double down = low[t] < 0 ? (realTime.exportMaxKw() + plannedKw[t]) / -low[t] : gainMaxKw[t];
            packed[t] = Math.clamp(adapted, 0, Math.max(0, Math.min(gainMaxKw[t], Math.min(up, down))));
        }
        return new DiagonalRecourse(Profile.of(packed));
    }

    @Override
    public boolean refine(Solution solution, AffineRecourse rule) {
        boolean refined = false;
        double lambdaNow = Math.max(0, solution.value(lambda));
        for (int t = 0; t < gain.length; t++) {
            double gainKw = rule.gainKw(t, t);
            double needed = moves[t].adversaryGain(gainKw, lambdaNow);
            if (needed > solution.value(excess[t]) + VIOLATION_TOLERANCE_CENTS) {
                addAround(pieces.get(t), moves[t].piece(lambdaNow / gainKw));
                refined = true;
            }
        }
        return refined;
    }

    /// Adds all pieces between the ones at hand on both sides of a new one: the next point is likely to be in their reach, and
    /// a row with three entries costs less than a round.
    private static void addAround(NavigableSet<Integer> present, int piece) {
        Integer below = present.lower(piece);
        Integer above = present.higher(piece);
        int last = above == null ? piece : above - 1;
        for (int k = below == null ? piece : below + 1; k <= last; k++) {
            present.add(k);
        }
    }

    @Override
    public double marginNeededKw(AffineRecourse rule, int t) {
        double open = nominalKw - rule.gainKw(t, t);
        return Math.max(open * needUp[t], -open * needDown[t]);
    }

    /// `min_λ λρ + Σ_t G_t(Q_t, λ)`.
    @Override
    public double worstCaseCents(AffineRecourse rule) {
        double lambdaCents = lambda(rule);
        double sum = radius * lambdaCents;
        for (int t = 0; t < moves.length; t++) {
            double gainKw = rule.gainKw(t, t);
            sum += moves[t].base * gainKw + moves[t].adversaryGain(gainKw, lambdaCents);
        }
        return sum;
    }

    /// The minimiser, by bisection on the slope `ρ − Σ_t distance`.
    private double lambda(AffineRecourse rule) {
        double low = 0;
        double high = 0;
        for (int t = 0; t < moves.length; t++) {
            high = Math.max(high, moves[t].slopeMax() * rule.gainKw(t, t));
        }
        for (int step = 0; step < 100 && high - low > 1e-15 * high; step++) {
            double middle = 0.5 * (low + high);
            if (movedDistance(rule, middle) > radius) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double movedDistance(AffineRecourse rule, double lambdaCents) {
        double sum = 0;
        for (int t = 0; t < moves.length; t++) {
            double gainKw = rule.gainKw(t, t);
            sum += gainKw > 0 ? moves[t].distance(moves[t].piece(lambdaCents / gainKw)) : 0;
        }
        return sum;
    }

    @Override
    public double mostImportKw(AffineRecourse rule, int t) {
        return rule.gainKw(t, t) * high[t];
    }

    @Override
    public double mostExportKw(AffineRecourse rule, int t) {
        return rule.gainKw(t, t) * -low[t];
    }

    @Override
    public double riskPrice(Solution solution, int t) {
        return solution.dual(promiseUpRow[t]) + solution.dual(promiseDownRow[t]);
    }
}
