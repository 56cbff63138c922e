package org.tavan.dro;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tavan.asset.GridLimits;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.market.EnergyPrices;
import org.tavan.recourse.AffineRecourse;
import org.tavan.recourse.CausalRecourse;
import org.tavan.recourse.DiagonalRecourse;
import org.tavan.recourse.StorageRecourse;
import org.tavan.recourse.StorageRule;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.WassersteinBall;
import org.tavan.uncertainty.WholeSpace;

/// A rule of any memory, with or without batteries that follow, for every norm and support, written out whole: no row is
/// generated, and every form is exact but that of a two-sided price beyond a diagonal rule (see `AffineCost`).
///
/// - Promise: `a[t]ᵀξ ≤ m[t]` with `a[t] = C e_t − Q[t] − D[t] + Γ[t]`, each by the worst-case CVaR at `ε_t`, or all together by that of
///   `max_t δ_t (a[t]ᵀξ − m[t])`.
/// - Limits, real-time (8b) and those of batteries: for every `ξ` in the support; on the whole space, where no finite one can hold
///   everywhere, as further rows of the promise.
///
/// Source: the paper, (13)–(18). Departs from it: see `WorstCaseWriter` and `StorageGains`.
final class AffineProgram implements RecourseProgram {
    private final double nominalKw;
    private final GridLimits realTime;
    private final RecourseRule rule;
    private final WassersteinBall ball;
    private final SupportRows support;
    private final boolean joint;
    private final double epsilon;
    private final double stepHours;
    private final EnergyPrices prices;
    private final StorageGains.Moments moments;
    private final boolean[] answered;
    private final int intervals;
    private final JointScaling scaling;
    private final IdentityHashMap<AffineRecourse, Reading> readings = new IdentityHashMap<>();

    private @Nullable GainVariables gain;
    private List<StorageGains> storages = List.of();
    private List<MemberVariables.StorageVariables> storageVariables = List.of();
    private List<UncertainSum> promise = List.of();
    private AffineSum cost = new AffineSum();
    private int[] needed = {};
    private int[] marginRow = {};
    private double backoff;

    /// What a point says of a rule.
    ///
    /// @param promise the rows of the promise in plain numbers, those of the margins first
    private record Reading(Profile neededKw, double cents, List<UncertainSum> promise) {}

    /// @param epsilon of each row of the promise for `BONFERRONI`, as if it had the `T` rows of the margins alone; else of all of them
    AffineProgram(double nominalKw, GridLimits realTime, RecourseRule rule, WassersteinBall ball,
            JointMethod method, double epsilon, double stepHours, EnergyPrices prices) {
        this.nominalKw = nominalKw;
        this.realTime = realTime;
        this.rule = rule;
        this.ball = ball;
        this.epsilon = epsilon;
        this.stepHours = stepHours;
        this.prices = prices;
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
    }

    @Override
    public void addTo(ConicProgram.Builder program, MemberVariables member, double backoffKw) {
        backoff = backoffKw;
        storageVariables = rule.storage() ? member.storages() : List.of();
        boolean diagonal = rule.memory() == 0;
        GainVariables q = new GainVariables(program, rule, answered,
                diagonal && storageVariables.isEmpty() ? 0 : Double.NEGATIVE_INFINITY);
        gain = q;
        storages = storageVariables.stream()
                .map(battery -> new StorageGains(program, battery, rule, answered, stepHours))
                .toList();
        List<UncertainSum> exchange = new ArrayList<>();
        promise = new ArrayList<>();
        needed = new int[intervals];
        marginRow = new int[intervals];
        for (int t = 0; t < intervals; t++) {
            UncertainSum asked = new UncertainSum(intervals);
            q.addTo(asked, t, 1);
            exchange.add(asked);
            needed[t] = program.addVariable(0);
            marginRow[t] = program.addGreaterOrEqual(new int[]{member.margin().get(t), needed[t]},
                    new double[]{1, -1}, backoffKw);
            promise.add(open(program, t));
        }
        WorstCaseWriter writer = new WorstCaseWriter(program, ball);
        List<UncertainSum> limits = limits(program, exchange, member.planned());
        if (ball.support() instanceof WholeSpace) {
            promise.addAll(limits);
        } else {
            limits.forEach(writer::keepAlways);
        }
        addPromise(writer);
        addCost(program, exchange, diagonal);
    }

