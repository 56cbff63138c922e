package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.asset.Battery;
import org.tavan.conic.Profile;
import org.tavan.dro.LinearProgram.Sum;
import org.tavan.plan.CommunityPlan;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.problem.BatteryState;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;
import org.tavan.problem.Promise;
import org.tavan.recourse.StorageRecourse;
import org.tavan.recourse.StorageRule;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.WholeSpace;

/// The promise of plans of every kind, judged from outside: a plan that is called optimal certifies no more than `ε`, and no distribution in the
/// ball, found with the distances that HiGHS finds, violates more than its certificate says.
class PromisePropertyTest {
    private static final double SURE = 1e-9;
    /// Of HiGHS, in probability.
    private static final double ROUNDING = 1e-6;
    private static final double NEGLIGIBLE = 1e-12;
    /// How far beyond a limit counts for HiGHS, whose rows are not exact (units of ξ).
    private static final double HAIR = 1e-6;

    /// `aᵀξ ≤ b` that the plan is to keep with probability `1 − ε`.
    private record Row(Profile a, double b) {
        boolean broken(double[] xi, double tolerance) {
            double sum = 0;
            for (int t = 0; t < a.length(); t++) {
                sum += a.get(t) * xi[t];
            }
            return sum > b + tolerance;
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aPlanKeepsWhatItsStatusSaysAndViolatesNoMoreThanItCertifies(long seed) {
        CommunityProblem day = AnyCommunity.dayAhead(seed);

        Optional<CommunityPlan> plan = assertHonest(day);

        plan.ifPresent(bought -> assertHonest(AnyCommunity.intraday(seed, day, bought)));
    }

    private static Optional<CommunityPlan> assertHonest(CommunityProblem problem) {
        if (!(TestPlans.solve(problem) instanceof PlanOutcome.Planned planned)) {
            return Optional.empty();
        }
        String about = "%s %s %s %s %s".formatted(planned.status(), planned.reason(), problem.promise(),
                problem.rule(), problem.members().getFirst().supportKw().getClass().getSimpleName());
        for (Member member : problem.members()) {
            MemberPlan own = planned.plan().member(member.id());
            List<Row> rows = rows(problem, member, own);
            double certified = own.worstCaseViolation();
            double empirical = empirical(member, rows);
            assertTrue(empirical <= certified + 1e-12,
                    () -> "%s: empirical %s above certified %s".formatted(about, empirical, certified));
            if (planned.status() != PlanStatus.RELAXED) {
                assertTrue(certified <= problem.promise().epsilon() + SURE,
                        () -> "%s: certified %s".formatted(about, certified));
            }
            if (problem.promise().norm() != Norm.TWO && problem.promise().radius() > 0) {
                double worst = worstCase(problem.promise(), member, rows);
                assertTrue(worst <= certified + ROUNDING,
                        () -> "%s: worst case %s above certified %s".formatted(about, worst, certified));
            }
        }
        return planned.status() == PlanStatus.RELAXED ? Optional.empty() : Optional.of(planned.plan());
    }

    private static double empirical(Member member, List<Row> rows) {
        EmpiricalDistribution samples = member.residualKw().dividedBy(member.nominalKw());
        double sum = 0;
        for (int i = 0; i < samples.count(); i++) {
            double[] xi = samples.sample(i).toArray();
            sum += rows.stream().anyMatch(row -> row.broken(xi, 1e-12)) ? samples.weight(i) : 0;
        }
        return sum;
    }

    private static List<Row> rows(CommunityProblem problem, Member member, MemberPlan own) {
        int intervals = problem.intervals();
        boolean unbounded = member.supportKw() instanceof WholeSpace;
        List<Row> rows = new ArrayList<>();
        for (int t = 0; t < intervals; t++) {
            double[] open = new double[intervals];
            double[] more = new double[intervals];
            double[] less = new double[intervals];
            open[t] = member.nominalKw();
            for (int j = 0; j <= t; j++) {
                open[j] -= own.recourse().supplyGainKw(t, j);
                more[j] = own.recourse().gainKw(t, j);
                less[j] = -more[j];
            }
            double planned = own.plannedRealTimeKw().get(t);
            rows.add(new Row(Profile.of(open), own.marginKw().get(t) + planned));
            if (unbounded) {
                rows.add(new Row(Profile.of(more), member.realTime().importMaxKw() - planned));
                rows.add(new Row(Profile.of(less), member.realTime().exportMaxKw() + planned));
            }
        }
        if (unbounded && own.recourse() instanceof StorageRecourse follows) {
            for (int k = 0; k < follows.storages().size(); k++) {
                addBattery(rows, problem, (BatteryState) member.storages().get(k), follows.storages().get(k));
            }
        }
        return rows;
    }

    private static void addBattery(List<Row> rows, CommunityProblem problem, BatteryState state,
            StorageRule rule) {
        Battery battery = state.battery();
        int intervals = problem.intervals();
        double[] slope = new double[intervals];
        double energy = state.energyKwh();
        for (int t = 0; t < intervals; t++) {
            double[] charge = new double[intervals];
            double[] discharge = new double[intervals];
            for (int j = 0; j <= t; j++) {
                charge[j] = rule.chargeGain().gainKw(t, j);
                discharge[j] = rule.dischargeGain().gainKw(t, j);
                slope[j] += problem.stepHours() * (battery.chargeEfficiency() * charge[j]
                        - discharge[j] / battery.dischargeEfficiency());
            }
            energy += problem.stepHours() * (battery.chargeEfficiency() * rule.chargeKw().get(t)
                    - rule.dischargeKw().get(t) / battery.dischargeEfficiency());
            double least = t == intervals - 1 ? battery.energyFinalMinKwh() : battery.energyMinKwh();
            addWithin(rows, charge, rule.chargeKw().get(t), 0, battery.chargeMaxKw());
            addWithin(rows, discharge, rule.dischargeKw().get(t), 0, battery.dischargeMaxKw());
            addWithin(rows, slope, energy, least, battery.energyMaxKwh());
        }
    }

    /// `low ≤ value + slopeᵀξ ≤ high`.
    private static void addWithin(List<Row> rows, double[] slope, double value, double low, double high) {
        double[] falling = new double[slope.length];
        for (int j = 0; j < slope.length; j++) {
            falling[j] = -slope[j];
        }
        rows.add(new Row(Profile.of(slope), high - value));
        rows.add(new Row(Profile.of(falling), value - low));
    }

    /// The nearest samples move first, each the way to the nearest row that HiGHS finds; the last of them in part.
    private static double worstCase(Promise promise, Member member, List<Row> rows) {
        EmpiricalDistribution samples = member.residualKw().dividedBy(member.nominalKw());
        double[] distance = new double[samples.count()];
        for (int i = 0; i < distance.length; i++) {
            distance[i] = Double.POSITIVE_INFINITY;
            for (Row row : rows) {
                distance[i] = Math.min(distance[i], distance(promise.norm(), member,
                        samples.sample(i).toArray(), row));
            }
        }
        int[] order = IntStream.range(0, distance.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> distance[i]))
                .mapToInt(i -> i)
                .toArray();
        double budget = promise.radius();
        double sum = 0;
        for (int i : order) {
            double weight = samples.weight(i);
            double moved = distance[i] * weight <= budget ? weight : budget / distance[i];
            sum += moved;
            budget -= moved * Math.min(distance[i], Double.MAX_VALUE);
        }
        return sum;
    }

