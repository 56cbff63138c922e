package org.tavan.solver.coordinator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Battery;
import org.tavan.schema.Policy;
import org.tavan.schema.Schedule;
import org.tavan.solver.state.Key;
import org.tavan.solver.state.Table;

/// The plans in force, and what they say about any instant.
final class PlanBook {
    private final CommunityState state;

    PlanBook(CommunityState state) {
        this.state = state;
    }

    /// One member's part of the plan in force for one interval.
    ///
    /// @param index of the interval in the plan
    record InForce(Segment segment, int index, Schedule schedule, Policy policy) {
        double chargeKw() {
            return schedule.getChargeKw().get(index);
        }

        double dischargeKw() {
            return schedule.getDischargeKw().get(index);
        }

        double flexibleKw() {
            return schedule.getFlexibleKw().get(index);
        }

        /// `p`: what was bought day-ahead (kW), import positive.
        double exchangeKw() {
            return schedule.getGridImportKw().get(index) - schedule.getGridExportKw().get(index);
        }

        /// Supply bought beyond the forecast demand (kW).
        double marginKw() {
            return policy.getMarginKw().get(index);
        }

        double forecastKw() {
            return policy.getForecastKw().get(index);
        }

        double latestForecastKw() {
            return policy.getLatestForecastKw().get(index);
        }

        /// Event time since its set-points were first planned (min): a plan kept from an earlier one is as old as that.
        int ageMinutes(long millis) {
            return Math.toIntExact((millis - schedule.getGateClosedAt().toEpochMilli()) / 60_000)
                    + schedule.getPlanAgeMinutes();
        }
    }

    /// The plan in force for an interval, null if there is none.
    @Nullable
    Segment at(long intervalStart) {
        Table.Entry<Segment> entry = state.segments.floor("", intervalStart);
        return entry == null || entry.value().endMillis() <= intervalStart ? null : entry.value();
    }

    /// A member's part of it, null if there is no plan or the member is not in it.
    @Nullable
    InForce of(String member, long intervalStart, long stepMillis) {
        Segment segment = at(intervalStart);
        if (segment == null) {
            return null;
        }
        String name = CommunityState.ofPlan(segment.planId(), member);
        Schedule schedule = state.schedules.get(name, 0);
        Policy policy = state.policies.get(name, 0);
        return schedule == null || policy == null
                ? null
                : new InForce(segment, segment.indexOf(intervalStart, stepMillis), schedule, policy);
    }

    /// Puts an answered plan in force.
    void add(String planId, OpenRequest request) {
        state.segments.put("", request.startMillis(),
                new Segment(planId, request.startMillis(), request.endMillis()));
    }

    /// Planned energy at an instant, null if no plan covers the time before it.
    @Nullable
    Double plannedEnergyKwh(String member, Battery battery, long millis, long stepMillis, long gridMillis) {
        long boundary = millis - Math.floorMod(millis - gridMillis, stepMillis);
        InForce before = of(member, boundary - stepMillis, stepMillis);
        return before == null
                ? null
                : (Double) rolledEnergyKwh(member, battery,
                        before.schedule().getEnergyKwh().get(before.index()), boundary,
                        millis, stepMillis, gridMillis);
    }

    /// Energy after following the plan in force from one instant to another, idle where there is none, held
    /// to the limits.
    ///
    /// `E[t+1] = E[t] + Δt (η_c c - d / η_d)`
    double rolledEnergyKwh(String member, Battery battery, double energyKwh, long fromMillis, long toMillis,
            long stepMillis, long gridMillis) {
        double energy = Math.clamp(energyKwh, battery.getEnergyMinKwh(), battery.getEnergyMaxKwh());
        long from = fromMillis;
        while (from < toMillis) {
            long interval = from - Math.floorMod(from - gridMillis, stepMillis);
            long to = Math.min(toMillis, interval + stepMillis);
            InForce plan = of(member, interval, stepMillis);
            if (plan != null) {
                double hours = (to - from) / 3_600_000.0;
                energy += hours * (battery.getChargeEfficiency() * plan.chargeKw()
                        - plan.dischargeKw() / battery.getDischargeEfficiency());
                energy = Math.clamp(energy, battery.getEnergyMinKwh(), battery.getEnergyMaxKwh());
            }
            from = to;
        }
        return energy;
    }

    /// Forgets plans of days that are over.
    void forgetBefore(long millis) {
        List<Long> over = new ArrayList<>();
        List<String> planIds = new ArrayList<>();
        state.segments.of("").forEach((key, segment) -> {
            if (segment.endMillis() <= millis) {
                over.add(key.number());
                planIds.add(segment.planId());
            }
        });
        over.forEach(start -> state.segments.remove("", start));
        planIds.forEach(this::forget);
    }

    /// Forgets what was received of a plan.
    void forget(String planId) {
        forget(state.schedules, planId);
        forget(state.policies, planId);
    }

    private static <V> void forget(Table<V> table, String planId) {
        List<String> names = new ArrayList<>();
        for (Key key : table.all().tailMap(new Key(planId + '/', Long.MIN_VALUE), true).keySet()) {
            if (!key.name().startsWith(planId + '/')) {
                break;
            }
            names.add(key.name());
        }
        names.forEach(table::removeAll);
    }
}
