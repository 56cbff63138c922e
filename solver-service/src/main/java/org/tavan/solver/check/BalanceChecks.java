package org.tavan.solver.check;

import java.util.List;
import org.tavan.schema.Check;
import org.tavan.schema.Policy;
import org.tavan.schema.Prosumer;

/// Does the policy say what the schedule and the request say: margin, forecast, limits and prices.
final class BalanceChecks {
    private BalanceChecks() {}

    static List<Check> check(List<MemberPlan> plans) {
        var balance = new Finding("balance");
        var policyInputs = new Finding("policy-inputs");
        for (MemberPlan plan : plans) {
            for (int t = 0; t < plan.intervals(); t++) {
                balance.same(plan.policy().getMarginKw().get(t), plan.marginKw(t), plan.at(t));
                inputs(plan, t, policyInputs);
            }
            Policy policy = plan.policy();
            Prosumer prosumer = plan.member().getProsumer();
            policyInputs.same(policy.getNominalKw(), prosumer.getNominalKw(), "nominalKw of " + plan.id());
            policyInputs.same(policy.getRealTimeImportMaxKw(), prosumer.getRealTimeImportMaxKw(),
                    "realTimeImportMaxKw of " + plan.id());
            policyInputs.same(policy.getRealTimeExportMaxKw(), prosumer.getRealTimeExportMaxKw(),
                    "realTimeExportMaxKw of " + plan.id());
            policyInputs.same(policy.getEpsilon(), plan.request().getEpsilon(), "epsilon of " + plan.id());
            policyInputs.same(policy.getRadius(), plan.request().getRadius(), "radius of " + plan.id());
        }
        return List.of(balance.toCheck(), policyInputs.toCheck());
    }

    private static void inputs(MemberPlan plan, int t, Finding finding) {
        finding.same(plan.policy().getForecastKw().get(t), plan.member().getForecastKw().get(t), plan.at(t));
        finding.same(plan.policy().getLatestForecastKw().get(t), plan.member().getLatestForecastKw().get(t),
                plan.at(t));
        finding.same(plan.policy().getRealTimeBuyCentsPerKwh().get(t),
                plan.request().getRealTimeBuyCentsPerKwh().get(t), plan.at(t));
        finding.same(plan.policy().getRealTimeSellCentsPerKwh().get(t),
                plan.request().getRealTimeSellCentsPerKwh().get(t), plan.at(t));
    }
}
