package org.tavan.dro;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.tavan.asset.Battery;
import org.tavan.conic.Profile;
import org.tavan.dro.LinearProgram.Sum;
import org.tavan.market.DemandCharge;
import org.tavan.market.PeerLink;
import org.tavan.market.PeerTrade;
import org.tavan.plan.CommunityPlan;
import org.tavan.plan.MemberPlan;
import org.tavan.problem.BatteryState;
import org.tavan.problem.Commitment;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.FlexibleDemand;
import org.tavan.problem.Member;
import org.tavan.uncertainty.EmpiricalDistribution;

/// The problem as the literature states it, without any reduction: an oracle for small cases. Quadratic costs are the
/// highest of their tangents, many of them near a given plan, so its optimum is never above the true one, and next to
/// nothing below it if that plan is optimal. Shares nothing with the planner.
final class FullProgram {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    /// Where tangents touch, as seen from the given plan (kW, kWh).
    private static final double[] TANGENTS = {-1, -0.1, -0.01, -1e-3, -1e-4, 0, 1e-4, 1e-3, 0.01, 0.1, 1};

    private final CommunityProblem problem;
    private final int intervals;
    private final double dt;
    private final LinearProgram program;
    private final FullWorstCase worstCase;
    private final FullRule rule;
    private final Map<String, FullRule.Storage> storages = new HashMap<>();
    private final @Nullable CommunityPlan tangentsNear;

    /// @param hourByHour whether the expected cost of each hour has its own worst case (a causal rule's bound), or all hours
    ///        together have one (exact)
    /// @param tangentsNear where the tangents of quadratic costs are dense; null where there are no such costs
    FullProgram(LinearProgram program, CommunityProblem problem, double intervalEpsilon, boolean hourByHour,
            @Nullable CommunityPlan tangentsNear) {
        this.program = program;
        this.worstCase = new FullWorstCase(program, problem.intervals());
        this.tangentsNear = tangentsNear;
        this.problem = problem;
        this.intervals = problem.intervals();
        this.dt = problem.stepHours();
        rule = new FullRule(program, worstCase, problem, intervalEpsilon, hourByHour);
    }

    /// Holds the joint promise by its exact form instead.
    FullProgram with(FullExactPromise exact) {
        rule.exact = exact;
        return this;
    }

    /// {@return the optimal cost; empty if there is no feasible point}
    OptionalDouble optimum() {
        Sum[][] supply = new Sum[problem.members().size()][intervals];
        Sum[] connection = new Sum[intervals];
        for (int t = 0; t < intervals; t++) {
            connection[t] = new Sum();
            for (int n = 0; n < supply.length; n++) {
                supply[n][t] = new Sum();
            }
        }
        Sum[][] own = new Sum[supply.length][];
        for (int n = 0; n < supply.length; n++) {
            own[n] = Stream.generate(Sum::new).limit(intervals).toArray(Sum[]::new);
            addAssets(problem.members().get(n), supply[n], own[n]);
            for (int t = 0; t < intervals; t++) {
                connection[t].add(own[n][t], 1);
            }
        }
        problem.peerLinks().forEach(link -> addLink(link, supply));
        double[] committed = Arrays.stream(connection).mapToDouble(sum -> sum.constant).toArray();
        for (int n = 0; n < supply.length; n++) {
            Member member = problem.members().get(n);
            rule.add(member, supply[n], connection, storages.get(member.id()));
            addMetered(member.demandCharge(), List.of(n), own, supply);
        }
        addMetered(problem.demandCharge(), IntStream.range(0, supply.length).boxed().toList(), own, supply);
        for (int t = 0; t < intervals; t++) {
            program.atMost(connection[t], Math.max(problem.connection().importMaxKw(), committed[t]));
            program.atMost(new Sum().add(connection[t], -1),
                    Math.max(problem.connection().exportMaxKw(), -committed[t]));
        }
        return worstCase.minimum();
    }

    /// The tail mean of the days' highest metered import above what was reached, with the day's own maximum as a variable: what is drawn day-ahead
    /// and not needed is taken off, residuals come on top, and following batteries answer. Day-ahead only.
    private void addMetered(DemandCharge charge, List<Integer> members, Sum[][] own, Sum[][] supply) {
        if (charge.tail() == 0) {
            return;
        }
        EmpiricalDistribution first = problem.members().get(members.getFirst()).residualKw();
        int atRisk = program.variable(-INFINITY, INFINITY, charge.centsPerKw());
        for (int i = 0; i < first.count(); i++) {
            int highest = program.variable(0, INFINITY, 0);
            int beyond = program.variable(0, INFINITY, charge.centsPerKw() * first.weight(i) / charge.tail());
            program.atMost(new Sum().add(highest, 1).add(atRisk, -1).add(beyond, -1), 0);
            for (int t = 0; t < intervals; t++) {
                Sum metered = new Sum().add(highest, -1);
                for (int n : members) {
                    Member member = problem.members().get(n);
                    metered.add(own[n][t], 1)
                            .add(supply[n][t], -1)
                            .plus(member.forecastKw().get(t) + member.residualKw().value(i, t));
                    for (int j = 0; j < intervals; j++) {
                        metered.add(rule.storageSupply(member.id())[t][j],
                                -member.residualKw().value(i, j) / member.nominalKw());
                    }
                }
                program.atMost(metered, charge.reachedKw());
            }
        }
    }

