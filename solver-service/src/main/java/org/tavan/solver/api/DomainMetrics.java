package org.tavan.solver.api;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import org.tavan.schema.SolveKind;
import org.tavan.schema.SolveRecord;
import org.tavan.solver.api.view.Column;
import org.tavan.solver.api.view.CommunitySnapshot;
import org.tavan.solver.api.view.CommunityView;
import org.tavan.solver.api.view.Flows;
import org.tavan.solver.api.view.MemberSnapshot;
import org.tavan.solver.api.view.ViewSnapshot;

/// Metrics of the communities, computed from the newest snapshot when they are scraped, so that they always agree with one another and with the console. A value
/// that is not known has no sample.
final class DomainMetrics implements AutoCloseable {
    private static final double WATTS_PER_KW = 1_000;
    private static final double JOULES_PER_KWH = 3_600_000;

    private final CommunityView view;
    private final PrometheusRegistry registry;
    private final int prosumerSeriesMax;
    private final List<Collector> collectors = new ArrayList<>();
    private final List<Baseline> baselines = new ArrayList<>();
    private volatile boolean live;

    /// Receives one sample; NaN is left out.
    @FunctionalInterface
    private interface Sample {
        void put(double value, String... labels);

        /// A count; exact up to 2^53.
        default void put(long count, String... labels) {
            put((double) count, labels);
        }
    }

    DomainMetrics(CommunityView view, PrometheusRegistry registry, int prosumerSeriesMax) {
        this.view = view;
        this.registry = registry;
        this.prosumerSeriesMax = prosumerSeriesMax;
        flows();
        plansAndForecasts();
        promise();
        solves();
        records();
        prosumers();
        view.addListener(this::begin);
    }

    @Override
    public void close() {
        collectors.forEach(registry::unregister);
    }

    private void flows() {
        perCommunity(TavanMetrics.POWER, "Mean power in the newest complete interval",
                (it, sample) -> put(it.flows(), sample, it.communityId()));
        perCommunity(TavanMetrics.NET_DEMAND, "Load minus PV in the newest complete interval",
                (it, sample) -> sample.put(WATTS_PER_KW * (it.flows().loadKw() - it.flows().pvKw()),
                        it.communityId()));
        perCommunity(TavanMetrics.RECOURSE_POWER, "Recourse in the newest complete interval",
                (it, sample) -> {
                    sample.put(WATTS_PER_KW * closed(it, Column.REAL_TIME_IMPORT_KW), it.communityId(),
                            "import");
                    sample.put(WATTS_PER_KW * closed(it, Column.REAL_TIME_EXPORT_KW), it.communityId(),
                            "export");
                });
        perCommunity(TavanMetrics.BATTERY_ENERGY, "Energy in all batteries",
                (it, sample) -> sample.put(JOULES_PER_KWH * it.energyKwh(), it.communityId()));
        perCommunity(TavanMetrics.STATE_OF_CHARGE, "Energy in all batteries as a fraction of the upper limit",
                (it, sample) -> sample.put(
                        it.batteryMaxKwh() > 0 ? it.energyKwh() / it.batteryMaxKwh() : Double.NaN,
                        it.communityId()));
        perCommunity(TavanMetrics.PRICE,
                "Price of the interval that begins, hundredths of the currency per kWh", (it, sample) -> {
                    sample.put(it.prices().dayAheadCentsPerKwh(), it.communityId(), it.currency(),
                            "day_ahead");
                    sample.put(it.prices().realTimeBuyCentsPerKwh(), it.communityId(), it.currency(),
                            "real_time_buy");
                    sample.put(it.prices().realTimeSellCentsPerKwh(), it.communityId(), it.currency(),
                            "real_time_sell");
                });
        perCommunity(TavanMetrics.EVENT_TIME, "End of the newest complete interval", (it, sample) -> {
            Instant time = it.time();
            sample.put(time == null ? Double.NaN : time.getEpochSecond(), it.communityId());
        });
        perCommunity(TavanMetrics.SETTLEMENT_INTERVAL, "Length of a settlement interval",
                (it, sample) -> sample.put(60.0 * it.intervalMinutes(), it.communityId()));
        perCommunity(TavanMetrics.MEMBERS, "Members by quality of the newest complete interval",
                (it, sample) -> {
                    long measured = it.members().stream().filter(MemberSnapshot::measured).count();
                    sample.put(measured, it.communityId(), "measured");
                    sample.put(it.members().size() - (double) measured, it.communityId(), "estimated");
                });
        perCommunity(TavanMetrics.METERS_QUARANTINED, "Meters in quarantine",
                (it, sample) -> sample.put(it.quarantined().size(), it.communityId()));
    }

