package org.tavan.solver.microgrid;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.DemandBill;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.solver.state.Key;

/// Requests that are underway, and the pieces of their answers as they come in, in either order.
///
/// An answer is complete when its schedule is in and, if that has programmes for a whole day, the signal to the customers.
/// One that comes after patience ran out counts unless a newer request has brought a plan of the day.
final class PlanAnswers {
    private final MicrogridState state;

    PlanAnswers(MicrogridState state) {
        this.state = state;
    }

    void open(String planId, Underway underway) {
        state.underway.put(planId, 0, underway);
    }

    /// Takes a schedule if it is expected.
    void schedule(MicrogridSchedule schedule) {
        if (state.underway.contains(schedule.getPlanId(), 0)) {
            state.schedules.put(schedule.getPlanId(), 0, Plan.compact(schedule));
            complete(schedule.getPlanId());
        }
    }

    /// Takes a signal if it is expected.
    void signal(DemandSignal signal) {
        if (state.underway.contains(signal.getPlanId(), 0)) {
            state.signals.put(signal.getPlanId(), 0, signal);
            complete(signal.getPlanId());
        }
    }

    /// Plan id of the request that later ones wait for, null if there is none.
    @Nullable
    String waitedFor() {
        for (Map.Entry<Key, Underway> entry : state.underway.all().entrySet()) {
            if (entry.getValue().waited()) {
                return entry.getKey().name();
            }
        }
        return null;
    }

    /// Time limit of the proof of a request that is underway (ms).
    long proofMillis(String planId) {
        Underway underway = state.underway.get(planId, 0);
        return underway == null ? 0 : underway.proofMillis();
    }

    /// Goes on without an answer.
    void giveUp(String planId) {
        Underway underway = state.underway.get(planId, 0);
        if (underway != null) {
            state.underway.put(planId, 0, underway.givenUp());
        }
    }

    /// Forgets requests for days that are over, which nobody waits for any more.
    void forgetBefore(long millis) {
        for (Map.Entry<Key, Underway> entry : List.copyOf(state.underway.all().entrySet())) {
            if (!entry.getValue().waited() && entry.getValue().asked().endMillis() <= millis) {
                drop(entry.getKey().name());
            }
        }
    }

    private void complete(String planId) {
        Underway underway = state.underway.get(planId, 0);
        MicrogridSchedule schedule = state.schedules.get(planId, 0);
        if (underway == null || schedule == null) {
            return;
        }
        DemandSignal signal = state.signals.get(planId, 0);
        boolean told = DayOffers.comeWith(underway.asked().dayAhead(), schedule.getDemand());
        if (told && signal == null) {
            return;
        }
        long day = underway.asked().deliveryDay();
        Plan inForce = state.plans.get("", day);
        if (Plan.isOne(schedule)
                && (inForce == null || inForce.requestedMillis() < underway.asked().requestedMillis())) {
            state.plans.put("", day, new Plan(underway.minutes(), schedule));
        }
        if (told && signal != null && !signal.getOffers().isEmpty()) {
            state.offers.put("", day, new DayOffers(underway.asked().members(), underway.asked().endMillis(),
                    planned(schedule), signal));
        }
        drop(planId);
    }

    private static List<Moved> planned(MicrogridSchedule schedule) {
        double hours = schedule.getIntervalMinutes() / 60.0;
        List<DemandBill> bills = schedule.getDemand() == null ? List.of() : schedule.getDemand().getBills();
        return bills.stream()
                .map(bill -> Moved.between(bill.getProgrammeId(), bill.getBeforeKw(), bill.getAfterKw(),
                        hours))
                .toList();
    }

    private void drop(String planId) {
        state.underway.remove(planId, 0);
        state.schedules.remove(planId, 0);
        state.signals.remove(planId, 0);
    }
}
