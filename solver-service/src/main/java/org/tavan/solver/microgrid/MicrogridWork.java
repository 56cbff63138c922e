package org.tavan.solver.microgrid;

import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.solver.run.Work;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

/// The plans of microgrids.
///
/// @param planning makes them
/// @param metrics where they are counted
record MicrogridWork(MicrogridPlanning planning, MicrogridServiceMetrics metrics)
        implements
            Work<MicrogridRequest, MicrogridWork.Solved> {
    private static final Logger LOG = LoggerFactory.getLogger(MicrogridWork.class);

    /// An answer with how it came about.
    record Solved(MicrogridAnswer answer, String currency, long queuedMicros, int superseded) {}

    @Override
    public String name() {
        return "microgrid-solver";
    }

    @Override
    public Topic<MicrogridRequest> requests() {
        return Topics.MICROGRID_REQUESTS;
    }

    @Override
    public List<Topic<?>> answers() {
        return List.of(Topics.MICROGRID_SCHEDULES, Topics.DEMAND_SIGNALS);
    }

    @Override
    public String communityId(MicrogridRequest request) {
        return request.getCommunityId();
    }

    @Override
    public LocalDate deliveryDay(MicrogridRequest request) {
        return request.getDeliveryDay();
    }

    @Override
    public Solved answer(MicrogridRequest request, long queuedMicros, int superseded) {
        return new Solved(planning.solve(request), request.getCurrency(), queuedMicros, superseded);
    }

    @Override
    public void publish(Solved solved, Outbox outbox) {
        MicrogridSchedule schedule = solved.answer().schedule();
        outbox.send(Topics.MICROGRID_SCHEDULES, schedule.getRequestedAt(), schedule.getCommunityId(),
                schedule);
        solved.answer()
                .signal()
                .ifPresent(signal -> outbox.send(Topics.DEMAND_SIGNALS, signal.getIssuedAt(),
                        signal.getCommunityId(), signal));
    }

    @Override
    public void published(Solved solved) {
        MicrogridSchedule schedule = solved.answer().schedule();
        metrics.published(schedule, solved.currency(), solved.queuedMicros(), solved.superseded());
        LOG.info("plan {} of the microgrid of {} for {}: {} in {} ms", schedule.getPlanId(),
                schedule.getCommunityId(), schedule.getDeliveryDay(), schedule.getStatus(),
                schedule.getSolveMicros() / 1_000);
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