    private void plansAndForecasts() {
        perCommunity(TavanMetrics.PLAN_POWER, "Plan in force for the interval that begins", (it, sample) -> {
            sample.put(WATTS_PER_KW * beginning(it, Column.PLAN_IMPORT_KW), it.communityId(), "import");
            sample.put(WATTS_PER_KW * beginning(it, Column.PLAN_EXPORT_KW), it.communityId(), "export");
            sample.put(WATTS_PER_KW * beginning(it, Column.PLAN_CHARGE_KW), it.communityId(), "charge");
            sample.put(WATTS_PER_KW * beginning(it, Column.PLAN_DISCHARGE_KW), it.communityId(), "discharge");
        });
        perCommunity(TavanMetrics.SUPPLY_POWER, "Planned supply in the newest complete interval",
                (it, sample) -> sample.put(WATTS_PER_KW * closed(it, Column.SUPPLY_KW), it.communityId()));
        perCommunity(TavanMetrics.FORECAST_POWER,
                "Load minus PV as forecast for the newest complete interval", (it, sample) -> {
                    sample.put(WATTS_PER_KW * closed(it, Column.GATE_FORECAST_KW), it.communityId(),
                            "expected", "day_ahead");
                    sample.put(WATTS_PER_KW * closed(it, Column.SUPPORT_LOW_KW), it.communityId(),
                            "support_low", "day_ahead");
                    sample.put(WATTS_PER_KW * closed(it, Column.SUPPORT_HIGH_KW), it.communityId(),
                            "support_high", "day_ahead");
                    sample.put(WATTS_PER_KW * closed(it, Column.NEWEST_FORECAST_KW), it.communityId(),
                            "expected", "newest");
                });
        perCommunity(TavanMetrics.PLAN_AGE, "Event time since the plan in force was made", (it, sample) -> {
            var plan = it.plan();
            if (plan != null) {
                sample.put(Duration.ofMinutes(plan.ageMinutes()).toSeconds(), it.communityId(),
                        plan.status());
            }
        });
    }

    private void promise() {
        perCommunity(TavanMetrics.EPSILON, "Promised probability of a violation",
                (it, sample) -> sample.put(it.epsilon(), it.communityId()));
        perCommunity(TavanMetrics.RADIUS, "Wasserstein radius",
                (it, sample) -> sample.put(it.radius(), it.communityId()));
        perCommunity(TavanMetrics.VIOLATION_RATIO, "Broken member-days as a fraction of all",
                (it, sample) -> sample.put(it.achieved().brokenFraction(), it.communityId()));
        perCommunity(TavanMetrics.RECOURSE_COST, "Cost of the recourse so far, hundredths of the currency",
                (it, sample) -> sample.put(it.achieved().costCents(), it.communityId(), it.currency()));
        perCommunity(TavanMetrics.INACTION_COST,
                "What leaving the residuals alone would have cost so far, hundredths of the currency",
                (it, sample) -> sample.put(it.achieved().inactionCents(), it.communityId(), it.currency()));
        countPerCommunity(TavanMetrics.CONSTRAINT_CHECKS, "Member-days with a promise",
                it -> it.achieved().memberDays());
        countPerCommunity(TavanMetrics.CONSTRAINT_VIOLATIONS, "Member-days with a shortage",
                it -> it.achieved().brokenDays());
    }

    private void solves() {
        counter(TavanMetrics.SOLVES, "Solves by problem and outcome", (snapshot, sample) -> snapshot
                .communities()
                .values()
                .forEach(it -> it.solveCounts()
                        .forEach(
                                one -> sample.put(one.count(), it.communityId(), one.kind(), one.status()))));
        newestSolve(TavanMetrics.SOLVE_DURATION, "Wall-clock time of the newest solve",
                solve -> solve.getSolveMicros() / 1e6);
        newestSolve(TavanMetrics.WORST_CASE_VIOLATION, "Worst-case violation probability of the newest plan",
                SolveRecord::getWorstCaseViolation);
    }

    private void newestSolve(String name, String help, ToDoubleFunction<SolveRecord> value) {
        perCommunity(name, help, (it, sample) -> {
            for (SolveKind kind : List.of(SolveKind.DAY_AHEAD, SolveKind.INTRADAY)) {
                it.solves()
                        .stream()
                        .filter(solve -> solve.getKind() == kind)
                        .findFirst()
                        .ifPresent(solve -> sample.put(value.applyAsDouble(solve), it.communityId(),
                                kind.name()));
            }
        });
    }

    private void records() {
        counter(TavanMetrics.REJECTED, "Inputs refused by service and reason",
                (snapshot, sample) -> snapshot.rejections()
                        .byReason()
                        .forEach(one -> sample.put(one.count(), one.service(), one.reason())));
        counter(TavanMetrics.VIEW_RECORDS, "Records that the console read",
                (snapshot, sample) -> snapshot.records().forEach(one -> {
                    sample.put(one.folded(), one.topic(), "folded");
                    sample.put(one.unknown(), one.topic(), "unknown");
                    sample.put(one.malformed(), one.topic(), "malformed");
                }));
        gauge(TavanMetrics.VIEW_BEHIND, "Records of the past that the console has still to read",
                (snapshot, sample) -> sample.put(snapshot.behind()));
        gauge(TavanMetrics.VIEW_LAST_RECORD, "Wall-clock time at which the console read the newest record",
                (snapshot, sample) -> {
                    Instant at = snapshot.lastRecordAt();
                    sample.put(at == null ? Double.NaN : at.toEpochMilli() / 1e3);
                });
    }

