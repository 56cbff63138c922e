package org.tavan.solver.microgrid;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.Rejected;

/// Metrics of the requests for microgrids and of customers' answers.
final class MicrogridMetrics {
    private static final double JOULES_PER_KWH = 3.6e6;

    private final Counter requests;
    private final Counter skipped;
    private final Counter missedAnswers;
    private final Counter missedResponses;
    private final Counter ignoredResponses;
    private final Counter rejected;
    private final Counter response;
    private final Gauge learnt;

    MicrogridMetrics(PrometheusRegistry registry) {
        requests = Counter.builder()
                .name("tavan_microgrid_requests_total")
                .help("Requests for a plan of a microgrid")
                .labelNames("community", "problem")
                .register(registry);
        skipped = Counter.builder()
                .name("tavan_microgrid_requests_skipped_total")
                .help("Requests that gave way to a newer one of the same day before they were made")
                .labelNames("community")
                .register(registry);
        missedAnswers = Counter.builder()
                .name("tavan_microgrid_answers_missed_total")
                .help("Requests whose answer did not come within the patience")
                .labelNames("community")
                .register(registry);
        missedResponses = Counter.builder()
                .name("tavan_microgrid_responses_missed_total")
                .help("Days on which customers' answers did not come within the patience")
                .labelNames("community")
                .register(registry);
        ignoredResponses = Counter.builder()
                .name("tavan_microgrid_responses_ignored_total")
                .help("Customers' answers to a plan that is not known or learnt from already")
                .labelNames("community")
                .register(registry);
        rejected = Counter.builder()
                .name("tavan_microgrid_rejected_total")
                .help("Inputs that could not be used")
                .labelNames("reason")
                .register(registry);
        response = Counter.builder()
                .name("tavan_microgrid_response_joules_total")
                .help("Energy that programmes moved on complete days: planned and achieved, reduced and added")
                .labelNames("community", "programme", "source", "direction")
                .register(registry);
        learnt = Gauge.builder()
                .name("tavan_microgrid_elasticity_days")
                .help("Offers of complete days that the elasticities are learnt from")
                .labelNames("community")
                .register(registry);
    }

    void requested(MicrogridRequest request) {
        requests.labelValues(request.getCommunityId(), request.getKind().name()).inc();
    }

    void skipped(String communityId) {
        skipped.labelValues(communityId).inc();
    }

    void answerMissed(String communityId) {
        missedAnswers.labelValues(communityId).inc();
    }

    void responsesMissed(String communityId) {
        missedResponses.labelValues(communityId).inc();
    }

    void responseIgnored(String communityId) {
        ignoredResponses.labelValues(communityId).inc();
    }

    void rejected(Rejected refused) {
        rejected.labelValues(refused.getReason().name()).inc();
    }

    /// @param source planned or achieved
    void response(String communityId, String source, Moved moved) {
        response.labelValues(communityId, moved.programmeId(), source, "reduced")
                .inc(JOULES_PER_KWH * moved.reducedKwh());
        response.labelValues(communityId, moved.programmeId(), source, "added")
                .inc(JOULES_PER_KWH * moved.addedKwh());
    }

    void learnt(String communityId, int days) {
        learnt.labelValues(communityId).set(days);
    }
}
