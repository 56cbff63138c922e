package org.tavan.solver.run;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.Locale;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.SolveRecord;

/// Metrics of the solver.
final class SolverMetrics {
    private static final double MICROS = 1e-6;

    private final Clock clock;
    private final Counter solves;
    private final Counter superseded;
    private final Counter rejected;
    private final Histogram duration;
    private final Histogram queued;
    private final Gauge lastSuccess;
    private final Gauge radius;
    private final Gauge worstCase;
    private final Gauge pending;

    SolverMetrics(PrometheusRegistry registry, Clock clock) {
        this.clock = clock;
        solves = Counter.builder()
                .name("tavan_solver_solves_total")
                .help("Solves, by how they ended")
                .labelNames("outcome")
                .register(registry);
        superseded = Counter.builder()
                .name("tavan_solves_superseded_total")
                .help("Requests that were replaced by a newer one before they were solved")
                .register(registry);
        rejected = Counter.builder()
                .name("tavan_solve_requests_rejected_total")
                .help("Requests that could not be read")
                .register(registry);
        duration = Histogram.builder()
                .name("tavan_solve_duration_seconds")
                .help("Time a solve took")
                .labelNames("problem")
                .classicOnly()
                .classicUpperBounds(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
                .register(registry);
        queued = Histogram.builder()
                .name("tavan_solve_queue_seconds")
                .help("Time a request waited for a thread")
                .classicOnly()
                .classicUpperBounds(0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10, 30)
                .register(registry);
        lastSuccess = Gauge.builder()
                .name("tavan_solve_last_success_timestamp_seconds")
                .help("Wall-clock time of the newest solve that gave a plan")
                .labelNames("community")
                .register(registry);
        radius = Gauge.builder()
                .name("tavan_solver_wasserstein_radius")
                .help("Wasserstein radius ρ in units of ξ")
                .labelNames("community")
                .register(registry);
        worstCase = Gauge.builder()
                .name("tavan_plan_worst_case_violation_ratio")
                .help("Exact worst-case joint violation probability of the newest plan")
                .labelNames("community")
                .register(registry);
        pending = Gauge.builder()
                .name("tavan_solves_pending")
                .help("Requests read and not answered")
                .register(registry);
        for (PlanStatus status : PlanStatus.values()) {
            if (status != PlanStatus.UNKNOWN) {
                solves.initLabelValues(outcome(status.name()));
            }
        }
    }

    void published(SolveRecord record) {
        solves.labelValues(outcome(record.getStatus().name())).inc();
        duration.labelValues(record.getKind().name().toLowerCase(Locale.ROOT))
                .observe(record.getSolveMicros() * MICROS);
        queued.observe(record.getQueuedMicros() * MICROS);
        superseded.inc(record.getSuperseded());
        radius.labelValues(record.getCommunityId()).set(record.getRadius());
        PlanStatus status = record.getStatus();
        if (status == PlanStatus.OPTIMAL || status == PlanStatus.FEASIBLE || status == PlanStatus.RELAXED) {
            lastSuccess.labelValues(record.getCommunityId()).set(clock.millis() / 1000.0);
            worstCase.labelValues(record.getCommunityId()).set(record.getWorstCaseViolation());
        }
    }

    void rejected() {
        rejected.inc();
    }

    void pending(int number) {
        pending.set(number);
    }

    private static String outcome(String status) {
        return status.toLowerCase(Locale.ROOT);
    }
}
