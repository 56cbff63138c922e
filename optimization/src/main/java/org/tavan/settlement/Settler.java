package org.tavan.settlement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.tavan.conic.Profile;
import org.tavan.plan.CommunityPlan;
import org.tavan.plan.CommunityPlanner;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.plan.PlannerSettings;

/// Says what each member pays, and that nobody pays more than it would alone.
///
/// A member pays its own costs, its peers for what it takes, its part of the charge on the common peak, and a transfer where one is needed (see `Transfers`). All bills
/// together are the cost of the plan, or of the day: payments between members cancel. Alone means `CommunityProblem.alone`: the member's own problem,
/// without peers and without what the community shares. Confined to one thread, as its planner is.
public final class Settler {
    private final PeerPriceRule rule;
    private final CommunityPlanner planner;
    private final PlannerSettings settings;

    /// A settler.
    ///
    /// @param rule what traded energy costs
    /// @param planner plans each member alone
    public Settler(PeerPriceRule rule, CommunityPlanner planner, PlannerSettings settings) {
        this.rule = rule;
        this.planner = planner;
        this.settings = settings;
    }

    /// {@return what each member pays for a plan, with worst-case expected recourse}
    ///
    /// @param plan of the problem
    public Settlement ofPlan(CommunityProblem problem, CommunityPlan plan) {
        List<Part> parts = new ArrayList<>();
        for (Member member : problem.members()) {
            MemberPlan own = plan.member(member.id());
            double[] importKw = new double[problem.intervals()];
            for (int t = 0; t < importKw.length; t++) {
                importKw[t] = own.gridImportKw().get(t) - own.gridExportKw().get(t)
                        + own.plannedRealTimeKw().get(t);
            }
            parts.add(new Part(own, own.costCents(), Profile.of(importKw),
                    alone(problem, member).map(MemberPlan::costCents)));
        }
        return settle(problem, plan, parts);
    }

    /// {@return what each member pays for a day that followed a plan; alone it would have followed its own}
    ///
    /// @throws IllegalArgumentException if a member's residual is missing or not finite
    public Settlement ofDay(CommunityProblem problem, CommunityPlan plan, AchievedDay day) {
        List<Part> parts = new ArrayList<>();
        for (Member member : problem.members()) {
            MemberPlan own = plan.member(member.id());
            AchievedCosts costs = AchievedCosts.of(problem, member, own, day);
            parts.add(new Part(own, costs.ownCents(), costs.importKw(),
                    alone(problem, member)
                            .map(alone -> AchievedCosts.of(problem, member, alone, day).ownCents())));
        }
        return settle(problem, plan, parts);
    }

    /// One member's plan and what is known of its bill.
    private record Part(MemberPlan plan, double ownCents, Profile importKw, Optional<Double> aloneCents) {}

    private Settlement settle(CommunityProblem problem, CommunityPlan plan, List<Part> parts) {
        PeerPrices prices = new PeerPrices(rule, problem, plan);
        double[] shared = PeakShares.cents(problem.demandCharge(),
                parts.stream().map(Part::importKw).toList());
        List<MemberBill> bills = new ArrayList<>();
        for (int n = 0; n < shared.length; n++) {
            Part part = parts.get(n);
            bills.add(new MemberBill(part.plan.memberId(), part.ownCents, prices.paymentCents(part.plan),
                    shared[n], 0, part.aloneCents.map(OptionalDouble::of).orElse(OptionalDouble.empty())));
        }
        return Transfers.settle(bills);
    }

    private Optional<MemberPlan> alone(CommunityProblem problem, Member member) {
        return planner.plan(problem.alone(member), settings) instanceof PlanOutcome.Planned planned
                && planned.status() != PlanStatus.RELAXED
                        ? Optional.of(planned.plan().members().getFirst())
                        : Optional.empty();
    }
}
