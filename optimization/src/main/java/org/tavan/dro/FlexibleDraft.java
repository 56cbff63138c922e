package org.tavan.dro;

import java.util.List;

import org.tavan.asset.EnergyWindow;
import org.tavan.conic.Profile;
import org.tavan.plan.BindingLimit;
import org.tavan.plan.FlexiblePlan;
import org.tavan.plan.Slack;
import org.tavan.problem.FlexibleDemand;

/// What a flexible load draws in a plan.
final class FlexibleDraft implements DeviceDraft {
    private final FlexibleTerms terms;
    private final FlexibleDemand demand;
    private final double[] servedKw;
    private final double[] shiftedKwh;

    /// @param servedKw becomes its own
    FlexibleDraft(FlexibleTerms terms, double[] servedKw) {
        this.terms = terms;
        this.demand = terms.demand();
        this.servedKw = servedKw;
        shiftedKwh = new double[servedKw.length];
    }

    @Override
    public double supplyKw(int t) {
        return -servedKw[t];
    }

    @Override
    public boolean supplyMore(int t, double kw) {
        if (servedKw[t] < kw) {
            return false;
        }
        servedKw[t] -= kw;
        return true;
    }

    @Override
    public void computeStates() {
        double now = demand.shiftedKwh();
        for (int t = 0; t < servedKw.length; t++) {
            now = demand.load()
                    .shiftedAfterKwh(now, servedKw[t], demand.desiredKw().get(t), terms.stepHours());
            shiftedKwh[t] = now;
        }
    }

    @Override
    public double cents() {
        double sum = 0;
        for (double kwh : shiftedKwh) {
            sum += kwh * kwh;
        }
        return terms.stepHours() * demand.load().discomfortCents() * sum;
    }

    @Override
    public double distanceFromPrevious() {
        return terms.previous()
                .map(plan -> StorageDraft.squaredDistance(servedKw, plan.servedKw()))
                .orElse(0.0);
    }

    @Override
    public void addMissed(Missed missed) {
        for (int t = 0; t < servedKw.length; t++) {
            missed.add(Slack.Requirement.SHIFTED_ENERGY, terms.memberId(), demand.id(), t,
                    Math.abs(shiftedKwh[t]) - terms.shiftMaxKwh(t));
        }
        for (EnergyWindow window : demand.windows()) {
            double kwh = energyKwh(window);
            missed.add(Slack.Requirement.WINDOW_ENERGY, terms.memberId(), demand.id(), window.to() - 1,
                    Math.max(window.energyMinKwh() - kwh, kwh - window.energyMaxKwh()));
        }
    }

    private double energyKwh(EnergyWindow window) {
        double sum = 0;
        for (int t = window.from(); t < window.to(); t++) {
            sum += terms.stepHours() * servedKw[t];
        }
        return sum;
    }

    @Override
    public void addLimits(List<BindingLimit> limits, int t) {
        Limits.addIf(limits, BindingLimit.FLEXIBLE_MAX, Limits.at(servedKw[t], demand.powerMaxKw(t)));
        Limits.addIf(limits, BindingLimit.SHIFT_LIMIT,
                Limits.at(Math.abs(shiftedKwh[t]), demand.load().shiftMaxKwh()));
        for (EnergyWindow window : demand.windows()) {
            double kwh = energyKwh(window);
            Limits.addIf(limits, BindingLimit.WINDOW_LIMIT, window.to() - 1 == t
                    && (kwh >= window.energyMaxKwh() - BindingLimit.AT_LIMIT
                            || (window.energyMinKwh() > 0
                                    && kwh <= window.energyMinKwh() + BindingLimit.AT_LIMIT)));
        }
    }

    @Override
    public void addTo(MemberPlanParts parts, Profile storedCentsPerKwh) {
        parts.flexibleLoads
                .add(new FlexiblePlan(demand.id(), Profile.of(servedKw), Profile.of(shiftedKwh)));
    }
}