    /// `a[t]ᵀξ − n[t]` with the margin needed `n`, each slope a variable of its own where several gains make it up.
    private UncertainSum open(ConicProgram.Builder program, int t) {
        UncertainSum supplied = new UncertainSum(intervals);
        if (gain != null) {
            gain.addTo(supplied, t, 1);
        }
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
        open.constant.add(needed[t], -1);
        return open;
    }

    private List<UncertainSum> limits(ConicProgram.Builder program, List<UncertainSum> exchange,
            PlannedExchange planned) {
        List<UncertainSum> limits = new ArrayList<>();
        for (int t = 0; t < intervals; t++) {
            addLimit(limits, exchange.get(t), planned, t, 1, realTime.importMaxKw());
            addLimit(limits, exchange.get(t), planned, t, -1, realTime.exportMaxKw());
        }
        storages.forEach(battery -> limits.addAll(battery.limits(program, answered)));
        return limits;
    }

    private static void addLimit(List<UncertainSum> limits, UncertainSum exchange, PlannedExchange planned,
            int t, double sign, double limitKw) {
        if (limitKw < Double.POSITIVE_INFINITY) {
            UncertainSum beyond = exchange.times(sign);
            RowBuilder row = new RowBuilder();
            planned.addTo(row, t, sign);
            beyond.constant.add(row).plus(-limitKw);
            limits.add(beyond);
        }
    }

    private void addPromise(WorstCaseWriter writer) {
        if (joint) {
            writer.keepTail(scaling.scaled(promise), epsilon);
            return;
        }
        double each = epsilon * intervals / promise.size();
        for (UncertainSum row : promise) {
            writer.keepTail(List.of(row), each);
        }
    }

    private void addCost(ConicProgram.Builder program, List<UncertainSum> exchange, boolean diagonal) {
        cost = new AffineCost(program, ball, prices, stepHours).of(exchange, diagonal);
        int bound = program.addVariable(1);
        new AffineSum().add(cost, 1).add(bound, -1).atMost(program, 0);
        storages.forEach(battery -> battery.addWear(program, moments));
    }

    @Override
    public AffineRecourse rule(Solution solution, double[] marginKw, double[] plannedKw) {
        GainVariables variables = gain;
        if (variables == null) {
            throw new IllegalStateException("The rule was read before it was added to a program.");
        }
        CausalRecourse full = variables.read(solution);
        AffineRecourse exchange = rule.memory() == 0 ? diagonal(full) : full;
        List<StorageRule> batteries = storages.stream().map(battery -> battery.read(solution)).toList();
        AffineRecourse found = batteries.isEmpty() ? exchange : new StorageRecourse(exchange, batteries);
        double[] needs = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            needs[t] = solution.value(needed[t]);
        }
        double cents = cost.value(solution);
        for (int k = 0; k < batteries.size(); k++) {
            cents += StorageGains.wearCents(batteries.get(k), storageVariables.get(k).battery(), moments,
                    stepHours);
        }
        readings.put(found, new Reading(Profile.of(needs), cents,
                promise.stream().map(row -> row.valueAt(solution)).toList()));
        return found;
    }

    private DiagonalRecourse diagonal(CausalRecourse full) {
        double[] packed = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            double value = full.gainKw(t, t);
            packed[t] = rule.storage() ? value : Math.max(0, value);
        }
        return new DiagonalRecourse(Profile.of(packed));
    }

    private Reading reading(AffineRecourse found) {
        Reading reading = readings.get(found);
        if (reading == null) {
            throw new IllegalStateException("The rule was not read from this program.");
        }
        return reading;
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
        for (int j = 0; j <= t; j++) {
            row[j] = sign * found.gainKw(t, j);
        }
        return support.most(row);
    }

    /// {@return false: all rows are there from the start}
    @Override
    public boolean refine(Solution solution, AffineRecourse found) {
        return false;
    }

    @Override
    public double[] marginsNeededKw(AffineRecourse found, double[] marginKw, double[] plannedKw) {
        return reading(found).neededKw.toArray();
    }

    /// With the wear of batteries that follow, beyond that of their planned flows.
    @Override
    public double worstCaseCents(AffineRecourse found) {
        return reading(found).cents;
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
        Reading reading = reading(found);
        List<UncertainSum> rows = new ArrayList<>();
        for (int k = 0; k < reading.promise.size(); k++) {
            UncertainSum row = reading.promise.get(k).times(1);
            if (k < intervals) {
                row.constant.plus(reading.neededKw.get(k) - marginKw[k] + backoff);
            }
            rows.add(row);
        }
        return scaling.improve(rows);
    }

    @Override
    public void restoreScaling() {
        scaling.restore();
    }
}
