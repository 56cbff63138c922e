package org.tavan.dro;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;
import org.tavan.asset.Battery;
import org.tavan.dro.LinearProgram.Sum;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.uncertainty.WassersteinBall;
import org.tavan.uncertainty.WholeSpace;

/// The rule of one member as the literature states it, for any norm, support and memory, with batteries that follow or not.
final class FullRule {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final LinearProgram program;
    private final FullWorstCase worstCase;
    private final CommunityProblem problem;
    private final int intervals;
    private final double dt;
    private final double intervalEpsilon;
    private final boolean hourByHour;
    private final Map<String, Sum[][]> storageSupply = new HashMap<>();
    @Nullable
    FullExactPromise exact;

    /// A battery's variables, and its planned energy at the end of each interval.
    record Storage(Battery battery, List<Integer> charge, List<Integer> discharge, List<Sum> energy) {
        Storage(Battery battery) {
            this(battery, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        void add(int chargeVariable, int dischargeVariable, Sum energyThen) {
            charge.add(chargeVariable);
            discharge.add(dischargeVariable);
            energy.add(energyThen);
        }
    }

    /// `sign·(vᵀξ + offset) ≤ limit`.
    private record Limit(List<Sum> v, Sum offset, double sign, double limit) {}

    FullRule(LinearProgram program, FullWorstCase worstCase, CommunityProblem problem, double intervalEpsilon,
            boolean hourByHour) {
        this.program = program;
        this.worstCase = worstCase;
        this.problem = problem;
        this.intervals = problem.intervals();
        this.dt = problem.stepHours();
        this.intervalEpsilon = intervalEpsilon;
        this.hourByHour = hourByHour;
    }

    void add(Member member, Sum[] supply, Sum[] connection, @Nullable Storage battery) {
        WassersteinBall ball = new WassersteinBall(problem.promise().radius(), problem.promise().norm(),
                member.residualKw().dividedBy(member.nominalKw()),
                member.supportKw().dividedBy(member.nominalKw()));
        Storage following = problem.rule().storage() ? battery : null;
        Sum[][] rule = gains(problem.rule().memory() == 0 && following == null ? 0 : -INFINITY);
        Sum[][] supplied = copy(rule);
        Sum[][] lost = gains(0, _ -> false);
        List<Limit> limits = new ArrayList<>();
        if (following != null) {
            addStorage(following, supplied, limits, lost);
        }
        Sum[][] stored = new Sum[intervals][];
        for (int t = 0; t < intervals; t++) {
            stored[t] = sum(scaled(supplied[t], 1), scaled(rule[t], -1));
        }
        storageSupply.put(member.id(), stored);
        List<Sum[]> open = new ArrayList<>();
        List<Sum> shortage = new ArrayList<>();
        for (int t = 0; t < intervals; t++) {
            Sum planned = new Sum();
            if (member.commitment() != null) {
                planned.add(program.variable(0, member.realTime().importMaxKw(), buyCents(t)), 1)
                        .add(program.variable(0, member.realTime().exportMaxKw(), -sellCents(t)), -1);
                supply[t].add(planned, 1);
                connection[t].add(planned, 1);
            }
            limits.add(new Limit(List.of(rule[t]), planned, 1, member.realTime().importMaxKw()));
            limits.add(new Limit(List.of(rule[t]), planned, -1, member.realTime().exportMaxKw()));
            Sum[] left = scaled(supplied[t], -1);
            left[t].plus(member.nominalKw());
            open.add(left);
            shortage.add(new Sum().add(supply[t], -1).plus(member.forecastKw().get(t)));
        }
        if (member.supportKw() instanceof WholeSpace) {
            for (Limit limit : limits) {
                open.add(scaled(limit.v.toArray(Sum[]::new), limit.sign));
                shortage.add(new Sum().add(limit.offset, limit.sign).plus(-limit.limit));
            }
        } else {
            limits.forEach(l -> worstCase.addLimit(ball, l.v.toArray(Sum[]::new), l.offset, l.sign, l.limit));
        }
        if (exact == null) {
            addPromise(ball, open, shortage);
        } else {
            exact.add(member, ball, rule, problem.promise().epsilon(), shortage);
        }
        addCost(ball, rule, lost);
    }

    /// {@return what a member's following batteries supply per unit of ξ, `[t][j]`}
    Sum[][] storageSupply(String memberId) {
        return Objects.requireNonNull(storageSupply.get(memberId));
    }

    private Sum[][] gains(double least) {
        return gains(least, _ -> true);
    }

    private Sum[][] gains(double least, IntPredicate answers) {
        Sum[][] rule = new Sum[intervals][intervals];
        for (int t = 0; t < intervals; t++) {
            for (int j = 0; j < intervals; j++) {
                rule[t][j] = new Sum();
                if (answers.test(t) && problem.rule().first(t) <= j && j <= t) {
                    rule[t][j].add(program.variable(least, INFINITY, 0), 1);
                }
            }
        }
        return rule;
    }

    /// @param lost gets the worth of what each interval takes out (¢)
    private void addStorage(Storage battery, Sum[][] supplied, List<Limit> limits, Sum[][] lost) {
        Sum[][] charge = gains(-INFINITY);
        Sum[][] discharge = gains(-INFINITY);
        Battery b = battery.battery;
        Sum[] energy = scaled(charge[0], 0);
        for (int t = 0; t < intervals; t++) {
            energy = scaled(energy, 1);
            for (int j = 0; j < intervals; j++) {
                supplied[t][j].add(discharge[t][j], 1).add(charge[t][j], -1);
                lost[t][j].add(charge[t][j], -dt * b.terminalCentsPerKwh() * b.chargeEfficiency())
                        .add(discharge[t][j], dt * b.terminalCentsPerKwh() / b.dischargeEfficiency());
                energy[j].add(charge[t][j], dt * b.chargeEfficiency())
                        .add(discharge[t][j], -dt / b.dischargeEfficiency());
            }
            double least = t == intervals - 1 ? b.energyFinalMinKwh() : b.energyMinKwh();
            addWithin(limits, charge[t], new Sum().add(battery.charge.get(t), 1), 0, b.chargeMaxKw());
            addWithin(limits, discharge[t], new Sum().add(battery.discharge.get(t), 1), 0,
                    b.dischargeMaxKw());
            addWithin(limits, energy, battery.energy.get(t), least, b.energyMaxKwh());
        }
    }

    private static void addWithin(List<Limit> limits, Sum[] v, Sum planned, double low, double high) {
        limits.add(new Limit(List.of(v), planned, 1, high));
        limits.add(new Limit(List.of(v), planned, -1, -low));
    }

    private void addPromise(WassersteinBall ball, List<Sum[]> open, List<Sum> shortage) {
        if (problem.promise().jointMethod() != JointMethod.BONFERRONI) {
            program.atMost(worstCase.tail(ball, open, shortage, problem.promise().epsilon()), 0);
            return;
        }
        double each = intervalEpsilon * intervals / open.size();
        for (int k = 0; k < open.size(); k++) {
            program.atMost(worstCase.tail(ball, open.get(k), shortage.get(k), each), 0);
        }
    }

    private void addCost(WassersteinBall ball, Sum[][] rule, Sum[][] lost) {
        if (hourByHour) {
            for (int t = 0; t < intervals; t++) {
                program.addCost(worstCase.mean(ball,
                        List.of(sum(scaled(rule[t], buyCents(t)), lost[t]),
                                sum(scaled(rule[t], sellCents(t)), lost[t]))));
            }
        } else {
            program.addCost(worstCase.mean(ball, jointPieces(rule, lost)));
        }
    }

    private double buyCents(int t) {
        return dt * problem.prices().realTimeBuyCentsPerKwh().get(t);
    }

    private double sellCents(int t) {
        return dt * problem.prices().realTimeSellCentsPerKwh().get(t);
    }

    private Sum[] scaled(Sum[] row, double factor) {
        Sum[] scaled = new Sum[intervals];
        for (int j = 0; j < intervals; j++) {
            scaled[j] = new Sum().add(row[j], factor);
        }
        return scaled;
    }

    private static Sum[] sum(Sum[] row, Sum[] added) {
        for (int j = 0; j < row.length; j++) {
            row[j].add(added[j], 1);
        }
        return row;
    }

    private Sum[][] copy(Sum[][] rule) {
        Sum[][] copy = new Sum[intervals][];
        for (int t = 0; t < intervals; t++) {
            copy[t] = scaled(rule[t], 1);
        }
        return copy;
    }

    /// One linear piece for each choice of buying or selling in every hour; one piece where both cost the same.
    private List<Sum[]> jointPieces(Sum[][] rule, Sum[][] lost) {
        boolean oneSided = problem.prices()
                .realTimeBuyCentsPerKwh()
                .equals(problem.prices().realTimeSellCentsPerKwh());
        List<Sum[]> pieces = new ArrayList<>();
        for (int choice = 0; choice < (oneSided ? 1 : 1 << intervals); choice++) {
            Sum[] piece = scaled(rule[0], 0);
            for (int t = 0; t < intervals; t++) {
                double cents = (choice >> t & 1) == 0 ? buyCents(t) : sellCents(t);
                for (int j = 0; j < intervals; j++) {
                    piece[j].add(rule[t][j], cents).add(lost[t][j], 1);
                }
            }
            pieces.add(piece);
        }
        return pieces;
    }
}
