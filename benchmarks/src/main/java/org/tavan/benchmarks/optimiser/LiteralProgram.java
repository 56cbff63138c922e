package org.tavan.benchmarks.optimiser;

import java.util.List;
import org.tavan.asset.Battery;
import org.tavan.asset.FlexibleLoad;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;
import org.tavan.market.PeerLink;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.SupportBox;

/// The problem as the paper writes it, nothing reduced: one dual vector `γ ∈ ℝ₊^2T` for every sample of the expected cost, and one for
/// every sample and hour of the individual chance constraints. Diagonal rule, 1-norm, box.
///
/// Source: the paper, (12)–(18). Departs from it: the right side of (18) is `ε·s`, its other faults are put right as well, and (8b)
/// bounds the rule; one real-time price, as in the paper. Battery and shifted load are those of the planner.
final class LiteralProgram {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final CommunityProblem problem;
    private final int intervals;
    private final double dt;
    private final double intervalEpsilon;
    private final ProgramData.Builder program = new ProgramData.Builder();
    /// Margin of each member and hour.
    private final int[][] margin;

    private LiteralProgram(CommunityProblem problem) {
        this.problem = problem;
        intervals = problem.intervals();
        dt = problem.stepHours();
        intervalEpsilon = problem.promise().epsilon() / intervals;
        margin = new int[problem.members().size()][intervals];
    }

    /// @param problem with one real-time price, without commitments and limits of the connection
    /// @throws IllegalArgumentException if it has two real-time prices
    static ProgramData of(CommunityProblem problem) {
        if (!problem.prices()
                .realTimeBuyCentsPerKwh()
                .equals(problem.prices().realTimeSellCentsPerKwh())) {
            throw new IllegalArgumentException(
                    "The paper's form has one real-time price, but the problem has two.");
        }
        LiteralProgram literal = new LiteralProgram(problem);
        literal.addBalances();
        for (int n = 0; n < literal.margin.length; n++) {
            literal.addRule(n);
        }
        return literal.program.build();
    }

    /// `m − p − d + c + f − Σ(take − give) = −Cμ`.
    private void addBalances() {
        Row[][] balance = new Row[margin.length][intervals];
        List<String> ids = problem.members().stream().map(Member::id).toList();
        for (int n = 0; n < margin.length; n++) {
            Member member = problem.members().get(n);
            for (int t = 0; t < intervals; t++) {
                margin[n][t] = program.variable(0, 0, -INFINITY, INFINITY);
                double cents = dt * problem.prices().dayAheadCentsPerKwh().get(t);
                int p = program.variable(0, cents, -member.grid().exportMaxKw(), member.grid().importMaxKw());
                balance[n][t] = new Row().add(margin[n][t], 1).add(p, -1);
            }
            addBattery(member, balance[n]);
            addFlexibleLoad(member, balance[n]);
        }
        for (PeerLink link : problem.peerLinks()) {
            addLink(link, balance[ids.indexOf(link.firstId())], balance[ids.indexOf(link.secondId())]);
        }
        for (int n = 0; n < margin.length; n++) {
            for (int t = 0; t < intervals; t++) {
                equal(balance[n][t], -problem.members().get(n).forecastKw().get(t));
            }
        }
    }

    private void addBattery(Member member, Row[] balance) {
        if (member.battery() == null) {
            return;
        }
        Battery battery = member.battery().battery();
        double wear = 2 * dt * battery.wearCents();
        int before = -1;
        for (int t = 0; t < intervals; t++) {
            boolean last = t == intervals - 1;
            int charge = program.variable(wear, 0, 0, battery.chargeMaxKw());
            int discharge = program.variable(wear, 0, 0, battery.dischargeMaxKw());
            int energy = program.variable(0, 0, last ? battery.energyFinalMinKwh() : battery.energyMinKwh(),
                    battery.energyMaxKwh());
            Row row = new Row().add(energy, 1)
                    .add(charge, -dt * battery.chargeEfficiency())
                    .add(discharge, dt / battery.dischargeEfficiency());
            equal(t == 0 ? row : row.add(before, -1), t == 0 ? member.battery().energyKwh() : 0);
            balance[t].add(discharge, -1).add(charge, 1);
            before = energy;
        }
    }

    private void addFlexibleLoad(Member member, Row[] balance) {
        if (member.flexible() == null) {
            return;
        }
        FlexibleLoad load = member.flexible().load();
        int before = -1;
        for (int t = 0; t < intervals; t++) {
            double most = t == intervals - 1 ? 0 : load.shiftMaxKwh();
            int served = program.variable(0, 0, 0, load.powerMaxKw());
            int shifted = program.variable(2 * dt * load.discomfortCents(), 0, -most, most);
            Row row = new Row().add(shifted, 1).add(served, -dt);
            equal(t == 0 ? row : row.add(before, -1), (t == 0 ? member.flexible().shiftedKwh() : 0)
                    - dt * member.flexible().desiredKw().get(t));
            balance[t].add(served, 1);
            before = shifted;
        }
    }

