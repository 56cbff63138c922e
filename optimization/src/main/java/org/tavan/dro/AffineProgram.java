package org.tavan.dro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

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
import org.tavan.recourse.DiagonalRecourse;
import org.tavan.recourse.StorageRecourse;
import org.tavan.recourse.StorageRule;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.WassersteinBall;
import org.tavan.uncertainty.WholeSpace;

/// A rule of any memory, with or without batteries that follow, for every norm and support, written out whole: no row is
/// generated, and every form is exact but that of a two-sided price beyond a diagonal rule (see `AffineCost`).
/// What a rule needs and costs is found of its plain numbers afterwards (see `WorstCaseValue`), not read from the solver's variables.
///
/// - Promise: `a[t]ᵀξ ≤ m[t]` with `a[t] = C e_t − Q[t] − D[t] + Γ[t]`, each by the worst-case CVaR at `ε_t`, or all together by that of
///   `max_t δ_t (a[t]ᵀξ − m[t])`.
/// - Limits, real-time (8b) and those of batteries: for every `ξ` in the support; on the whole space, where no finite one can hold
///   everywhere, as further rows of the promise.
/// - A battery that follows is netted, which at `ξ = 0` supplies `s[t]` more than its linear rule (see `StorageRule`): the promise has `m[t] − s[t]`.
///
/// Source: the paper, (13)–(18). Departs from it: see `WorstCaseWriter` and `StorageGains`.
final class AffineProgram implements RecourseProgram {
    /// More steps than the common amount ever took.
    private static final int STEPS_MAX = 20;

    private final double nominalKw;
    private final GridLimits realTime;
    private final RecourseRule rule;
    private final WassersteinBall ball;
    private final SupportRows support;
    private final boolean joint;
    private final double epsilon;
    private final double stepHours;
    private final StorageGains.Moments moments;
    private final boolean[] answered;
    private final int intervals;
    private final JointScaling scaling;
    private final AffineCost costForm;
    private final WorstCaseValue worstCase;
    private final IdentityHashMap<AffineRecourse, Double> cents = new IdentityHashMap<>();
    private final List<StorageTerms> followers;
    /// Of a rule read here the limits of its batteries that are promised, in plain numbers, as the program had them.
    private final IdentityHashMap<AffineRecourse, List<UncertainSum>> promised = new IdentityHashMap<>();

    private @Nullable GainVariables gain;
    private List<StorageGains> storages = List.of();
    /// On the whole space, what batteries add to the rows of the promise.
    private List<UncertainSum> promisedLimits = List.of();
    private int[] marginRow = {};
    private double backoff;

    /// @param epsilon of each row of the promise for `BONFERRONI`, as if it had the `T` rows of the margins alone; else of all of them
    /// @param followers batteries that may follow
    AffineProgram(double nominalKw, GridLimits realTime, RecourseRule rule, WassersteinBall ball,
            JointMethod method, double epsilon, double stepHours, EnergyPrices prices,
            List<StorageTerms> followers) {
        this.nominalKw = nominalKw;
        this.realTime = realTime;
        this.rule = rule;
        this.ball = ball;
        this.epsilon = epsilon;
        this.stepHours = stepHours;
        this.followers = followers;
        joint = method != JointMethod.BONFERRONI;
        support = new SupportRows(ball.support());
        moments = new StorageGains.Moments(ball.samples());
        intervals = prices.intervals();
        answered = new boolean[intervals];
        for (int t = 0; t < intervals; t++) {
            answered[t] = !(ball.support() instanceof SupportBox box
                    && box.low().get(t) == box.high().get(t));
        }
        scaling = new JointScaling(ball, epsilon);
        worstCase = new WorstCaseValue(ball);
        costForm = new AffineCost(ball, prices, stepHours, rule.memory() == 0);
    }

