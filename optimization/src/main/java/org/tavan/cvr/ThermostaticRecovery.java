package org.tavan.cvr;

import java.util.List;
import org.tavan.powerflow.DistFlow;
import org.tavan.powerflow.FeederDemand;
import org.tavan.powerflow.FeederDemand.BusPower;
import org.tavan.powerflow.RadialFeeder;
import org.tavan.powerflow.ZipLoad;

/// What thermostatic loads did not get at their voltage, and when they take it.
///
/// In an interval at voltage `V` the part `φ` of a load misses `φ P_0 (1 - f(V)) Δt`. Taken back later, that goes in equal parts into the next intervals; into
/// each of them fits what the loads there would draw if they ran all the time at 1 pu, `φ P_0 (1/D - 1) Δt`, shared by the intervals that owe.
/// Above 1 pu the missing energy is negative, and so is what is taken back.
final class ThermostaticRecovery {
    private final CvrProblem problem;
    private final List<RadialFeeder.Bus> buses;

    ThermostaticRecovery(CvrProblem problem) {
        this.problem = problem;
        buses = problem.feeder().buses();
    }

    private int later() {
        return problem.recoveryIntervals();
    }

    private BusPower power(int interval, int bus) {
        return problem.intervals().get(interval).demand().buses().get(bus);
    }

    /// The demand of an interval as it flows, before anything is taken back: what is restored later does not run longer now.
    FeederDemand flowing(int interval) {
        FeederDemand demand = problem.intervals().get(interval).demand();
        return later() == 0
                ? demand
                : new FeederDemand(demand.buses().stream().map(power -> power.restoring(0, 1)).toList(),
                        demand.inverterKw());
    }

    /// What a bus does not get in an interval (kWh), to be taken back later.
    double owedKwh(int interval, int bus, DistFlow flow) {
        BusPower power = power(interval, bus);
        if (later() == 0 || power.restoredShare() == 0) {
            return 0;
        }
        return power.restoredShare() * power.loadKw() * problem.stepHours()
                * (1 - buses.get(bus).zip().activeFactor(flow.voltagePu(bus)));
    }

    /// The part of it that one of the next intervals takes (kWh).
    double takenBackKwh(double owedKwh, int interval, int bus) {
        BusPower power = power(interval, bus);
        double fitsKwh = power.restoredShare() * power.loadKw() * problem.stepHours()
                * (1 / power.duty() - 1);
        return Math.min(owedKwh, fitsKwh) / later();
    }

    /// What loads that restore within the interval miss, because they run all the time (kWh).
    double missedKwh(int interval, DistFlow flow) {
        double missed = 0;
        for (int bus = 0; later() == 0 && bus < buses.size(); bus++) {
            BusPower power = power(interval, bus);
            if (power.restoredShare() > 0) {
                ZipLoad zip = buses.get(bus).zip();
                missed += power.restoredShare() * power.loadKw() * problem.stepHours()
                        * Math.max(0, 1 - zip.activeFactor(flow.voltagePu(bus)) / power.duty());
            }
        }
        return missed;
    }

    /// What the energy missed in an interval costs when it is taken back (¢).
    double laterCents(int interval, DistFlow flow) {
        double cents = 0;
        for (int bus = 0; later() > 0 && bus < buses.size(); bus++) {
            double owed = owedKwh(interval, bus, flow);
            for (int next = interval + 1; owed != 0 && next <= interval + later(); next++) {
                cents += next < problem.intervals().size()
                        ? takenBackKwh(owed, next, bus) * problem.intervals().get(next).centsPerKwh()
                        : owed / later() * problem.intervals().getLast().centsPerKwh();
            }
        }
        return cents;
    }
}