    private void addLink(PeerLink link, Row[] first, Row[] second) {
        for (int t = 0; t < intervals; t++) {
            double wear = 2 * dt * link.wearCents();
            double fee = dt * link.feeCentsPerKwh();
            int firstTakes = program.variable(wear, fee, 0, link.limitKw());
            int secondTakes = program.variable(wear, fee, 0, link.limitKw());
            first[t].add(firstTakes, -1).add(secondTakes, 1);
            second[t].add(secondTakes, -1).add(firstTakes, 1);
        }
    }

    private void addRule(int n) {
        Member member = problem.members().get(n);
        double nominalKw = member.nominalKw();
        EmpiricalDistribution samples = member.residualKw().dividedBy(nominalKw);
        SupportBox box = (SupportBox) member.supportKw().dividedBy(nominalKw);
        int[] gain = new int[intervals];
        double[] cents = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            double most = Math.min(member.realTime().importMaxKw() / box.high().get(t),
                    member.realTime().exportMaxKw() / -box.low().get(t));
            gain[t] = program.variable(0, 0, 0, most);
            cents[t] = dt * problem.prices().realTimeBuyCentsPerKwh().get(t);
        }
        addExpectedCost(samples, box, gain, cents);
        for (int t = 0; t < intervals; t++) {
            addChanceConstraint(samples, box, nominalKw, gain[t], margin[n][t], t);
        }
    }

    /// (14): `min λρ + (1/I) Σ s_i` with `s_i ≥ vᵀξ̂_i + γ_iᵀ(d − Hξ̂_i)`, `‖Hᵀγ_i − v‖_∞ ≤ λ`, `v = Qᵀ(Δt c)`.
    private void addExpectedCost(EmpiricalDistribution samples, SupportBox box, int[] gain, double[] cents) {
        int lambda = program.variable(0, problem.promise().radius(), 0, INFINITY);
        for (int i = 0; i < samples.count(); i++) {
            int worst = program.variable(0, 1.0 / samples.count(), -INFINITY, INFINITY);
            Row row = new Row().add(worst, -1);
            for (int j = 0; j < intervals; j++) {
                row.add(gain[j], cents[j] * samples.value(i, j));
                addDual(row, samples.value(i, j), box, j, lambda, gain[j], cents[j], 0);
            }
            atMost(row, 0);
        }
    }

    /// (18) put right: `τ + (λρ + (1/I) Σ s_i)/ε ≤ 0` with `s_i ≥ −m − τ + aᵀξ̂_i + γ_iᵀ(d − Hξ̂_i)`, `‖Hᵀγ_i − a‖_∞ ≤ λ`, `s_i ≥ 0`,
    /// `a = (C − Q[t]) e[t]`.
    private void addChanceConstraint(EmpiricalDistribution samples, SupportBox box, double nominalKw,
            int gain,
            int marginKw, int t) {
        int lambda = program.variable(0, 0, 0, INFINITY);
        int tau = program.variable(0, 0, -INFINITY, INFINITY);
        Row tail = new Row().add(tau, 1).add(lambda, problem.promise().radius() / intervalEpsilon);
        for (int i = 0; i < samples.count(); i++) {
            int excess = program.variable(0, 0, 0, INFINITY);
            tail.add(excess, 1 / (intervalEpsilon * samples.count()));
            double xi = samples.value(i, t);
            Row row = new Row().add(marginKw, -1).add(tau, -1).add(excess, -1).add(gain, -xi);
            for (int j = 0; j < intervals; j++) {
                addDual(row, samples.value(i, j), box, j, lambda, gain, j == t ? -1 : 0,
                        j == t ? nominalKw : 0);
            }
            atMost(row, -nominalKw * xi);
        }
        atMost(tail, 0);
    }

    /// The pair of duals of one coordinate, with `|γ⁺ − γ⁻ − (factor·gain + constant)| ≤ λ`.
    private void addDual(Row row, double xi, SupportBox box, int j, int lambda, int gain, double factor,
            double constant) {
        int up = program.variable(0, 0, 0, INFINITY);
        int down = program.variable(0, 0, 0, INFINITY);
        row.add(up, box.high().get(j) - xi).add(down, xi - box.low().get(j));
        Row above = new Row().add(up, 1).add(down, -1).add(lambda, -1);
        Row below = new Row().add(up, -1).add(down, 1).add(lambda, -1);
        if (factor != 0) {
            above.add(gain, -factor);
            below.add(gain, factor);
        }
        atMost(above, constant);
        atMost(below, -constant);
    }

    private void equal(Row row, double right) {
        program.row(row.variables(), row.coefficients(), right, right);
    }

    private void atMost(Row row, double right) {
        program.row(row.variables(), row.coefficients(), -INFINITY, right);
    }
}
