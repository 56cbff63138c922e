package org.tavan.solver.run;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavan.schema.SolveRecord;
import org.tavan.schema.SolveRequest;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

/// The plans of communities.
record CommunityWork(RequestSolver solver, SolverMetrics metrics) implements Work<SolveRequest, Answer> {
    private static final Logger LOG = LoggerFactory.getLogger(CommunityWork.class);

    @Override
    public String name() {
        return "solver";
    }

    @Override
    public Topic<SolveRequest> requests() {
        return Topics.SOLVE_REQUESTS;
    }

    @Override
    public List<Topic<?>> answers() {
        return List.of(Topics.SCHEDULES, Topics.POLICIES, Topics.SOLVE_RECORDS);
    }

    @Override
    public String communityId(SolveRequest request) {
        return request.getCommunityId();
    }

    @Override
    public LocalDate deliveryDay(SolveRequest request) {
        return request.getDeliveryDay();
    }

    @Override
    public Answer answer(SolveRequest request, long queuedMicros, int superseded) {
        return solver.answer(request).withQueue(queuedMicros, superseded);
    }

    @Override
    public void publish(Answer answer, Outbox outbox) {
        Instant time = answer.record().getRequestedAt();
        answer.schedules()
                .forEach(schedule -> outbox.send(Topics.SCHEDULES, time,
                        schedule.getCommunityId() + '/' + schedule.getProsumerId(), schedule));
        answer.policies()
                .forEach(policy -> outbox.send(Topics.POLICIES, time,
                        policy.getCommunityId() + '/' + policy.getProsumerId(), policy));
        outbox.send(Topics.SOLVE_RECORDS, time, answer.record().getCommunityId(), answer.record());
    }

    @Override
    public void published(Answer answer) {
        SolveRecord record = answer.record();
        metrics.published(record);
        LOG.info("plan {} of community {} for {}: {} in {} ms", record.getPlanId(), record.getCommunityId(),
                record.getDeliveryDay(), record.getStatus(), record.getSolveMicros() / 1_000);
    }

    @Override
    public void rejected() {
        metrics.rejected();
    }

    @Override
    public void pending(int number) {
        metrics.pending(number);
    }
}
