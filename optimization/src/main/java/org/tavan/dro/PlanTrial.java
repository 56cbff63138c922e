package org.tavan.dro;

import org.tavan.conic.Profile;
import org.tavan.market.EnergyPrices;
import org.tavan.plan.CommunityPlan;
import org.tavan.plan.MemberPlan;
import org.tavan.problem.CommunityProblem;
import org.tavan.recourse.RecourseAction;
import org.tavan.recourse.Shortage;
import org.tavan.recourse.StorageReplay;

/// What one plan would have cost, and whether it would have held, on a day with known residuals: (19) and (20) of the paper for a single
/// member-day.
///
/// The rule answers each interval within its limits; what it then buys and sells is paid at the two-sided real-time price. Batteries that follow
/// answer from the energy they have by then: their wear counts as it was, and what they keep or lack at the end at its worth. All else of the plan
/// costs what it costs: the day's cost is that of the plan with the worst-case expected recourse replaced by the actual one.
/// Missing energy has no price here, so that cost and promise stay apart.
///
/// Source: the paper, (19) and (20). Departs from it: the indicator counts demand above supply, the printed one the opposite, and the day
/// is broken if any interval is.
public final class PlanTrial {
    private final CommunityProblem problem;
    private final CommunityPlan plan;
    /// Per member the cost of everything but the real-time exchange (¢).
    private final double[] plannedCents;

    /// How a day went.
    ///
    /// @param broken whether demand exceeded supply in any interval
    /// @param cents cost of the day (¢)
    public record Outcome(boolean broken, double cents) {}

    /// A trial.
    ///
    /// @param problem what was planned for
    /// @param plan its plan
    public PlanTrial(CommunityProblem problem, CommunityPlan plan) {
        this.problem = problem;
        this.plan = plan;
        plannedCents = plan.members()
                .stream()
                .mapToDouble(member -> member.costCents() - member.costs().recourseCents()
                        - member.costs().plannedRealTimeCents())
                .toArray();
    }

    /// Lives a day.
    ///
    /// @param n index of the member
    /// @param residualKw measured minus forecast net demand of each interval (kW)
    public Outcome on(int n, Profile residualKw) {
        MemberPlan member = plan.members().get(n);
        double[] scaled = residualKw.toArray();
        for (int t = 0; t < scaled.length; t++) {
            scaled[t] /= problem.members().get(n).nominalKw();
        }
        Profile xi = Profile.of(scaled);
        boolean broken = false;
        double cents = plannedCents[n];
        StorageReplay storages = problem.members().get(n).replay(member.recourse(), problem.stepHours());
        for (int t = 0; t < problem.intervals(); t++) {
            RecourseAction action = member.recourse()
                    .respond(t, member.plannedRealTimeKw().get(t), xi, problem.members().get(n).realTime());
            double exchangeKw = action.importKw() - action.exportKw();
            StorageReplay.Step moved = storages.step(xi);
            cents += realTimeCents(exchangeKw, t) + moved.wearCents() - moved.storedCents();
            broken |= Shortage.counts(
                    residualKw.get(t) - member.marginKw().get(t) - exchangeKw - moved.supplyKw());
        }
        return new Outcome(broken, cents);
    }

    private double realTimeCents(double kw, int t) {
        EnergyPrices prices = problem.prices();
        return problem.stepHours() * kw
                * (kw > 0 ? prices.realTimeBuyCentsPerKwh() : prices.realTimeSellCentsPerKwh()).get(t);
    }
}
