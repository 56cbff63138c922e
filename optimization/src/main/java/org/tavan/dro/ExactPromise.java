package org.tavan.dro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tavan.asset.GridLimits;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.Solution;
import org.tavan.problem.Member;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.WassersteinBall;

/// The joint promise in exact form at one node of a search (see `ExactDistance`, `ExactSearch`). The rule is fixed, since slope times distance is not
/// convex. With `G` the samples given up, `t ≥ 0` and `s ≥ 0`:
///
/// `(ε − w(G)) t − Σ_{i kept} w_i s_i ≥ ρ`, `m_k ≥ |a_k| (e_ik + t − s_i)` for kept samples and rows within reach, `m_k ≥ |a_k| u_k` for rows
/// beyond it, and for every row `m_k ≥ |a_k| L_k`, the bound that holds whatever is decided further down.
///
/// Rows of what is open are left out, so the program is a relaxation, and exact once nothing is open.
///
/// The other way round, with the distances `D_i` of a plan's kept samples fixed (none beyond the nearest `ε`, whose mean they are), the rule may be free: for every sign
/// of `a_k`, `m_k ≥ a_k max_i min(ξ̂_ik + D_i, u_k)` and `m_k ≥ a_k min_i max(ξ̂_ik − D_i, l_k)` keep each sample as far away, or the row out of reach. See
/// `ExactPlanner`.
///
/// Source: Chen, Kuhn and Wiesemann 2024, (8). Departs from it: given up are samples by choice instead of big-M rows.
final class ExactPromise implements DiagonalPromise {
    /// Part of the backoff by which a plan is expected to be safer than it needs.
    private static final double SPARED = 0.9;
    /// Steps of the search for a common margin, and its start (kW).
    private static final int STEPS_MAX = 80;
    private static final double FIRST_STEP_KW = 1e-6;
    private static final double MOST_NOMINAL = 100;

    /// Where to go on.
    ///
    /// @param sample or else a row
    /// @param shortfallKw what all margins lack together
    record Branch(boolean sample, int index, double shortfallKw) {}

    private final double nominalKw;
    private final double epsilon;
    private final GridLimits realTime;
    private final WassersteinBall ball;
    private final JointRows rows;
    private double[] fixedKw;
    private ExactDistance distances;
    private ExactChoice choice;
    private @Nullable Branch branch;
    private ExactDistance.@Nullable Ends ends;

    private @Nullable MemberVariables member;
    private double backoff;
    private final List<Integer> handles = new ArrayList<>();
    private final List<Integer> handleRow = new ArrayList<>();

    ExactPromise(double nominalKw, GridLimits realTime, WassersteinBall ball, double epsilon) {
        this.nominalKw = nominalKw;
        this.epsilon = epsilon;
        this.realTime = realTime;
        this.ball = ball;
        rows = new JointRows(nominalKw, realTime, ball, !(ball.support() instanceof SupportBox));
        fixedKw = new double[ball.samples().intervals()];
        distances = distances(fixedKw);
        choice = root();
    }

    private ExactDistance distances(double[] gainKw) {
        return new ExactDistance(ball, epsilon, rows.slopes(gainKw, ones()), rows.intervals());
    }

    private double[] ones() {
        double[] ones = new double[rows.count()];
        Arrays.fill(ones, 1);
        return ones;
    }

    /// Fixes the rule.
    void fix(double[] gainKw) {
        ends = null;
        fixedKw = gainKw.clone();
        distances = distances(gainKw);
    }

    /// Frees the rule, at the distances that a plan keeps.
    void free(double[] marginKw, double[] plannedKw) {
        ends = distances.ends(rows.margins(marginKw, plannedKw, ones()));
    }

    /// Frees the rule, with no more than each row by itself needs: a relaxation of all there is.
    void freeEachRow() {
        ends = ExactDistance.endsAlone(ball, epsilon, rows.intervals());
    }

    /// Puts a node's decisions in force.
    void choose(ExactChoice node) {
        choice = node;
    }

    /// {@return how many yes-or-no decisions there are}
    static int binaries(Member member, int intervals) {
        return member.residualKw().count() + (member.supportKw() instanceof SupportBox ? intervals : 0);
    }