    @Override
    public void addTo(ConicProgram.Builder program, MemberVariables member, double backoffKw) {
        backoff = backoffKw;
        GainVariables q = new GainVariables(program, rule, answered,
                rule.memory() == 0 && (!rule.storage() || member.storages().isEmpty())
                        ? 0
                        : Double.NEGATIVE_INFINITY);
        gain = q;
        storages = (rule.storage() ? member.storages() : List.<MemberVariables.StorageVariables>of()).stream()
                .map(battery -> new StorageGains(program, battery, rule, answered, stepHours))
                .toList();
        List<UncertainSum> exchange = new ArrayList<>();
        List<UncertainSum> promise = new ArrayList<>();
        marginRow = new int[intervals];
        for (int t = 0; t < intervals; t++) {
            UncertainSum asked = new UncertainSum(intervals);
            q.addTo(asked, t, 1);
            exchange.add(asked);
            int needed = program.addVariable(0);
            marginRow[t] = program.addGreaterOrEqual(new int[]{member.margin().get(t), needed},
                    new double[]{1, -1}, backoffKw);
            promise.add(open(program, q, needed, t));
        }
        WorstCaseWriter writer = new WorstCaseWriter(program, ball);
        List<UncertainSum> limits = new ArrayList<>();
        for (int t = 0; t < intervals; t++) {
            RowBuilder planned = new RowBuilder();
            member.planned().addTo(planned, t, 1);
            addLimits(limits, exchange.get(t), new AffineSum().add(planned));
        }
        promisedLimits = storages.stream()
                .flatMap(battery -> battery.limits(program, answered).stream())
                .toList();
        limits.addAll(promisedLimits);
        if (limitsArePromised()) {
            limits.forEach(limit -> promise.add(backedOff(limit)));
        } else {
            limits.forEach(writer::keepAlways);
        }
        addPromise(writer, promise);
        addCost(program, exchange);
    }

    /// `a[t]ᵀξ − n[t]` with the margin needed `n`, each slope a variable of its own where several gains make it up.
    private UncertainSum open(ConicProgram.Builder program, GainVariables q, int needed, int t) {
        UncertainSum supplied = new UncertainSum(intervals);
        q.addTo(supplied, t, 1);
        storages.forEach(battery -> battery.addSupplyTo(supplied, t, 1));
        UncertainSum open = new UncertainSum(intervals);
        for (int j = 0; j <= t; j++) {
            if (storages.isEmpty() || supplied.slope(j).isZero()) {
                open.slope(j).add(supplied.slope(j), -1);
            } else {
                int sum = program.addVariable(0);
                supplied.slope(j).add(sum, -1).equal(program, 0);
                open.slope(j).add(sum, -1);
            }
        }
        open.slope(t).plus(nominalKw);
        open.constant.add(needed, -1);
        return open;
    }

    private boolean limitsArePromised() {
        return ball.support() instanceof WholeSpace;
    }

    /// The real-time limits of an interval, `Qξ ≤ q̅ − r` and `−Qξ ≤ q̲ + r`.
    private void addLimits(List<UncertainSum> limits, UncertainSum exchange, AffineSum planned) {
        addLimit(limits, exchange, planned, 1, realTime.importMaxKw());
        addLimit(limits, exchange, planned, -1, realTime.exportMaxKw());
    }

    private static void addLimit(List<UncertainSum> limits, UncertainSum exchange, AffineSum planned,
            double sign, double limitKw) {
        if (limitKw < Double.POSITIVE_INFINITY) {
            UncertainSum beyond = exchange.times(sign);
            beyond.constant.add(planned, sign).plus(-limitKw);
            limits.add(beyond);
        }
    }

    /// A limit that is promised, kept with as much to spare as the margins.
    private UncertainSum backedOff(UncertainSum limit) {
        UncertainSum row = limit.times(1);
        row.constant.plus(backoff);
        return row;
    }

    @Override
    public void addStorageSupply(RowBuilder row, int t, EmpiricalDistribution samples, int sample,
            double factor) {
        storages.forEach(battery -> battery.addSupplyTo(row, t, samples, sample, factor));
    }

