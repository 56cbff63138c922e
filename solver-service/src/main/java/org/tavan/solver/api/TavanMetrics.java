package org.tavan.solver.api;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Names of the metrics of communities, solves and the console, with their labels. Base units: watts, joules, seconds, ratios 0–1; directions are labels, never
/// signs. Counters count what happened since this process read its topics to the end, so that a restart adds nothing twice.
public final class TavanMetrics {
    /// Mean power in the newest complete interval.
    public static final String POWER = "tavan_power_watts";
    /// Plan in force for the interval that begins.
    public static final String PLAN_POWER = "tavan_plan_power_watts";
    /// Load minus PV as forecast, and the ends of the support box; positive: demand.
    public static final String FORECAST_POWER = "tavan_forecast_power_watts";
    /// What load minus PV may be without real-time exchange, by the plan in force.
    public static final String SUPPLY_POWER = "tavan_supply_power_watts";
    /// Load minus PV in the newest complete interval; positive: demand.
    public static final String NET_DEMAND = "tavan_net_demand_watts";
    /// Recourse in the newest complete interval.
    public static final String RECOURSE_POWER = "tavan_recourse_power_watts";
    /// Energy in all batteries.
    public static final String BATTERY_ENERGY = "tavan_battery_energy_joules";
    /// Energy in all batteries as a fraction of the upper limit.
    public static final String STATE_OF_CHARGE = "tavan_battery_state_of_charge_ratio";
    /// Price of the interval that begins, in hundredths of the community's currency.
    public static final String PRICE = "tavan_price_cents_per_kilowatthour";
    /// Promised ε.
    public static final String EPSILON = "tavan_constraint_epsilon_ratio";
    /// Wasserstein radius ρ.
    public static final String RADIUS = "tavan_wasserstein_radius";
    /// Broken member-days as a fraction of all that the view has seen.
    public static final String VIOLATION_RATIO = "tavan_constraint_violation_ratio";
    /// Member-days with a promise.
    public static final String CONSTRAINT_CHECKS = "tavan_constraint_checks_total";
    /// Member-days with a shortage in any interval.
    public static final String CONSTRAINT_VIOLATIONS = "tavan_constraint_violations_total";
    /// Cost of the recourse so far, in hundredths of the community's currency; negative: earned.
    public static final String RECOURSE_COST = "tavan_recourse_cost_cents";
    /// What leaving the residuals alone would have cost so far.
    public static final String INACTION_COST = "tavan_inaction_cost_cents";
    /// Event time since the plan in force was made.
    public static final String PLAN_AGE = "tavan_plan_age_seconds";
    /// Solves by problem and outcome.
    public static final String SOLVES = "tavan_solves_total";
    /// Time of the newest solve.
    public static final String SOLVE_DURATION = "tavan_solve_last_duration_seconds";
    /// Worst-case violation probability of the newest plan.
    public static final String WORST_CASE_VIOLATION = "tavan_solve_worst_case_violation_ratio";
    /// End of the newest complete interval.
    public static final String EVENT_TIME = "tavan_event_timestamp_seconds";
    /// Length of a settlement interval.
    public static final String SETTLEMENT_INTERVAL = "tavan_settlement_interval_seconds";
    /// Members by quality of the newest complete interval.
    public static final String MEMBERS = "tavan_members";
    /// Meters in quarantine.
    public static final String METERS_QUARANTINED = "tavan_meters_quarantined";
    /// Inputs refused by service and reason.
    public static final String REJECTED = "tavan_rejected_total";
    /// Records that the console read, by topic and result.
    public static final String VIEW_RECORDS = "tavan_view_records_total";
    /// Records of the past that the console has still to read.
    public static final String VIEW_BEHIND = "tavan_view_behind_records";
    /// Wall-clock time at which the console read the newest record.
    public static final String VIEW_LAST_RECORD = "tavan_view_last_record_timestamp_seconds";
    /// Power of a member.
    public static final String PROSUMER_POWER = "tavan_prosumer_power_watts";
    /// State of charge of a member's battery.
    public static final String PROSUMER_STATE_OF_CHARGE = "tavan_prosumer_state_of_charge_ratio";
    /// Members without metrics of their own, because there are more than the limit.
    public static final String PROSUMERS_NOT_SHOWN = "tavan_prosumers_not_shown";

    private static final Map<String, String[]> LABELS = new TreeMap<>(Map.ofEntries(
            Map.entry(POWER, labels("community", "flow")), Map.entry(PLAN_POWER, labels("community", "flow")),
            Map.entry(FORECAST_POWER, labels("community", "quantile", "horizon")),
            Map.entry(SUPPLY_POWER, labels("community")),
            Map.entry(NET_DEMAND, labels("community")),
            Map.entry(RECOURSE_POWER, labels("community", "flow")),
            Map.entry(BATTERY_ENERGY, labels("community")), Map.entry(STATE_OF_CHARGE, labels("community")),
            Map.entry(PRICE, labels("community", "currency", "market")),
            Map.entry(EPSILON, labels("community")),
            Map.entry(RADIUS, labels("community")), Map.entry(VIOLATION_RATIO, labels("community")),
            Map.entry(CONSTRAINT_CHECKS, labels("community")),
            Map.entry(CONSTRAINT_VIOLATIONS, labels("community")),
            Map.entry(RECOURSE_COST, labels("community", "currency")),
            Map.entry(INACTION_COST, labels("community", "currency")),
            Map.entry(PLAN_AGE, labels("community", "status")),
            Map.entry(SOLVES, labels("community", "problem", "outcome")),
            Map.entry(SOLVE_DURATION, labels("community", "problem")),
            Map.entry(WORST_CASE_VIOLATION, labels("community", "problem")),
            Map.entry(EVENT_TIME, labels("community")), Map.entry(SETTLEMENT_INTERVAL, labels("community")),
            Map.entry(MEMBERS, labels("community", "quality")),
            Map.entry(METERS_QUARANTINED, labels("community")),
            Map.entry(REJECTED, labels("service", "reason")),
            Map.entry(VIEW_RECORDS, labels("topic", "result")), Map.entry(VIEW_BEHIND, labels()),
            Map.entry(VIEW_LAST_RECORD, labels()),
            Map.entry(PROSUMER_POWER, labels("community", "prosumer", "flow")),
            Map.entry(PROSUMER_STATE_OF_CHARGE, labels("community", "prosumer")),
            Map.entry(PROSUMERS_NOT_SHOWN, labels("community"))));

    private TavanMetrics() {}

    /// Every metric and its labels, by name.
    public static Map<String, List<String>> labelsByName() {
        var all = new TreeMap<String, List<String>>();
        LABELS.forEach((name, labels) -> all.put(name, List.of(labels)));
        return all;
    }

    static String[] labelsOf(String name) {
        String[] labels = LABELS.get(name);
        if (labels == null) {
            throw new IllegalArgumentException(
                    "The metric %s has no labels; add it to TavanMetrics.".formatted(name));
        }
        return labels.clone();
    }

    private static String[] labels(String... names) {
        return names;
    }
}
