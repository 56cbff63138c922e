package org.tavan.settlement;

import org.tavan.conic.Profile;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;
import org.tavan.plan.MemberCosts;
import org.tavan.plan.MemberPlan;
import org.tavan.market.EnergyPrices;
import org.tavan.recourse.StorageReplay;

/// What a plan costs a member on a day that is over: the planned cost with real-time exchange, surplus and peak as they were, and with
/// batteries that follow as they answered.
///
/// @param ownCents all but payments between members
/// @param importKw exchange with the grid as metered (kW), import positive
record AchievedCosts(double ownCents, Profile importKw) {

    static AchievedCosts of(CommunityProblem problem, Member member, MemberPlan plan, AchievedDay day) {
        Profile residual = day.residualKw(member.id(), problem.intervals());
        EnergyPrices prices = problem.prices();
        double[] importKw = new double[problem.intervals()];
        double realTime = 0;
        double moved = 0;
        double peak = 0;
        Profile xi = divided(residual, member.nominalKw());
        StorageReplay storages = member.replay(plan.recourse(), problem.stepHours());
        for (int t = 0; t < importKw.length; t++) {
            StorageReplay.Step step = storages.step(xi);
            moved += step.wearCents() - step.storedCents();
            double kw = residual.get(t) - plan.marginKw().get(t) - step.supplyKw();
            Profile price = kw > 0 ? prices.realTimeBuyCentsPerKwh() : prices.realTimeSellCentsPerKwh();
            realTime += problem.stepHours() * kw * price.get(t);
            importKw[t] = plan.gridImportKw().get(t) - plan.gridExportKw().get(t) + kw;
            peak = Math.max(peak, importKw[t]);
        }
        MemberCosts planned = plan.costs();
        return new AchievedCosts(
                planned.dayAheadCents() + planned.assetCents() + planned.tradeCents() + planned.offerCents()
                        + realTime + moved + member.demandCharge().cents(peak),
                Profile.of(importKw));
    }

    private static Profile divided(Profile kw, double nominalKw) {
        double[] xi = kw.toArray();
        for (int t = 0; t < xi.length; t++) {
            xi[t] /= nominalKw;
        }
        return Profile.of(xi);
    }
}
