package org.tavan.dro;

import org.tavan.conic.Profile;
import org.tavan.market.EnergyPrices;
import org.tavan.plan.MemberPlan;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;
import org.tavan.recourse.RecourseAction;
import org.tavan.recourse.StorageReplay;
import org.tavan.uncertainty.EmpiricalDistribution;

/// What it would have cost to leave an interval alone, `q = 0` and batteries as planned, instead of answering it.
///
/// Not acting leaves `Δt (Cξ − m)⁺` missing, acting `Δt (Cξ − m − q − b)⁺` at the cost `Δt (c⁺q⁺ − c⁻q⁻)`, with `b` what batteries that
/// follow supply beyond the plan, at their wear and at the worth of the energy they give; what they did before in the day they have done
/// in both cases. Energy to spare has no use in either case, beyond what is sold.
///
/// @param missingKwh demand above supply without the exchange (kWh), non-negative
/// @param stillMissingKwh demand above supply with it (kWh), non-negative
/// @param actingCents cost of the exchange and of what batteries do beyond the plan (¢), negative: earned
/// @param penaltyCentsPerKwh what a missing kWh costs (¢), non-negative
public record InactionCost(double missingKwh, double stillMissingKwh, double actingCents,
        double penaltyCentsPerKwh) {

    /// {@return what not acting costs above acting (¢); negative where it is cheaper to do nothing}
    public double cents() {
        return penaltyCentsPerKwh * (missingKwh - stillMissingKwh) - actingCents;
    }

    /// After the fact.
    ///
    /// @param problem what was planned
    /// @param plan of one of its members
    /// @param t the interval, counted from 0
    /// @param xi `ξ[0] … ξ[t]` at least
    /// @param penaltyCentsPerKwh what a missing kWh costs (¢)
    public static InactionCost of(CommunityProblem problem, MemberPlan plan, int t, Profile xi,
            double penaltyCentsPerKwh) {
        if (!(penaltyCentsPerKwh >= 0 && penaltyCentsPerKwh < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The penaltyCentsPerKwh (%s) must be non-negative and finite."
                    .formatted(penaltyCentsPerKwh));
        }
        Member member = member(problem, plan);
        RecourseAction action = plan.recourse()
                .respond(t, plan.plannedRealTimeKw().get(t), xi, member.realTime());
        StorageReplay storages = member.replay(plan.recourse(), problem.stepHours());
        for (int before = 0; before < t; before++) {
            storages.step(xi);
        }
        StorageReplay.Step moved = storages.step(xi);
        EnergyPrices prices = problem.prices();
        double shortKw = member.nominalKw() * xi.get(t) - plan.marginKw().get(t);
        double answerKw = action.importKw() - action.exportKw() + moved.supplyKw();
        double cents = prices.realTimeBuyCentsPerKwh().get(t) * action.importKw()
                - prices.realTimeSellCentsPerKwh().get(t) * action.exportKw();
        return new InactionCost(problem.stepHours() * Math.max(0, shortKw),
                problem.stepHours() * Math.max(0, shortKw - answerKw),
                problem.stepHours() * cents + moved.wearCents() - moved.storedCents(), penaltyCentsPerKwh);
    }

    /// Before the fact: the expectation over the member's weighted samples.
    ///
    /// @param problem what was planned
    /// @param plan of one of its members
    /// @param t the interval, counted from 0
    /// @param penaltyCentsPerKwh what a missing kWh costs (¢)
    public static InactionCost expected(CommunityProblem problem, MemberPlan plan, int t,
            double penaltyCentsPerKwh) {
        Member member = member(problem, plan);
        EmpiricalDistribution xi = member.residualKw().dividedBy(member.nominalKw());
        double missing = 0;
        double stillMissing = 0;
        double acting = 0;
        for (int i = 0; i < xi.count(); i++) {
            InactionCost day = of(problem, plan, t, xi.sample(i), penaltyCentsPerKwh);
            missing += xi.weight(i) * day.missingKwh;
            stillMissing += xi.weight(i) * day.stillMissingKwh;
            acting += xi.weight(i) * day.actingCents;
        }
        return new InactionCost(missing, stillMissing, acting, penaltyCentsPerKwh);
    }

    private static Member member(CommunityProblem problem, MemberPlan plan) {
        return problem.members()
                .stream()
                .filter(m -> m.id().equals(plan.memberId()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no member %s in the problem."
                        .formatted(plan.memberId())));
    }
}
