package org.tavan.dro;

import java.util.List;
import java.util.Set;

import org.tavan.asset.Battery;
import org.tavan.asset.ChargingStay;
import org.tavan.conic.Profile;
import org.tavan.plan.BindingLimit;
import org.tavan.plan.Slack;
import org.tavan.plan.StoragePlan;

/// What a battery or vehicle does in a plan.
final class StorageDraft implements DeviceDraft {
    private final StorageTerms terms;
    private final Battery battery;
    private final List<ChargingStay> stays;
    final double[] chargeKw;
    final double[] dischargeKw;
    private final double[] energyKwh;

    StorageDraft(StorageTerms terms) {
        this.terms = terms;
        battery = terms.storage().battery();
        stays = terms.storage().stays(terms.intervals());
        chargeKw = new double[terms.intervals()];
        dischargeKw = new double[terms.intervals()];
        energyKwh = new double[terms.intervals()];
    }

    @Override
    public double supplyKw(int t) {
        return dischargeKw[t] - chargeKw[t];
    }

    /// What follows the residuals does as its rule says, so its flows stay.
    @Override
    public boolean supplyMore(int t, double kw) {
        if (terms.follows()) {
            return false;
        }
        if (chargeKw[t] >= kw) {
            chargeKw[t] -= kw;
            return true;
        }
        boolean there = stays.stream().anyMatch(stay -> stay.from() <= t && t < stay.to());
        if (there && chargeKw[t] == 0 && dischargeKw[t] + kw <= battery.dischargeMaxKw()) {
            dischargeKw[t] += kw;
            return true;
        }
        return false;
    }

    @Override
    public void computeStates() {
        for (ChargingStay stay : stays) {
            double now = stay.arrivalKwh();
            for (int t = stay.from(); t < stay.to(); t++) {
                now = battery.energyAfterKwh(now, chargeKw[t], dischargeKw[t], terms.stepHours());
                energyKwh[t] = now;
            }
        }
    }

    @Override
    public double cents() {
        double sum = 0;
        for (int t = 0; t < chargeKw.length; t++) {
            sum += chargeKw[t] * chargeKw[t] + dischargeKw[t] * dischargeKw[t];
        }
        ChargingStay last = stays.getLast();
        double left = last.to() == terms.intervals() ? energyKwh[last.to() - 1] - last.dueKwh() : 0;
        return terms.stepHours() * battery.wearCents() * sum - battery.terminalCentsPerKwh() * left;
    }

    @Override
    public double constantCents() {
        return terms.constantCents();
    }

    @Override
    public double distanceFromPrevious() {
        return terms.previous()
                .map(plan -> squaredDistance(chargeKw, plan.chargeKw())
                        + squaredDistance(dischargeKw, plan.dischargeKw()))
                .orElse(0.0);
    }

    static double squaredDistance(double[] kw, Profile previousKw) {
        double sum = 0;
        for (int t = 0; t < kw.length; t++) {
            sum += (kw[t] - previousKw.get(t)) * (kw[t] - previousKw.get(t));
        }
        return sum;
    }

    @Override
    public void addMissed(Missed missed) {
        for (ChargingStay stay : stays) {
            for (int t = stay.from(); t < stay.to(); t++) {
                missed.add(Slack.Requirement.BATTERY_ENERGY, terms.memberId(), terms.storage().id(), t,
                        Math.max(terms.leastKwh(stay, t) - energyKwh[t],
                                energyKwh[t] - battery.energyMaxKwh()));
            }
        }
    }

    @Override
    public void addLimits(List<BindingLimit> limits, int t) {
        for (ChargingStay stay : stays) {
            if (stay.from() <= t && t < stay.to()) {
                Limits.addIf(limits, BindingLimit.BATTERY_FULL,
                        energyKwh[t] >= battery.energyMaxKwh() - BindingLimit.AT_LIMIT);
                Limits.addIf(limits, BindingLimit.BATTERY_EMPTY,
                        energyKwh[t] <= battery.energyMinKwh() + BindingLimit.AT_LIMIT);
                Limits.addIf(limits, BindingLimit.BATTERY_RESERVE,
                        terms.storage().reserveKwh(t) > 0 && terms.leastName(stay, t).equals("reserveKwh")
                                && energyKwh[t] <= terms.leastKwh(stay, t) + BindingLimit.AT_LIMIT);
                Limits.addIf(limits, BindingLimit.CHARGE_LIMIT,
                        Limits.at(chargeKw[t], battery.chargeMaxKw()));
                Limits.addIf(limits, BindingLimit.DISCHARGE_LIMIT,
                        Limits.at(dischargeKw[t], battery.dischargeMaxKw()));
            }
        }
    }

    @Override
    public void addTo(MemberPlanParts parts, Profile storedCentsPerKwh) {
        parts.storages.add(new StoragePlan(terms.storage().id(), Profile.of(chargeKw),
                Profile.of(dischargeKw), Profile.of(energyKwh), storedCentsPerKwh));
    }

    @Override
    public void addDirections(Set<CommunityProgram.OneWay> directions) {
        for (int t = 0; t < chargeKw.length; t++) {
            if (chargeKw[t] + dischargeKw[t] > 0) {
                directions.add(terms.oneWay(t, chargeKw[t] > 0));
            }
        }
    }
}
