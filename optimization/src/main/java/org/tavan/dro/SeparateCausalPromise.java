package org.tavan.dro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.Solution;
import org.tavan.recourse.AffineRecourse;
import org.tavan.uncertainty.WassersteinBall;

/// Each interval by its own worst-case tail. A row that answers its own interval alone needs two scenarios; any other has the samples in
/// the tail so far, and an adversary says which are missing, and whether a worst case moves other intervals.
///
/// Source: the paper, (14). Departs from it: the samples' dual variables are gone.
final class SeparateCausalPromise implements CausalPromise {
    /// Samples beyond twice the tail that a row starts with.
    private static final int LIKELY_SAMPLES = 6;

    private final double nominalKw;
    private final WassersteinBall ball;
    private final CausalAdversary adversary;
    private final CausalAdversary.Memory worstTails;
    private final CausalColumns columns;
    private final double epsilon;
    private final double tailCount;
    /// Per interval the worst tails upwards and downwards.
    private final List<List<CausalAdversary.Worst>> scenarios = new ArrayList<>();
    /// Handles of each interval: of its scenarios, or of its samples.
    private final List<int[]> promiseRows = new ArrayList<>();
    /// Per interval the samples that were in a tail so far.
    private final List<Set<Integer>> tails = new ArrayList<>();
    /// Per interval whether the worst cases of its row move other intervals than its own.
    private final boolean[] movesAnywhere;

    private @Nullable TriangleVariables gain;
    private int[] margin = {};
    private double backoff;

    SeparateCausalPromise(double nominalKw, WassersteinBall ball, double epsilon, CausalAdversary adversary,
            CausalColumns columns) {
        this.nominalKw = nominalKw;
        this.ball = ball;
        this.epsilon = epsilon;
        this.adversary = adversary;
        this.columns = columns;
        int intervals = ball.samples().intervals();
        movesAnywhere = new boolean[intervals];
        worstTails = new CausalAdversary.Memory(intervals);
        tailCount = epsilon * ball.samples().count();
        for (int t = 0; t < intervals; t++) {
            double[] own = new double[t + 1];
            own[t] = 1;
            List<CausalAdversary.Worst> start = new ArrayList<>();
            start.add(adversary.tail(own));
            own[t] = -1;
            start.add(adversary.tail(own));
            scenarios.add(start);
            tails.add(new TreeSet<>());
            movesAnywhere[t] = start.stream().anyMatch(worst -> worst.spare > 0);
            if (columns.reachesBack(t)) {
                own[t] = 1;
                addLikelySamples(t, own);
            }
        }
    }

    @Override
    public void addTo(ConicProgram.Builder program, TriangleVariables variables, MemberVariables member,
            double backoffKw) {
        margin = member.margin().stream().mapToInt(Integer::intValue).toArray();
        backoff = backoffKw;
        gain = variables;
        promiseRows.clear();
        WorstCaseWriter writer = new WorstCaseWriter(program, ball);
        for (int t = 0; t < margin.length; t++) {
            promiseRows.add(columns.reachesBack(t)
                    ? addTail(writer, variables, t)
                    : addScenarios(program, variables, t));
        }
    }

    /// `Q[t,t] ζ + m ≥ C ζ` for the two worst tail means `ζ` of a row that answers its own interval alone.
    private int[] addScenarios(ConicProgram.Builder program, TriangleVariables variables, int t) {
        int[] handles = new int[scenarios.get(t).size()];
        for (int k = 0; k < handles.length; k++) {
            double zeta = scenarios.get(t).get(k).row[t];
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
        return writer.keepTail(open, epsilon, samples::contains, j -> j == t || movesAnywhere[t]);
    }

    /// Half the backoff is left to the solver's residuals: what is not cut off here is safe.
    @Override
    public boolean refine(Solution solution, AffineRecourse rule) {
        boolean refined = false;
        for (int t = 0; t < margin.length; t++) {
            double[] open = open(rule, t);
            if (tails.get(t).isEmpty()) {
                addLikelySamples(t, open);
            }
            if (!CausalColumns.isDiagonal(rule, t)) {
                CausalAdversary.Worst worst = worstTails.of(t, open, adversary::tail);
                refined |= worst.value + 0.5 * backoff > solution.value(margin[t]) && addWorst(t, worst);
            }
        }
        return refined;
    }

    /// {@return whether the program did not have that worst case yet}
    private boolean addWorst(int t, CausalAdversary.Worst worst) {
        boolean moved = !movesAnywhere[t] && worst.moves.stream().anyMatch(j -> j != t);
        movesAnywhere[t] |= moved;
        return tails.get(t).addAll(worst.samples) || moved;
    }

    private void addLikelySamples(int t, double[] open) {
        for (int i : adversary.largest(open, (int) (2 * tailCount + LIKELY_SAMPLES))) {
            tails.get(t).add(i);
        }
    }

    @Override
    public double[] prices(Solution solution, int t, double[] price) {
        boolean back = columns.reachesBack(t);
        int[] handles = promiseRows.get(t);
        for (int j = 0; j <= t; j++) {
            for (int k = 0; k < handles.length; k++) {
                if (handles[k] != CommunityProgram.NONE) {
                    price[j] += solution.dual(handles[k])
                            * (back ? -ball.samples().value(k, j) : scenarios.get(t).get(k).row[j]);
                }
            }
        }
        if (!back) {
            spend(solution, t, price);
        }
        return price;
    }

    /// The worst cases of a row that answers its own interval alone need not spend the whole budget there, where they meet the end of the
    /// box. What is left moves other intervals at no loss, to where entries for them are worth nothing.
    private void spend(Solution solution, int t, double[] price) {
        int[] handles = promiseRows.get(t);
        double[] spare = new double[handles.length];
        Arrays.setAll(spare, k -> solution.dual(handles[k]) * scenarios.get(t).get(k).spare);
        for (int j = 0; j < t; j++) {
            double down = -RecourseProgram.added(gain).reducedCost(solution, t, j, 1, price[j]);
            double up = -RecourseProgram.added(gain).reducedCost(solution, t, j, -1, price[j]);
            if (columns.mayHave(t, j) && Math.max(down, up) > 0) {
                double end = (down > up ? ball.box().low() : ball.box().high()).get(j);
                double left = Math.max(down, up);
                for (int k = 0; k < handles.length; k++) {
                    double room = solution.dual(handles[k]) * Math.abs(end - scenarios.get(t).get(k).row[j]);
                    double spent = Math.clamp(Math.min(spare[k], room), 0, left);
                    spare[k] -= spent;
                    left -= spent;
                }
                double spent = Math.max(down, up) - left;
                price[j] += down > up ? -spent : spent;
            }
        }
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
    public double[] marginsNeededKw(AffineRecourse rule, double[] marginKw) {
        double[] needed = new double[marginKw.length];
        for (int t = 0; t < needed.length; t++) {
            needed[t] = worstTails.of(t, open(rule, t), adversary::tail).value;
        }
        return needed;
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