    private void addPromise(WorstCaseWriter writer, List<UncertainSum> promise) {
        if (joint) {
            writer.keepTail(scaling.scaled(promise), epsilon);
            return;
        }
        for (UncertainSum row : promise) {
            writer.keepTail(List.of(row), rowEpsilon(promise.size()));
        }
    }

    private double rowEpsilon(int rows) {
        return epsilon * intervals / rows;
    }

    private void addCost(ConicProgram.Builder program, List<UncertainSum> exchange) {
        List<UncertainSum> worth = new ArrayList<>();
        for (int t = 0; t < intervals; t++) {
            UncertainSum own = new UncertainSum(intervals);
            for (StorageGains battery : storages) {
                battery.addWorthTo(own, t);
            }
            worth.add(own);
        }
        int bound = program.addVariable(1);
        costForm.in(program, exchange, worth).add(bound, -1).atMost(program, 0);
        storages.forEach(battery -> battery.addWear(program, moments));
    }

    @Override
    public AffineRecourse rule(Solution solution, double[] marginKw, double[] plannedKw) {
        CausalRecourse full = RecourseProgram.added(gain).read(solution);
        AffineRecourse exchange = rule.memory() == 0 ? diagonal(full) : full;
        List<StorageRule> batteries = storages.stream().map(battery -> battery.read(solution)).toList();
        AffineRecourse found = batteries.isEmpty() ? exchange : new StorageRecourse(exchange, batteries);
        if (limitsArePromised()) {
            promised.put(found, promisedLimits.stream().map(row -> row.valueAt(solution)).toList());
        }
        return found;
    }

    private double cents(AffineRecourse found) {
        List<StorageRule> batteries = found instanceof StorageRecourse follows
                ? follows.storages()
                : List.of();
        List<UncertainSum> answers = new ArrayList<>();
        List<UncertainSum> worth = new ArrayList<>();
        for (int t = 0; t < intervals; t++) {
            answers.add(UncertainSum.ofRow(found, t, 1));
            UncertainSum own = new UncertainSum(intervals);
            for (StorageRule battery : batteries) {
                StorageGains.addWorthTo(own, battery, t, stepHours);
            }
            worth.add(own);
        }
        return costForm.cents(answers, worth) + batteries.stream()
                .mapToDouble(battery -> StorageGains.wearCents(battery, moments, stepHours))
                .sum();
    }

