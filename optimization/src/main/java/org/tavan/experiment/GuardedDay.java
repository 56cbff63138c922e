package org.tavan.experiment;

import java.util.ArrayList;
import java.util.List;
import org.tavan.asset.Battery;
import org.tavan.conic.Profile;
import org.tavan.recourse.PeakGuard;
import org.tavan.recourse.StorageRecourse;

/// What batteries give in real time on a day, so that the metered import of the community stays within the limit of its connection, and
/// where peaks cost something within the highest import that is planned, or that the month has had.
/// Batteries that follow the residuals, and days without a plan, are left alone.
final class GuardedDay {
    private final ExperimentCommunity community;
    private final DayPlan plan;
    private final double[][] supplyKw;
    private final double[][] beyondKwh;

    /// @param reachedKw highest import of the month so far
    GuardedDay(ExperimentCommunity community, ExperimentDay day, DayPlan plan, double reachedKw) {
        this.community = community;
        this.plan = plan;
        int members = plan.members().size();
        int intervals = day.settled().intervals();
        supplyKw = new double[members][intervals];
        beyondKwh = new double[members][intervals];
        if (community.peakGuard() && plan.status() != DayPlan.Status.FAILED) {
            live(day, intervals, limitKw(day, intervals, reachedKw));
        }
    }

    private void live(ExperimentDay day, int intervals, double limitKw) {
        List<Integer> guarded = new ArrayList<>();
        List<PeakGuard.Planned> batteries = new ArrayList<>();
        for (int n = 0; n < supplyKw.length; n++) {
            Battery battery = community.participants().get(n).battery();
            DayPlan.Member member = plan.members().get(n);
            if (battery != null && !(member.rule() instanceof StorageRecourse)) {
                guarded.add(n);
                batteries.add(new PeakGuard.Planned(battery, member.batteryKw(), member.energyKwh()));
            }
        }
        var guard = new PeakGuard(batteries, limitKw, community.stepHours());
        for (int t = 0; t < intervals; t++) {
            double[] neededKw = new double[guarded.size()];
            for (int k = 0; k < neededKw.length; k++) {
                int n = guarded.get(k);
                neededKw[k] = day.measuredKw().get(n).get(t)
                        - day.known().members().get(n).forecastKw().get(t);
            }
            Profile given = guard.step(exchangeKw(day.measuredKw(), t), Profile.of(neededKw));
            for (int k = 0; k < neededKw.length; k++) {
                supplyKw[guarded.get(k)][t] = given.get(k);
                beyondKwh[guarded.get(k)][t] = guard.beyondKwh(k);
            }
        }
    }

    private double limitKw(ExperimentDay day, int intervals, double reachedKw) {
        double limitKw = community.connection().importMaxKw();
        if (community.demandChargeCentsPerKw() == 0) {
            return limitKw;
        }
        List<Profile> forecastKw = day.known()
                .members()
                .stream()
                .map(GateKnowledge.Member::forecastKw)
                .toList();
        double highestKw = reachedKw;
        for (int t = 0; t < intervals; t++) {
            highestKw = Math.max(highestKw, exchangeKw(forecastKw, t));
        }
        return Math.min(limitKw, highestKw);
    }

    /// Import of the community at some net demand of the members with what is planned of all else.
    private double exchangeKw(List<Profile> netKw, int t) {
        double sum = 0;
        for (int n = 0; n < supplyKw.length; n++) {
            DayPlan.Member member = plan.members().get(n);
            sum += netKw.get(n).get(t) + member.flexibleKw().get(t) - member.batteryKw().get(t)
                    - member.peersKw().get(t);
        }
        return sum;
    }

    /// {@return what a member's battery supplies beyond its plan (kW), non-negative}
    double supplyKw(int n, int t) {
        return supplyKw[n][t];
    }

    /// {@return what is in it at the end of an interval beyond the plan (kWh), not positive}
    double beyondKwh(int n, int t) {
        return beyondKwh[n][t];
    }

    /// {@return its wear beyond that of the planned flows (¢), any sign}
    double wearCents(int n, int t) {
        Battery battery = community.participants().get(n).battery();
        if (battery == null) {
            return 0;
        }
        double before = plan.members().get(n).batteryKw().get(t);
        double after = before + supplyKw[n][t];
        return community.stepHours() * battery.wearCents() * (after * after - before * before);
    }
}