    private void addAssets(Member member, Sum[] supply, Sum[] connection) {
        BatteryState state = member.battery();
        if (state != null) {
            storages.put(member.id(), new FullRule.Storage(state.battery()));
        }
        Sum energy = new Sum();
        Sum shifted = new Sum();
        for (int t = 0; t < intervals; t++) {
            double cents = dt * problem.prices().dayAheadCentsPerKwh().get(t);
            Commitment committed = member.commitment();
            if (committed != null) {
                double kw = committed.gridImportKw().get(t) - committed.gridExportKw().get(t);
                supply[t].plus(kw);
                connection[t].plus(kw);
                program.addCost(Sum.of(cents * kw));
            } else {
                int imported = program.variable(0, member.grid().importMaxKw(), cents);
                int exported = program.variable(0, member.grid().exportMaxKw(), -cents);
                supply[t].add(imported, 1).add(exported, -1);
                connection[t].add(imported, 1).add(exported, -1);
            }
            if (state != null) {
                Battery battery = state.battery();
                int charge = program.variable(0, battery.chargeMaxKw(), 0);
                int discharge = program.variable(0, battery.dischargeMaxKw(), 0);
                addSquare(charge, dt * battery.wearCents(), at(member, MemberPlan::chargeKw, t));
                addSquare(discharge, dt * battery.wearCents(), at(member, MemberPlan::dischargeKw, t));
                supply[t].add(discharge, 1).add(charge, -1);
                energy.plus(t == 0 ? state.energyKwh() : 0);
                energy.add(charge, dt * battery.chargeEfficiency())
                        .add(discharge, -dt / battery
                                .dischargeEfficiency());
                Objects.requireNonNull(storages.get(member.id()))
                        .add(charge, discharge, new Sum().add(energy, 1));
                program.range(energy,
                        t == intervals - 1 ? battery.energyFinalMinKwh() : battery.energyMinKwh(), battery
                                .energyMaxKwh());
                if (t == intervals - 1) {
                    program.addCost(new Sum().add(energy, -battery.terminalCentsPerKwh())
                            .plus(battery.terminalCentsPerKwh() * battery.energyFinalMinKwh()));
                }
            }
            FlexibleDemand demand = member.flexible();
            if (demand != null) {
                int served = program.variable(0, demand.load().powerMaxKw(), 0);
                supply[t].add(served, -1);
                shifted.plus((t == 0 ? demand.shiftedKwh() : 0) - dt * demand.desiredKw().get(t))
                        .add(served, dt);
                double limit = t == intervals - 1 ? 0 : demand.load().shiftMaxKwh();
                int shift = program.variable(-limit, limit, 0);
                addSquare(shift, dt * demand.load().discomfortCents(),
                        at(member, MemberPlan::shiftedKwh, t));
                program.range(new Sum().add(shift, -1).add(shifted, 1), 0, 0);
            }
        }
    }

    /// Adds `cents · v²` to the cost, from below.
    private void addSquare(int variable, double cents, double near) {
        if (tangentsNear == null) {
            return;
        }
        int cost = program.variable(0, INFINITY, 1);
        for (double distance : TANGENTS) {
            double at = near + distance;
            program.atMost(new Sum().add(variable, 2 * cents * at).add(cost, -1), cents * at * at);
        }
    }

    private double at(Member member, Function<MemberPlan, Profile> quantity, int t) {
        return tangentsNear == null ? 0 : quantity.apply(tangentsNear.member(member.id())).get(t);
    }

    private double taken(String by, String from, int t) {
        return tangentsNear == null
                ? 0
                : tangentsNear.member(by)
                        .peers()
                        .stream()
                        .filter(flow -> flow.peerId().equals(from))
                        .findFirst()
                        .orElseThrow()
                        .takeKw()
                        .get(t);
    }

    private void addLink(PeerLink link, Sum[][] supply) {
        List<String> ids = problem.members().stream().map(Member::id).toList();
        for (int t = 0; t < intervals; t++) {
            PeerTrade committed = link.committed();
            if (committed != null) {
                double firstKw = committed.firstTakesKw().get(t);
                double secondKw = committed.secondTakesKw().get(t);
                supply[ids.indexOf(link.firstId())][t].plus(firstKw - secondKw);
                supply[ids.indexOf(link.secondId())][t].plus(secondKw - firstKw);
                program.addCost(Sum.of(dt * link.feeCentsPerKwh() * (firstKw + secondKw)));
                continue;
            }
            int first = program.variable(0, link.limitKw(), dt * link.feeCentsPerKwh());
            int second = program.variable(0, link.limitKw(), dt * link.feeCentsPerKwh());
            addSquare(first, dt * link.wearCents(), taken(link.firstId(), link.secondId(), t));
            addSquare(second, dt * link.wearCents(), taken(link.secondId(), link.firstId(), t));
            supply[ids.indexOf(link.firstId())][t].add(first, 1).add(second, -1);
            supply[ids.indexOf(link.secondId())][t].add(second, 1).add(first, -1);
        }
    }
}