    /// {@return the decisions that are made from the start}
    ExactChoice root() {
        ExactChoice root = ExactChoice.open();
        for (int k = 0; k < rows.count(); k++) {
            if (distances.end(k) == Double.POSITIVE_INFINITY) {
                root = root.within(k);
            }
        }
        return closed(root);
    }

    /// {@return the same with samples kept that do not fit into what is left}
    ExactChoice closed(ExactChoice node) {
        ExactChoice closed = node;
        for (int i = 0; i < distances.samples(); i++) {
            if (closed.isOpen(i) && !distances.mayGiveUp(closed, i)) {
                closed = closed.keeping(i);
            }
        }
        return closed;
    }

    /// {@return all decisions as a plan that keeps the promise makes them}
    ExactChoice complete(double[] marginKw, double[] plannedKw) {
        double[] margins = rows.margins(marginKw, plannedKw, ones());
        distances.keeps(margins);
        ExactChoice complete = ExactChoice.open();
        for (int i = 0; i < distances.samples(); i++) {
            complete = distances.isGivenUp(i) ? complete.givingUp(i) : complete.keeping(i);
        }
        for (int k = 0; k < rows.count(); k++) {
            complete = distances.isBeyond(k, margins[k]) ? complete.beyond(k) : complete.within(k);
        }
        return complete;
    }

    /// {@return whether a choice gives up no more than it may}
    boolean isWithinEpsilon(ExactChoice node) {
        return distances.isWithinEpsilon(node);
    }

    /// {@return where the last point breaks the promise; null if it keeps it}
    @Nullable
    Branch branch() {
        return branch;
    }

    @Override
    public boolean holdsLimits() {
        return !(ball.support() instanceof SupportBox);
    }

    @Override
    public void expect(double[] likelyKw) {
        // The rule is fixed.
    }

    @Override
    public double reachUp(int t) {
        return ball.support() instanceof SupportBox box ? box.high().get(t) : 0;
    }

    @Override
    public double reachDown(int t) {
        return ball.support() instanceof SupportBox box ? -box.low().get(t) : 0;
    }

    @Override
    public double gainLeastKw(int t) {
        return ends == null ? fixedKw[t] : 0;
    }

    @Override
    public double gainMostKw(int t) {
        return ends == null ? fixedKw[t] : Double.POSITIVE_INFINITY;
    }

    @Override
    public void addTo(ConicProgram.Builder program, MemberVariables variables, int[] gain, double backoffKw) {
        member = variables;
        backoff = backoffKw;
        handles.clear();
        handleRow.clear();
        ExactDistance.Ends free = ends;
        if (free != null) {
            for (int k = 0; k < rows.count() && !free.isEmpty(); k++) {
                addFreeRow(program, k, gain, free.high(k));
                addFreeRow(program, k, gain, free.low(k));
            }
            return;
        }
        double spare = distances.spare(choice);
        boolean apart = ball.radius() > 0 && !choice.kept().isEmpty() && !choice.within().isEmpty();
        int reach = apart
                ? program.addVariable(0, 0, distances.reachMost(choice))
                : CommunityProgram.NONE;
        RowBuilder budget = new RowBuilder().add(reach, spare);
        int[] excess = new int[distances.samples()];
        for (int i = choice.kept().nextSetBit(0); apart && i >= 0; i = choice.kept().nextSetBit(i + 1)) {
            excess[i] = program.addVariable(0, 0, distances.reachMost(choice));
            budget.add(excess[i], -distances.weight(i));
        }
        for (int k = 0; k < rows.count(); k++) {
            double slope = distances.slope(k);
            addRow(program, k, new RowBuilder(), slope * distances.least(k, choice));
            for (int i = 0; apart && slope > 0 && choice.within().get(k) && i < excess.length; i++) {
                if (choice.kept().get(i)) {
                    addRow(program, k, new RowBuilder().add(reach, -slope).add(excess[i], slope),
                            slope * distances.along(k, i));
                }
            }
        }
        if (apart) {
            program.addGreaterOrEqual(budget.variables(), budget.coefficients(), ball.radius());
        }
    }

    /// `m_k + row ≥ needed`. Without variables it is true, or nothing is feasible.
    private void addRow(ConicProgram.Builder program, int k, RowBuilder row, double neededKw) {
        double right = neededKw + backoff - rows.addMargin(row, k, RecourseProgram.added(member), 1);
        if (row.size() > 0) {
            handles.add(program.addGreaterOrEqual(row.variables(), row.coefficients(), right));
            handleRow.add(k);
        } else if (right > 2 * backoff) {
            program.addVariable(0, 1, 0);
        }
    }