    private static double distance(Norm norm, Member member, double[] here, Row row) {
        HighsProgram program = new HighsProgram();
        double infinity = LinearProgram.INFINITY;
        double[][] h = FullWorstCase.rows(member.supportKw());
        double[] right = FullWorstCase.right(member.supportKw().dividedBy(member.nominalKw()));
        int largest = program.variable(0, infinity, norm == Norm.INFINITY ? 1 : 0);
        int[] move = new int[here.length];
        Sum beyond = new Sum()
                .plus(-row.b() - HAIR * (1 + Arrays.stream(row.a().toArray()).map(Math::abs).sum()));
        for (int t = 0; t < here.length; t++) {
            move[t] = program.variable(-infinity, infinity, 0);
            int size = norm == Norm.ONE ? program.variable(0, infinity, 1) : largest;
            program.atMost(new Sum().add(move[t], 1).add(size, -1), 0);
            program.atMost(new Sum().add(move[t], -1).add(size, -1), 0);
            beyond.plus(row.a().get(t) * here[t]);
            if (Math.abs(row.a().get(t)) > NEGLIGIBLE) {
                beyond.add(move[t], row.a().get(t));
            }
        }
        program.range(beyond, 0, infinity);
        for (int k = 0; k < h.length; k++) {
            Sum within = new Sum();
            double slack = right[k];
            for (int t = 0; t < here.length; t++) {
                within.add(move[t], h[k][t]);
                slack -= h[k][t] * here[t];
            }
            program.atMost(within, Math.max(0, slack));
        }
        return program.minimum().orElse(infinity);
    }
}