    private void prosumers() {
        perCommunity(TavanMetrics.PROSUMER_POWER, "Mean power of a member in the newest complete interval",
                (it, sample) -> it.members()
                        .stream()
                        .limit(prosumerSeriesMax)
                        .forEach(member -> put(member.flows(), sample, it.communityId(),
                                member.prosumerId())));
        perCommunity(TavanMetrics.PROSUMER_STATE_OF_CHARGE,
                "Energy in a member's battery as a fraction of the upper limit",
                (it, sample) -> it.members()
                        .stream()
                        .limit(prosumerSeriesMax)
                        .filter(member -> member.batteryMaxKwh() > 0)
                        .forEach(member -> sample.put(member.energyKwh() / member.batteryMaxKwh(),
                                it.communityId(), member.prosumerId())));
        perCommunity(TavanMetrics.PROSUMERS_NOT_SHOWN, "Members without metrics of their own",
                (it, sample) -> sample.put(Math.max(0, it.members().size() - prosumerSeriesMax),
                        it.communityId()));
    }

    private static void put(Flows flows, Sample sample, String... labels) {
        BiConsumer<String, Double> put = (flow, kw) -> {
            String[] all = Arrays.copyOf(labels, labels.length + 1);
            all[labels.length] = flow;
            sample.put(WATTS_PER_KW * kw, all);
        };
        put.accept("load", flows.loadKw());
        put.accept("flexible", flows.flexibleKw());
        put.accept("pv", flows.pvKw());
        put.accept("charge", flows.chargeKw());
        put.accept("discharge", flows.dischargeKw());
        put.accept("import", flows.gridImportKw());
        put.accept("export", flows.gridExportKw());
    }

    /// Value in the interval that ends now.
    private static double closed(CommunitySnapshot it, Column column) {
        return at(it, column, -1);
    }

    /// Value in the interval that begins now.
    private static double beginning(CommunitySnapshot it, Column column) {
        return at(it, column, 0);
    }

    private static double at(CommunitySnapshot it, Column column, int offset) {
        Instant time = it.time();
        int index = time == null ? -1 : it.curves().index(time) + offset;
        return index < 0 || index >= it.curves().length()
                ? Double.NaN
                : it.curves().values(column, index, index + 1)[0];
    }

    private void perCommunity(String name, String help, BiConsumer<CommunitySnapshot, Sample> values) {
        gauge(name, help, (snapshot,
                sample) -> snapshot.communities().values().forEach(it -> values.accept(it, sample)));
    }

    private void countPerCommunity(String name, String help, ToDoubleFunction<CommunitySnapshot> value) {
        counter(name, help, (snapshot, sample) -> snapshot.communities()
                .values()
                .forEach(it -> sample.put(value.applyAsDouble(it), it.communityId())));
    }

    private void gauge(String name, String help, BiConsumer<ViewSnapshot, Sample> values) {
        collectors.add(GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(TavanMetrics.labelsOf(name))
                .callback(callback -> values.accept(view.snapshot(), (value, labels) -> {
                    if (!Double.isNaN(value)) {
                        callback.call(value, labels);
                    }
                }))
                .register(registry));
    }

    private void counter(String name, String help, BiConsumer<ViewSnapshot, Sample> totals) {
        var baseline = new Baseline(totals);
        baselines.add(baseline);
        collectors.add(CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(TavanMetrics.labelsOf(name))
                .callback(callback -> baseline.since(view.snapshot(), callback::call))
                .register(registry));
    }

    private void begin(ViewSnapshot snapshot) {
        if (!live && snapshot.behind() == 0) {
            baselines.forEach(baseline -> baseline.begin(snapshot));
            live = true;
        }
    }

    /// What the samples of a counter stood at when the view had read the past, so that reading it again after a restart counts nothing twice.
    private final class Baseline {
        private final BiConsumer<ViewSnapshot, Sample> totals;
        private volatile Map<List<String>, Double> begin = Map.of();

        Baseline(BiConsumer<ViewSnapshot, Sample> totals) {
            this.totals = totals;
        }

        void begin(ViewSnapshot snapshot) {
            var values = new HashMap<List<String>, Double>();
            totals.accept(snapshot, (value, labels) -> values.put(List.of(labels), value));
            begin = values;
        }

        void since(ViewSnapshot snapshot, Sample sample) {
            totals.accept(snapshot, (value, labels) -> sample
                    .put(live ? Math.max(0, value - begin.getOrDefault(List.of(labels), 0.0)) : 0, labels));
        }
    }
}
