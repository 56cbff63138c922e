package org.tavan.solver.coordinator;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Battery;
import org.tavan.schema.DeviceState;
import org.tavan.schema.FlexibleLoad;
import org.tavan.schema.Prosumer;
import org.tavan.solver.coordinator.PlanBook.InForce;
import org.tavan.solver.state.Key;
import org.tavan.solver.state.Table;

/// What is known of the devices: as reported, or as planned where no report comes.
final class DeviceBook {
    private static final long WITHOUT_ORDERS = 0;
    private static final long WITH_ORDERS = 1;

    private final CommunityState state;
    private final PlanBook plans;

    DeviceBook(CommunityState state, PlanBook plans) {
        this.state = state;
        this.plans = plans;
    }

    /// State of a member's devices when a plan begins.
    ///
    /// @param energyKwh energy in the battery (kWh), 0 without one
    /// @param reported whether it rests on a report
    /// @param shiftedKwh `S` (kWh)
    record Start(double energyKwh, boolean reported, double shiftedKwh) {}

    void add(DeviceState reported) {
        String member = reported.getProsumerId();
        long timeMillis = reported.getTime().toEpochMilli();
        state.reports.put(member, timeMillis,
                new Report(reported.getEnergyKwh(), reported.getShiftedKwh(), reported.getFault()));
        for (Key silence : new ArrayList<>(state.silences.of(member).keySet())) {
            Long since = state.silences.get(member, silence.number());
            if (since != null && (silence.number() == WITHOUT_ORDERS || timeMillis >= since)) {
                state.silences.remove(member, silence.number());
            }
        }
    }

    /// Whether a report is expected and not in.
    ///
    /// A battery that reports and has orders is waited for until it reports about the instant or later; one
    /// without orders, which stays as it is, until it has reported at all. It is not waited for once
    /// patience with it ran out.
    boolean awaits(Prosumer prosumer, long millis, long stepMillis) {
        String member = prosumer.getProsumerId();
        Battery battery = prosumer.getBattery();
        if (battery == null || !battery.getReports()) {
            return false;
        }
        return hasOrders(member, millis, stepMillis)
                ? state.reports.ceiling(member, millis) == null
                        && !state.silences.contains(member, WITH_ORDERS)
                : state.reports.of(member).isEmpty() && !state.silences.contains(member, WITHOUT_ORDERS);
    }

    /// Stops waiting for a member until it reports again.
    void silent(String member, long millis, long stepMillis) {
        state.silences.put(member, hasOrders(member, millis, stepMillis) ? WITH_ORDERS : WITHOUT_ORDERS,
                millis);
    }

    private boolean hasOrders(String member, long millis, long stepMillis) {
        return plans.of(member, millis - stepMillis, stepMillis) != null;
    }

    /// The state at the start of a plan: as reported around an instant and then moved along the plan in
    /// force, or as planned.
    Start start(Prosumer prosumer, LocalDay day, long asOfMillis, long startMillis) {
        String member = prosumer.getProsumerId();
        Battery battery = prosumer.getBattery();
        long step = day.stepMillis();
        boolean wholeDay = startMillis == day.startMillis();
        double plannedShift = wholeDay ? 0 : plannedShiftKwh(member, startMillis, step);
        if (battery == null) {
            return new Start(0, false, plannedShift);
        }
        Table.Entry<Report> report = battery.getReports() ? reportAround(member, asOfMillis, step) : null;
        if (report != null) {
            double energy = plans.rolledEnergyKwh(member, battery, report.value().energyKwh(),
                    report.number(), startMillis,
                    step, day.startMillis());
            double shift = wholeDay
                    ? 0
                    : rolledShiftKwh(prosumer, report.value().shiftedKwh(), report.number(), startMillis,
                            day);
            return new Start(energy, true, shift);
        }
        Double planned = plans.plannedEnergyKwh(member, battery, startMillis, step, day.startMillis());
        if (planned != null) {
            return new Start(Math.clamp(planned, battery.getEnergyMinKwh(), battery.getEnergyMaxKwh()), false,
                    plannedShift);
        }
        Table.Entry<Report> last = battery.getReports() ? state.reports.floor(member, asOfMillis) : null;
        double energy = last == null ? battery.getEnergyInitialKwh() : last.value().energyKwh();
        return new Start(Math.clamp(energy, battery.getEnergyMinKwh(), battery.getEnergyMaxKwh()),
                last != null, 0);
    }

    /// Newest report up to an instant, with its time.
    Table.@Nullable Entry<Report> newest(String member, long millis) {
        return state.reports.floor(member, millis);
    }

    /// Forgets reports older than the newest one up to an instant.
    void forgetBefore(String member, long millis) {
        Table.Entry<Report> newest = state.reports.floor(member, millis);
        if (newest != null) {
            state.reports.removeBelow(member, newest.number());
        }
    }

    /// A report less than an interval old at an instant, else the first one after it.
    private Table.@Nullable Entry<Report> reportAround(String member, long millis, long stepMillis) {
        Table.Entry<Report> before = state.reports.floor(member, millis);
        return before != null && before.number() > millis - stepMillis
                ? before
                : state.reports.ceiling(member, millis);
    }

    private double plannedShiftKwh(String member, long startMillis, long stepMillis) {
        InForce before = plans.of(member, startMillis - stepMillis, stepMillis);
        return before == null ? 0 : before.schedule().getShiftedKwh().get(before.index());
    }

    private double rolledShiftKwh(Prosumer prosumer, double shiftedKwh, long fromMillis, long toMillis,
            LocalDay day) {
        FlexibleLoad flexible = prosumer.getFlexibleLoad();
        if (flexible == null) {
            return 0;
        }
        double shifted = shiftedKwh;
        long step = day.stepMillis();
        long from = Math.max(fromMillis, day.startMillis());
        while (from < toMillis) {
            long interval = day.start(day.indexOf(from));
            long to = Math.min(toMillis, interval + step);
            InForce plan = plans.of(prosumer.getProsumerId(), interval, step);
            if (plan != null) {
                shifted += (to - from) / 3_600_000.0
                        * (plan.flexibleKw() - flexible.getDesiredKw().get(day.slotAt(interval)));
            }
            from = to;
        }
        return shifted;
    }
}
