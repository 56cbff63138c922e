package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGeneratorFactory;

import org.jspecify.annotations.Nullable;
import org.tavan.asset.GridLimits;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Profile;
import org.tavan.market.EnergyPrices;
import org.tavan.market.PeerLink;
import org.tavan.market.PeerTrade;
import org.tavan.plan.CommunityPlan;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PeerFlow;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.BatteryState;
import org.tavan.problem.Commitment;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.FlexibleDemand;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.problem.PreviousPlan;
import org.tavan.problem.Promise;
import org.tavan.problem.RecourseRule;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.SupportBox;

/// What several tests of plans share.
final class TestPlans {
    private TestPlans() {}

    static PlanOutcome solve(CommunityProblem problem) {
        return new ConicCommunityPlanner(new InteriorPointSolver()).plan(problem, PlannerSettings.defaults());
    }

    static PlanOutcome.Planned plan(CommunityProblem problem) {
        return assertInstanceOf(PlanOutcome.Planned.class, solve(problem));
    }

    static Profile constant(int intervals, double value) {
        double[] values = new double[intervals];
        java.util.Arrays.fill(values, value);
        return Profile.of(values);
    }

    /// A member that needs `forecastKw` in each interval, with residuals of −10, 0 and 10 % of 10 kW.
    static Member home(String id, int intervals, double forecastKw, GridLimits grid,
            @Nullable BatteryState battery,
            @Nullable FlexibleDemand flexible) {
        EmpiricalDistribution residual = EmpiricalDistribution
                .of(List.of(constant(intervals, -1), constant(intervals,
                        0), constant(intervals, 1)));
        return new Member(id, 10, grid, new GridLimits(5, 5), constant(intervals, forecastKw), residual,
                residual
                        .supportBox(0.05),
                battery, flexible);
    }

    static CommunityProblem problem(EnergyPrices prices, List<Member> members, List<PeerLink> links,
            double stabilityBudgetCents) {
        return new CommunityProblem(1, prices, members, links, GridLimits.NONE,
                new Promise(0.1, 0.001, JointMethod.BONFERRONI), RecourseRule.DIAGONAL, stabilityBudgetCents);
    }

    static EnergyPrices flatPrices(int intervals, double dayAhead, double buy, double sell) {
        return new EnergyPrices(constant(intervals, dayAhead), constant(intervals, buy),
                constant(intervals, sell));
    }

    static CommunityProblem with(CommunityProblem problem, List<Member> members, List<PeerLink> links,
            EnergyPrices prices, double epsilon, double stabilityBudgetCents) {
        return new CommunityProblem(problem.stepHours(), prices, members, links, problem.connection(),
                problem.promise().withEpsilon(epsilon), problem.rule(), stabilityBudgetCents);
    }

    static CommunityProblem withRadius(CommunityProblem problem, double radius) {
        return new CommunityProblem(problem.stepHours(), problem.prices(), problem.members(),
                problem.peerLinks(),
                problem.connection(), problem.promise().withRadius(radius), problem.rule(),
                problem
                        .stabilityBudgetCents());
    }

    /// The rest of the problem from an interval on, with what the plan bought and traded as commitments and its states
    /// at that time; the promise is the part of ε that is left.
    static CommunityProblem rest(CommunityProblem problem, CommunityPlan plan, int from) {
        List<Member> members = new ArrayList<>();
        for (Member member : problem.members()) {
            members.add(rest(member, plan.member(member.id()), from));
        }
        List<PeerLink> links = new ArrayList<>();
        for (PeerLink link : problem.peerLinks()) {
            PeerFlow flow = plan.member(link.firstId())
                    .peers()
                    .stream()
                    .filter(f -> f.peerId().equals(link.secondId()))
                    .findFirst()
                    .orElseThrow();
            links.add(new PeerLink(link.firstId(), link.secondId(), link.limitKw(), link.feeCentsPerKwh(),
                    link
                            .wearCents(),
                    new PeerTrade(rest(flow.takeKw(), from), rest(flow.giveKw(), from))));
        }
        EnergyPrices prices = new EnergyPrices(rest(problem.prices().dayAheadCentsPerKwh(), from),
                rest(problem.prices()
                        .realTimeBuyCentsPerKwh(), from),
                rest(problem.prices().realTimeSellCentsPerKwh(), from),
                rest(problem.prices().surplusCentsPerKwh(), from));
        double left = (double) (problem.intervals() - from) / problem.intervals();
        return with(problem, members, links, prices, problem.promise().epsilon() * left,
                problem.stabilityBudgetCents());
    }