    private DiagonalRecourse diagonal(CausalRecourse full) {
        double[] packed = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            double value = full.gainKw(t, t);
            packed[t] = rule.storage() ? value : Math.max(0, value);
        }
        return new DiagonalRecourse(Profile.of(packed));
    }

    @Override
    public double mostImportKw(AffineRecourse found, int t) {
        return most(found, t, 1);
    }

    @Override
    public double mostExportKw(AffineRecourse found, int t) {
        return most(found, t, -1);
    }

    private double most(AffineRecourse found, int t, double sign) {
        double[] row = new double[intervals];
        Arrays.setAll(row, j -> sign * found.gainKw(t, j));
        return support.most(row);
    }

    /// {@return false: all rows are there from the start}
    @Override
    public boolean refine(Solution solution, AffineRecourse found) {
        return false;
    }

    /// The rows of the promise of a rule in plain numbers, those of the margins first.
    ///
    /// @param marginKw what each interval has for its row, `m + r − s`
    /// @param plannedKw `r`, which takes its part of the real-time limits
    private List<UncertainSum> promise(AffineRecourse found, double[] marginKw, double[] plannedKw) {
        List<UncertainSum> rows = new ArrayList<>();
        for (int t = 0; t < intervals; t++) {
            UncertainSum open = new UncertainSum(intervals);
            for (int j = 0; j <= t; j++) {
                open.slope(j).plus((j == t ? nominalKw : 0) - found.supplyGainKw(t, j));
            }
            open.constant.plus(-marginKw[t]);
            rows.add(open);
        }
        if (limitsArePromised()) {
            for (int t = 0; t < intervals; t++) {
                addLimits(rows, UncertainSum.ofRow(found, t, 1), AffineSum.of(plannedKw[t]));
            }
            rows.addAll(batteryLimits(found));
        }
        return rows;
    }

    private List<UncertainSum> batteryLimits(AffineRecourse found) {
        List<UncertainSum> known = promised.get(found);
        if (known != null || !(found instanceof StorageRecourse(var _, var rules))) {
            return known == null ? List.of() : known;
        }
        List<UncertainSum> limits = new ArrayList<>();
        for (StorageRule battery : rules) {
            followers.stream()
                    .filter(terms -> terms.storage().id().equals(battery.storageId()))
                    .forEach(terms -> limits.addAll(StorageGains.limits(battery, terms)));
        }
        return limits;
    }

    private double[] withoutSpare(AffineRecourse found, double[] marginKw) {
        double[] left = new double[intervals];
        Arrays.setAll(left, t -> marginKw[t] - found.spareKw(t));
        return left;
    }

    /// A promised limit that is missed by more than rounding cannot be bought back: it counts as missing in all intervals, so that nobody
    /// takes the plan for a safe one.
    @Override
    public double[] marginsNeededKw(AffineRecourse found, double[] marginKw, double[] plannedKw) {
        double[] left = withoutSpare(found, marginKw);
        double[] needed = joint ? neededTogether(found, left, plannedKw) : neededEach(found, plannedKw);
        Arrays.setAll(needed, t -> needed[t] + found.spareKw(t));
        return needed;
    }

    private double[] neededEach(AffineRecourse found, double[] plannedKw) {
        List<UncertainSum> rows = promise(found, new double[intervals], plannedKw);
        double each = rowEpsilon(rows.size());
        double limitMissed = 0;
        for (UncertainSum limit : rows.subList(intervals, rows.size())) {
            limitMissed = Math.max(limitMissed, worstCase.tail(List.of(limit), each).value());
        }
        double[] needed = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            needed[t] = worstCase.tail(List.of(rows.get(t)), each).value() + limitMissed;
        }
        return needed;
    }

    /// All rows rise by the least common (scaled) amount with which the constraint is met; then each may fall by what it can spare.
    private double[] neededTogether(AffineRecourse found, double[] left, double[] plannedKw) {
        double[] margin = left.clone();
        WorstCaseValue.Tail tail = worstCase.tail(scaling.scaled(promise(found, margin, plannedKw)), epsilon);
        for (int step = 0; step < STEPS_MAX && tail.value() > 0; step++) {
            for (int t = 0; t < intervals; t++) {
                margin[t] += tail.value() / scaling.factor(t);
            }
            tail = worstCase.tail(scaling.scaled(promise(found, margin, plannedKw)), epsilon);
        }
        if (tail.value() > RoundSolver.FEASIBLE_TOLERANCE) {
            // Of limits that no margin buys back.
            return Arrays.stream(left).map(kw -> kw + JointPromise.UNREACHABLE_NOMINAL * nominalKw).toArray();
        }
        for (int t = 0; t < intervals; t++) {
            margin[t] += (tail.value() - tail.spare(t)) / scaling.factor(t);
        }
        return margin;
    }

    /// With the wear of batteries that follow, beyond that of their planned flows, and the worth of what they move.
    @Override
    public double worstCaseCents(AffineRecourse found) {
        return cents.computeIfAbsent(found, this::cents);
    }

    @Override
    public double riskPrice(Solution solution, int t) {
        return solution.dual(marginRow[t]);
    }

    @Override
    public boolean rescale(AffineRecourse found, double[] marginKw, double[] plannedKw) {
        if (!joint) {
            return false;
        }
        return scaling.improve(promise(found, withoutSpare(found, marginKw), plannedKw).stream()
                .map(this::backedOff)
                .toList());
    }

    @Override
    public void restoreScaling() {
        scaling.restore();
    }

    @Override
    public double[] scaling() {
        return joint ? scaling.factors() : new double[0];
    }

    @Override
    public void startFrom(double[] factors, AffineRecourse found, double[] marginKw, Profile riskCentsPerKw) {
        scaling.start(factors);
    }
}
