package org.tavan.solver.microgrid;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.PlannedAdequacy;

/// Metrics of the plans of microgrids.
final class MicrogridServiceMetrics {
    private static final double MICROS = 1e-6;
    private static final double JOULES_PER_KWH = 3.6e6;

    private final Counter plans;
    private final Counter superseded;
    private final Counter rejected;
    private final Histogram duration;
    private final Histogram queued;
    private final Gauge cost;
    private final Gauge gap;
    private final Gauge eens;
    private final Gauge lolp;
    private final Gauge pending;

    MicrogridServiceMetrics(PrometheusRegistry registry) {
        plans = Counter.builder()
                .name("tavan_microgrid_plans_total")
                .help("Plans of microgrids, by how they ended")
                .labelNames("community", "problem", "outcome")
                .register(registry);
        superseded = Counter.builder()
                .name("tavan_microgrid_plans_superseded_total")
                .help("Requests that were replaced by a newer one before they were solved")
                .register(registry);
        rejected = Counter.builder()
                .name("tavan_microgrid_requests_rejected_total")
                .help("Requests that could not be read")
                .register(registry);
        duration = Histogram.builder()
                .name("tavan_microgrid_solve_duration_seconds")
                .help("Time a solve took")
                .labelNames("problem")
                .classicOnly()
                .classicUpperBounds(0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300)
                .register(registry);
        queued = Histogram.builder()
                .name("tavan_microgrid_solve_queue_seconds")
                .help("Time a request waited for a thread")
                .classicOnly()
                .classicUpperBounds(0.01, 0.1, 1, 10, 60, 300)
                .register(registry);
        cost = Gauge.builder()
                .name("tavan_microgrid_plan_cost_cents")
                .help("Cost of the newest plan, in hundredths of the community's currency")
                .labelNames("community", "currency", "problem")
                .register(registry);
        gap = Gauge.builder()
                .name("tavan_microgrid_plan_gap_ratio")
                .help("Proven gap of the newest plan; NaN if none was proved in time")
                .labelNames("community", "problem")
                .register(registry);
        eens = Gauge.builder()
                .name("tavan_microgrid_plan_eens_joules")
                .help("Expected energy not supplied in the newest plan, outages of every order")
                .labelNames("community", "problem")
                .register(registry);
        lolp = Gauge.builder()
                .name("tavan_microgrid_plan_lolp_max_ratio")
                .help("Largest probability of lost load in an interval of the newest plan, outages of every order")
                .labelNames("community", "problem")
                .register(registry);
        pending = Gauge.builder()
                .name("tavan_microgrid_plans_pending")
                .help("Requests read and not answered")
                .register(registry);
    }

    void published(MicrogridSchedule schedule, String currency, long queuedMicros, int replaced) {
        String community = schedule.getCommunityId();
        String problem = schedule.getKind().name().toLowerCase(Locale.ROOT);
        plans.labelValues(community, problem, schedule.getStatus().name().toLowerCase(Locale.ROOT)).inc();
        superseded.inc(replaced);
        duration.labelValues(problem).observe(schedule.getSolveMicros() * MICROS);
        queued.observe(queuedMicros * MICROS);
        if (schedule.getCost() != null) {
            cost.labelValues(community, currency, problem).set(schedule.getCost().getTotalCents());
            gap.labelValues(community, problem).set(orNaN(schedule.getGap()));
        }
        PlannedAdequacy adequacy = schedule.getAdequacy();
        if (adequacy != null) {
            eens.labelValues(community, problem)
                    .set(JOULES_PER_KWH * adequacy.getCompleteEensKwh()
                            .stream()
                            .mapToDouble(Double::doubleValue)
                            .sum());
            lolp.labelValues(community, problem)
                    .set(adequacy.getCompleteLolp()
                            .stream()
                            .mapToDouble(Double::doubleValue)
                            .max()
                            .orElse(0));
        }
    }

    void rejected() {
        rejected.inc();
    }

    void pending(int number) {
        pending.set(number);
    }

    private static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
