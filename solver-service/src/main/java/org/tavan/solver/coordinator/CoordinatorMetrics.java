package org.tavan.solver.coordinator;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.tavan.recourse.Shortage;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Rejected;
import org.tavan.schema.SolveRequest;

/// Metrics of the coordinator.
final class CoordinatorMetrics {
    private final Counter dispatches;
    private final Counter undispatched;
    private final Counter requests;
    private final Counter rejected;
    private final Counter missedAnswers;
    private final Counter silentDevices;
    private final Counter checks;
    private final Counter violations;
    private final Gauge epsilon;
    private final Gauge settledTime;

    CoordinatorMetrics(PrometheusRegistry registry) {
        dispatches = Counter.builder()
                .name("tavan_dispatches_total")
                .help("Dispatches, by what was done about q = Qξ")
                .labelNames("community", "result")
                .register(registry);
        undispatched = Counter.builder()
                .name("tavan_intervals_without_plan_total")
                .help("Closed intervals without a dispatch: no day is planned yet, or the member is not")
                .labelNames("community")
                .register(registry);
        requests = Counter.builder()
                .name("tavan_solve_requests_total")
                .help("Solve requests")
                .labelNames("community", "kind")
                .register(registry);
        rejected = Counter.builder()
                .name("tavan_solver_rejected_total")
                .help("Inputs that could not be used")
                .labelNames("reason")
                .register(registry);
        missedAnswers = Counter.builder()
                .name("tavan_solve_answers_missed_total")
                .help("Requests whose answer did not come within the patience")
                .register(registry);
        silentDevices = Counter.builder()
                .name("tavan_device_reports_missed_total")
                .help("Device reports that did not come within the patience")
                .register(registry);
        checks = Counter.builder()
                .name("tavan_coordinator_constraint_checks_total")
                .help("Days of members on which the promise was audited")
                .labelNames("community")
                .register(registry);
        violations = Counter.builder()
                .name("tavan_coordinator_constraint_violations_total")
                .help("Days of members on which demand exceeded supply in any interval")
                .labelNames("community")
                .register(registry);
        epsilon = Gauge.builder()
                .name("tavan_coordinator_constraint_epsilon_ratio")
                .help("Promised joint violation probability of a day")
                .labelNames("community")
                .register(registry);
        settledTime = Gauge.builder()
                .name("tavan_settled_timestamp_seconds")
                .help("Event time of the newest settled interval end")
                .labelNames("community")
                .register(registry);
    }

    void dispatched(Dispatch dispatch) {
        String result = !dispatch.getMeasured()
                ? "unmeasured"
                : dispatch.getPlanId().isEmpty()
                        ? "unplanned"
                        : Shortage.counts(dispatch.getShortageKw()) ? "short" : "covered";
        dispatches.labelValues(dispatch.getCommunityId(), result).inc();
    }

    void requested(SolveRequest request) {
        requests.labelValues(request.getCommunityId(), request.getKind().name()).inc();
        epsilon.labelValues(request.getCommunityId()).set(request.getEpsilon());
    }

    void rejected(Rejected refused) {
        rejected.labelValues(refused.getReason().name()).inc();
    }

    void answerMissed() {
        missedAnswers.inc();
    }

    void reportsMissed(int number) {
        silentDevices.inc(number);
    }

    void dayAudited(String communityId, boolean kept) {
        checks.labelValues(communityId).inc();
        violations.labelValues(communityId).inc(kept ? 0 : 1);
    }

    void settled(String communityId, long tick, int withoutDispatch) {
        settledTime.labelValues(communityId).set(tick / 1000.0);
        undispatched.labelValues(communityId).inc(withoutDispatch);
    }
}