    /// `m_k ≥ (α + βQ) end`.
    private void addFreeRow(ConicProgram.Builder program, int k, int[] gain, double end) {
        addRow(program, k, new RowBuilder().add(gain[rows.interval(k)], -rows.factor(k) * end),
                rows.constant(k) * end);
    }

    @Override
    public double adapted(double gainKw, double spareKw, int t) {
        return ends == null ? fixedKw[t] : gainKw;
    }

    /// Adds nothing: what is left out is decided by branching. Looks where.
    @Override
    public boolean refine(Solution solution, double[] gainKw) {
        branch = null;
        if (ends != null) {
            return false;
        }
        double[] margin = new double[gainKw.length];
        double[] planned = new double[gainKw.length];
        for (int t = 0; t < margin.length; t++) {
            margin[t] = solution.value(RecourseProgram.added(member).margin().get(t));
            planned[t] = RecourseProgram.added(member).planned().kw(solution, t, realTime);
        }
        double lacking = lackingKw(distances, margin, planned, 0);
        if (lacking > 0) {
            distances.keeps(rows.margins(margin, planned, ones()));
            branch = branch(lacking);
        }
        return false;
    }

    /// The nearest of the samples in the tail that is open, or whose nearest row is. If there is none the node's rows keep the promise.
    private @Nullable Branch branch(double lackingKw) {
        for (int i : distances.tail()) {
            if (choice.isOpen(i)) {
                return new Branch(true, i, lackingKw);
            }
            int row = distances.nearest(i);
            if (choice.kept().get(i) && !choice.within().get(row) && !choice.beyond().get(row)
                    && distances.distance(i) < Double.POSITIVE_INFINITY) {
                return new Branch(false, row, lackingKw);
            }
        }
        return null;
    }

    /// {@return the least that all margins of the promise need together beyond what they have, not below a given (negative) amount (kW);
    /// `+∞` if no amount helps}
    private double lackingKw(ExactDistance distance, double[] marginKw, double[] plannedKw, double leastKw) {
        double low = leastKw;
        if (keeps(distance, marginKw, plannedKw, low)) {
            return low;
        }
        double high = 0;
        for (double step = FIRST_STEP_KW; !keeps(distance, marginKw, plannedKw, high); step *= 4) {
            if (high > MOST_NOMINAL * nominalKw) {
                return Double.POSITIVE_INFINITY;
            }
            low = high;
            high += step;
        }
        for (int step = 0; step < STEPS_MAX && high - low > 1e-12 * Math.max(1, high); step++) {
            double middle = 0.5 * (low + high);
            if (keeps(distance, marginKw, plannedKw, middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private boolean keeps(ExactDistance distance, double[] marginKw, double[] plannedKw, double moreKw) {
        return distance.keeps(rows.margins(plus(marginKw, moreKw), plannedKw, ones()));
    }

    private static double[] plus(double[] values, double addend) {
        return Arrays.stream(values).map(value -> value + addend).toArray();
    }

    @Override
    public double[] marginsNeededKw(double[] gainKw, double[] marginKw, double[] plannedKw) {
        ExactDistance distance = Arrays.equals(gainKw, fixedKw) ? distances : distances(gainKw);
        double lacking = lackingKw(distance, marginKw, plannedKw, -SPARED * backoff);
        if (lacking == Double.POSITIVE_INFINITY) {
            return plus(marginKw, MOST_NOMINAL * nominalKw);
        }
        double[] needed = distance.needed(rows.margins(plus(marginKw, lacking), plannedKw, ones()));
        return Arrays.copyOf(needed, gainKw.length);
    }

    @Override
    public double riskPrice(Solution solution, int t) {
        double price = 0;
        for (int h = 0; h < handles.size(); h++) {
            price += handleRow.get(h) == t ? solution.dual(handles.get(h)) : 0;
        }
        return price;
    }

    @Override
    public boolean rescale(double[] gainKw, double[] marginKw, double[] plannedKw) {
        return false;
    }

    @Override
    public void restoreScaling() {
        // There is none.
    }
}
