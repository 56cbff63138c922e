package org.tavan.solver.api;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.tavan.solver.api.Health.Part;
import org.tavan.solver.api.Health.Status;
import org.tavan.solver.api.view.CommunityView;

/// `GET /api/v1/health`: the process, part by part, and the inputs refused. Always 200: who asks wants to read the answer; an orchestrator reads `status`.
final class HealthResource implements Resource {
    static final String TEMPLATE = "/api/v1/health";
    private static final int REJECTED = 20;

    private final CommunityView view;
    private final Supplier<Health> health;

    HealthResource(CommunityView view, Supplier<Health> health) {
        this.view = view;
        this.health = health;
    }

    @Override
    public String template() {
        return TEMPLATE;
    }

    @Override
    public Body get(Request request) {
        return body();
    }

    Body body() {
        var parts = new ArrayList<>(health.get().parts());
        parts.add(view());
        var all = new Health(parts);
        var rejections = view.snapshot().rejections();
        return new Body(all.status(), all.parts(), view.snapshot().malformed(), rejections.total(),
                rejections.byReason()
                        .stream()
                        .map(one -> new Reason(one.service(), one.reason(), one.count()))
                        .toList(),
                rejections.newest()
                        .stream()
                        .limit(REJECTED)
                        .map(one -> new Refused(one.getService(), one.getReason().name(), one.getMessage(),
                                one.getTopic(), one.getOffset()))
                        .toList());
    }

    private Part view() {
        String trouble = view.trouble();
        if (!trouble.isEmpty()) {
            return new Part("console view", Status.DOWN, trouble);
        }
        long behind = view.snapshot().behind();
        return behind == 0
                ? new Part("console view", Status.UP, "")
                : new Part("console view", Status.DEGRADED,
                        "reads the past, %d records to go".formatted(behind));
    }

    /// @param malformed records that the console could not read
    /// @param rejected inputs refused by any service
    record Body(Status status, List<Part> parts, long malformed, long rejected, List<Reason> reasons,
            List<Refused> newestRejected) {}

    record Reason(String service, String reason, long count) {}

    record Refused(String service, String reason, String message, String topic, long offset) {}
}
