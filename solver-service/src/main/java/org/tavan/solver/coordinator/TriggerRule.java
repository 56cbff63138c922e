package org.tavan.solver.coordinator;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Battery;
import org.tavan.schema.Community;
import org.tavan.schema.Prosumer;
import org.tavan.solver.coordinator.PlanBook.InForce;
import org.tavan.solver.state.Table;

/// When the rest of a day is planned again: a large residual, a forecast that moved, or a device off plan.
///
/// Residuals and forecasts are judged at every tick, devices once in every gap between re-solves, counted
/// from the start of the day: the tick then waits for their reports, which a replay could not afford at
/// every tick.
final class TriggerRule {
    /// A device is off plan when its energy differs from the planned one by more than this fraction of its
    /// capacity.
    private static final double OFF_PLAN_FRACTION = 0.1;

    private final CommunityState state;
    private final PlanBook plans;
    private final DeviceBook devices;

    TriggerRule(CommunityState state, PlanBook plans, DeviceBook devices) {
        this.state = state;
        this.plans = plans;
        this.devices = devices;
    }

    /// A reason to plan again.
    ///
    /// @param severity multiple of its threshold, above 1
    /// @param words for people, e.g. `forecast of home-3 moved by 1.4 kW`
    private record Cause(double severity, String words) {}

    /// Whether devices are judged at a tick.
    boolean judgesDevices(Configuration configuration, LocalDay day, long tick) {
        long gap = Math.max(day.stepMillis(), configuration.community().getResolveGapMinutes() * 60_000L);
        return Math.floorDiv(tick - day.startMillis(), gap) > Math
                .floorDiv(tick - day.stepMillis() - day.startMillis(), gap);
    }

    /// What speaks for planning again at a tick.
    ///
    /// @param day day of the interval that begins at the tick
    /// @param members planned members, sorted
    /// @return the gravest cause in words; empty if there is none
    Optional<String> cause(Configuration configuration, LocalDay day, long tick, List<String> members) {
        Community community = configuration.community();
        @Nullable
        Cause gravest = null;
        for (String member : members) {
            Prosumer prosumer = configuration.prosumers().get(member);
            if (prosumer != null) {
                gravest = graver(gravest, residual(community, prosumer, day, tick));
                gravest = graver(gravest, forecast(community, prosumer, day, tick));
                if (judgesDevices(configuration, day, tick)) {
                    gravest = graver(gravest, device(prosumer, day, tick));
                }
            }
        }
        return Optional.ofNullable(gravest).map(Cause::words);
    }

    /// The residual counts from the forecast at the gate; what the plan knew already is no surprise.
    private @Nullable Cause residual(Community community, Prosumer prosumer, LocalDay day, long tick) {
        String member = prosumer.getProsumerId();
        long start = tick - day.stepMillis();
        Settled last = state.settled.get(member, start);
        InForce plan = plans.of(member, start, day.stepMillis());
        if (last == null || plan == null) {
            return null;
        }
        double off = last.residualKw() - (plan.latestForecastKw() - plan.forecastKw());
        double threshold = community.getResolveResidualFraction() * prosumer.getNominalKw();
        return Math.abs(off) > threshold
                ? new Cause(Math.abs(off) / threshold,
                        "demand of %s was %s kW off forecast".formatted(member, kw(off)))
                : null;
    }

    private @Nullable Cause forecast(Community community, Prosumer prosumer, LocalDay day, long tick) {
        String member = prosumer.getProsumerId();
        long step = day.stepMillis();
        long start = tick + step;
        NetForecast forecast = state.forecasts.get(member, tick);
        if (forecast == null || !forecast.covers(start, day.endMillis(), step)) {
            return null;
        }
        int intervals = Math.toIntExact((day.endMillis() - start) / step);
        double sum = 0;
        for (int i = 0; i < intervals; i++) {
            InForce plan = plans.of(member, start + i * step, step);
            if (plan == null) {
                return null;
            }
            int at = Math.toIntExact((start - forecast.startMillis()) / step) + i;
            sum += Math.abs(forecast.netKw().get(at) - plan.latestForecastKw());
        }
        double mean = sum / intervals;
        double threshold = community.getResolveForecastFraction() * prosumer.getNominalKw();
        return mean > threshold
                ? new Cause(mean / threshold,
                        "forecast of %s moved by %s kW on average".formatted(member, kw(mean)))
                : null;
    }

    private @Nullable Cause device(Prosumer prosumer, LocalDay day, long tick) {
        Battery battery = prosumer.getBattery();
        String member = prosumer.getProsumerId();
        if (battery == null || !battery.getReports()) {
            return null;
        }
        Table.Entry<Report> report = devices.newest(member, tick);
        if (report == null || report.number() <= tick - day.stepMillis()) {
            return null;
        }
        Segment segment = plans.at(report.number() - 1);
        if (segment == null || !segment.equals(plans.at(tick)) || report.number() <= segment.startMillis()) {
            return null;
        }
        if (!report.value().fault().isEmpty()) {
            return new Cause(Double.MAX_VALUE,
                    "battery of %s reports %s".formatted(member, report.value().fault()));
        }
        Double planned = plans.plannedEnergyKwh(member, battery, report.number(), day.stepMillis(),
                day.startMillis());
        double threshold = OFF_PLAN_FRACTION * (battery.getEnergyMaxKwh() - battery.getEnergyMinKwh());
        if (planned == null) {
            return null;
        }
        double off = Math.abs(report.value().energyKwh() - planned);
        return off > threshold
                ? new Cause(off / threshold, "battery of %s is %s kWh off plan".formatted(member, kw(off)))
                : null;
    }

    private static @Nullable Cause graver(@Nullable Cause one, @Nullable Cause other) {
        return other != null && (one == null || other.severity() > one.severity()) ? other : one;
    }

    private static String kw(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