    /// The same with forecasts that moved, so that residuals have moved along, and with batteries a little emptier or fuller.
    static CommunityProblem disturbed(CommunityProblem problem, long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Member> members = new ArrayList<>();
        for (Member member : problem.members()) {
            double moveKw = 0.3 * member.nominalKw() * (random.nextDouble() - 0.4);
            double fill = 0.9 + 0.15 * random.nextDouble();
            List<Profile> samples = new ArrayList<>();
            for (int i = 0; i < member.residualKw().count(); i++) {
                double[] sample = new double[problem.intervals()];
                for (int t = 0; t < sample.length; t++) {
                    sample[t] = member.residualKw().value(i, t);
                }
                samples.add(plus(Profile.of(sample), moveKw));
            }
            BatteryState battery = member.battery();
            members.add(new Member(member.id(), member.nominalKw(), member.grid(), member.realTime(),
                    member.forecastKw(),
                    EmpiricalDistribution.of(samples), new SupportBox(plus(box(member).low(), moveKw),
                            plus(box(member).high(), moveKw)),
                    battery == null
                            ? null
                            : new BatteryState(battery.battery(), Math.clamp(fill * battery.energyKwh(),
                                    battery.battery().energyMinKwh(), battery.battery().energyMaxKwh())),
                    member.flexible(), member.commitment(), member.previous()));
        }
        return with(problem, members, problem.peerLinks(), problem.prices(), problem.promise().epsilon(), 0);
    }

    private static Profile plus(Profile profile, double kw) {
        return Profile.of(Arrays.stream(profile.toArray()).map(value -> value + kw).toArray());
    }

    private static Member rest(Member member, MemberPlan own, int from) {
        BatteryState battery = member.battery();
        FlexibleDemand flexible = member.flexible();
        List<Profile> samples = new ArrayList<>();
        for (int i = 0; i < member.residualKw().count(); i++) {
            double[] sample = new double[member.forecastKw().length()];
            for (int t = 0; t < sample.length; t++) {
                sample[t] = member.residualKw().value(i, t);
            }
            samples.add(rest(Profile.of(sample), from));
        }
        return new Member(member.id(), member.nominalKw(), member.grid(), member.realTime(),
                rest(member.forecastKw(),
                        from),
                EmpiricalDistribution.of(samples), new SupportBox(rest(box(member).low(), from), rest(
                        box(member).high(), from)),
                battery == null
                        ? null
                        : new BatteryState(battery.battery(), from == 0
                                ? battery.energyKwh()
                                : own.energyKwh().get(from - 1)),
                flexible == null
                        ? null
                        : new FlexibleDemand(flexible.load(), rest(flexible.desiredKw(), from),
                                from == 0
                                        ? flexible.shiftedKwh()
                                        : own.shiftedKwh().get(from - 1)),
                new Commitment(
                        rest(own.gridImportKw(), from), rest(own
                                .gridExportKw(), from)),
                new PreviousPlan(rest(own.chargeKw(), from), rest(own.dischargeKw(), from),
                        rest(own.flexibleKw(),
                                from)));
    }

    private static Profile rest(Profile profile, int from) {
        return Profile.of(java.util.Arrays.copyOfRange(profile.toArray(), from, profile.length()));
    }

    static SupportBox box(Member member) {
        return (SupportBox) member.supportKw();
    }
}
