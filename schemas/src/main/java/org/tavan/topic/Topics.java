package org.tavan.topic;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.tavan.schema.Community;
import org.tavan.schema.DemandResponse;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.DeviceState;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Distribution;
import org.tavan.schema.Forecast;
import org.tavan.schema.ForecastSkill;
import org.tavan.schema.Interval;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.Policy;
import org.tavan.schema.Price;
import org.tavan.schema.Quarantine;
import org.tavan.schema.Reading;
import org.tavan.schema.Rejected;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveRecord;
import org.tavan.schema.SolveRequest;
import org.tavan.schema.Weather;

/// The topic catalogue: every topic that Tavan reads or writes.
///
/// The record time stamp is the event or publication time, never the target time of a forecast.
public final class Topics {
    /// Largest record (bytes): a solve request of 200 members with 90 days of quarter hours has 14 MB.
    public static final int RECORD_MAX_BYTES = 16 * 1024 * 1024;
    /// Beginning of the meterId of a heartbeat; its source follows.
    public static final String HEARTBEAT_PREFIX = "heartbeat:";

    public static final Topic<Reading> READINGS = kept("tavan.readings.v1", Reading.class, KeyKind.METER,
            "What meters sent, and the heartbeats of their sources.");
    public static final Topic<Weather> WEATHER = kept("tavan.weather.v1", Weather.class, KeyKind.COMMUNITY,
            "Weather at the site of a community, forecast and observed.");
    public static final Topic<Price> PRICES = kept("tavan.prices.v1", Price.class, KeyKind.COMMUNITY,
            "Day-ahead and real-time prices as they became known.");
    public static final Topic<Forecast> EXTERNAL_FORECASTS = kept("tavan.external-forecasts.v1",
            Forecast.class,
            KeyKind.PROSUMER, "Forecasts sent in from outside, which win over our own.");
    public static final Topic<Community> COMMUNITIES = kept("tavan.communities.v1", Community.class,
            KeyKind.COMMUNITY,
            "Configurations of each community as they were decided; a null value removes it.");
    public static final Topic<Interval> INTERVALS = kept("tavan.intervals.v1", Interval.class,
            KeyKind.PROSUMER,
            "Energy of each prosumer in each settlement interval, with revisions.");
    public static final Topic<Forecast> FORECASTS = kept("tavan.forecasts.v1", Forecast.class,
            KeyKind.PROSUMER,
            "Forecasts of load and PV, issued when an interval closes.");
    public static final Topic<Distribution> DISTRIBUTIONS = big("tavan.distributions.v1",
            Distribution.class,
            KeyKind.PROSUMER, Cleanup.DELETE,
            "Rolling empirical distribution of each prosumer's forecast errors.");
    public static final Topic<ForecastSkill> FORECAST_SKILLS = kept("tavan.forecast-skills.v1",
            ForecastSkill.class,
            KeyKind.PROSUMER, "How good the forecasts of a day were, against naive ones.");
    public static final Topic<Reading> LATE_READINGS = kept("tavan.late-readings.v1", Reading.class,
            KeyKind.METER,
            "Readings that came too late to be used.");
    public static final Topic<Quarantine> QUARANTINE = big("tavan.quarantine.v1", Quarantine.class,
            KeyKind.METER, Cleanup.COMPACT,
            "Meters whose readings are not used for now; a null value releases one.");
    public static final Topic<SolveRequest> SOLVE_REQUESTS = big("tavan.solve-requests.v1",
            SolveRequest.class,
            KeyKind.COMMUNITY, Cleanup.DELETE, "Everything a solve depends on; the plan id is its SHA-256.");
    public static final Topic<Schedule> SCHEDULES = big("tavan.schedules.v1", Schedule.class,
            KeyKind.PROSUMER,
            Cleanup.DELETE, "Plan of each prosumer for one local day.");
    public static final Topic<Policy> POLICIES = big("tavan.policies.v1", Policy.class, KeyKind.PROSUMER,
            Cleanup.DELETE, "Recourse rule of each prosumer for one local day.");
    public static final Topic<SolveRecord> SOLVE_RECORDS = kept("tavan.solve-records.v1", SolveRecord.class,
            KeyKind.COMMUNITY, "How each solve ended, with the checks of its plan.");
    public static final Topic<Dispatch> DISPATCHES = kept("tavan.dispatches.v1", Dispatch.class,
            KeyKind.PROSUMER,
            "What each member does in an interval, and why.");
    public static final Topic<DeviceState> DEVICE_STATES = kept("tavan.device-states.v1", DeviceState.class,
            KeyKind.PROSUMER, "State of batteries and flexible load as reported.");
    public static final Topic<Microgrid> MICROGRIDS = kept("tavan.microgrids.v1", Microgrid.class,
            KeyKind.COMMUNITY,
            "Configurations of each community's microgrid as they were decided; a null value removes it.");
    public static final Topic<MicrogridRequest> MICROGRID_REQUESTS = big("tavan.microgrid-requests.v1",
            MicrogridRequest.class, KeyKind.COMMUNITY, Cleanup.DELETE,
            "Everything a microgrid's plan depends on; the plan id is its SHA-256.");
    public static final Topic<MicrogridSchedule> MICROGRID_SCHEDULES = big("tavan.microgrid-schedules.v1",
            MicrogridSchedule.class, KeyKind.COMMUNITY, Cleanup.DELETE,
            "Plan of each microgrid for one local day, with its checks.");
    public static final Topic<DemandSignal> DEMAND_SIGNALS = kept("tavan.demand-signals.v1",
            DemandSignal.class,
            KeyKind.COMMUNITY, "Prices and offers to the customers of a microgrid, once a day.");
    public static final Topic<DemandResponse> DEMAND_RESPONSES = kept("tavan.demand-responses.v1",
            DemandResponse.class, KeyKind.PROSUMER,
            "How each customer answered the programmes, interval by interval.");
    public static final Topic<Rejected> REJECTED = kept("tavan.rejected.v1", Rejected.class, KeyKind.ANY,
            "Inputs that could not be used, with their bytes and the reason.");

    private static final List<Topic<?>> ALL = List.of(READINGS, WEATHER, PRICES, EXTERNAL_FORECASTS,
            COMMUNITIES,
            INTERVALS, FORECASTS, DISTRIBUTIONS, FORECAST_SKILLS, LATE_READINGS, QUARANTINE, SOLVE_REQUESTS,
            SCHEDULES,
            POLICIES, SOLVE_RECORDS, DISPATCHES, DEVICE_STATES, MICROGRIDS, MICROGRID_REQUESTS,
            MICROGRID_SCHEDULES, DEMAND_SIGNALS, DEMAND_RESPONSES, REJECTED);
    private static final Map<String, Topic<?>> BY_NAME = ALL.stream()
            .collect(Collectors.toUnmodifiableMap(Topic::name, Function.identity()));

    private Topics() {}

    /// All topics, in the order of the data flow.
    public static List<Topic<?>> all() {
        return ALL;
    }

    /// The topic of that name, if it is in the catalogue.
    public static Optional<Topic<?>> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static <V extends SpecificRecord> Topic<V> kept(
            String name,
            Class<V> valueType,
            KeyKind keyKind,
            String description) {
        return new Topic<>(name, valueType, keyKind, Cleanup.DELETE, false, description);
    }

    private static <V extends SpecificRecord> Topic<V> big(
            String name,
            Class<V> valueType,
            KeyKind keyKind,
            Cleanup cleanup,
            String description) {
        return new Topic<>(name, valueType, keyKind, cleanup, true, description);
    }
}
