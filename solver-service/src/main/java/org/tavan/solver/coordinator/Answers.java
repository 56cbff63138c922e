package org.tavan.solver.coordinator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Policy;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveKind;
import org.tavan.schema.SolveRecord;
import org.tavan.schema.SolveRequest;
import org.tavan.solver.codec.PlanId;
import org.tavan.solver.state.Key;

/// Requests that are out, and the pieces of their answers as they come in, in any order.
///
/// An answer is complete when its solve record is in and, if that says that a plan is published, a schedule
/// and a policy of every member. The answer to an intraday request that nobody waits for any more is
/// ignored, since the plan in force went on; that to a gate counts until its day begins, since nothing else
/// was published for that day.
final class Answers {
    private final CommunityState state;
    private final PlanBook plans;

    Answers(CommunityState state, PlanBook plans) {
        this.state = state;
        this.plans = plans;
    }

    void open(SolveRequest request, LocalDay day) {
        List<String> members = request.getMembers().stream().map(member -> member.getProsumerId()).toList();
        state.openRequests.put(PlanId.of(request), 0, new OpenRequest(request.getDeliveryDay(),
                request.getStart().toEpochMilli(), day.endMillis(), request.getKind() == SolveKind.DAY_AHEAD,
                members, true,
                false));
    }

    /// Whether a tick waits for an answer: for that to a gate from the start of its day on, since nothing
    /// before rests on it, for that to an intraday request at once.
    boolean awaitedAt(long tick) {
        return state.openRequests.all()
                .values()
                .stream()
                .anyMatch(request -> request.waited()
                        && (!request.dayAhead() || request.startMillis() <= tick));
    }

    /// Plan ids of the requests that later ticks wait for.
    List<String> waitedFor() {
        return state.openRequests.all()
                .entrySet()
                .stream()
                .filter(request -> request.getValue().waited())
                .map(request -> request.getKey().name())
                .toList();
    }

    /// Takes a schedule if its plan is expected.
    boolean schedule(Schedule schedule) {
        boolean expected = state.openRequests.contains(schedule.getPlanId(), 0);
        if (expected) {
            state.schedules.put(CommunityState.ofPlan(schedule.getPlanId(), schedule.getProsumerId()), 0,
                    schedule);
        }
        return expected;
    }

    /// Takes a policy if its plan is expected.
    boolean policy(Policy policy) {
        boolean expected = state.openRequests.contains(policy.getPlanId(), 0);
        if (expected) {
            state.policies.put(CommunityState.ofPlan(policy.getPlanId(), policy.getProsumerId()), 0, policy);
        }
        return expected;
    }

    /// Takes a solve record if its plan is expected.
    boolean record(SolveRecord record) {
        OpenRequest request = state.openRequests.get(record.getPlanId(), 0);
        if (request == null) {
            return false;
        }
        if (record.getPlanId().equals(record.getPlanInForce())) {
            state.openRequests.put(record.getPlanId(), 0, request.withRecord());
        } else {
            drop(record.getPlanId());
        }
        return true;
    }

    /// Puts a plan in force if its answer is complete.
    ///
    /// @return the request, null if the answer is not complete or there is no plan
    @Nullable
    OpenRequest complete(String planId) {
        OpenRequest request = state.openRequests.get(planId, 0);
        if (request == null || !request.recorded()
                || !request.members().stream().allMatch(member -> has(planId, member))) {
            return null;
        }
        plans.add(planId, request);
        state.openRequests.remove(planId, 0);
        return request;
    }

    /// Goes on without the answers that are waited for.
    void giveUp() {
        for (Map.Entry<Key, OpenRequest> entry : new ArrayList<>(state.openRequests.all().entrySet())) {
            if (entry.getValue().waited() && entry.getValue().dayAhead()) {
                state.openRequests.put(entry.getKey().name(), 0, entry.getValue().givenUp());
            } else if (entry.getValue().waited()) {
                drop(entry.getKey().name());
            }
        }
    }

    /// Forgets requests for plans that begin at or before an instant.
    void forgetUntil(long millis) {
        for (Map.Entry<Key, OpenRequest> entry : new ArrayList<>(state.openRequests.all().entrySet())) {
            if (!entry.getValue().waited() && entry.getValue().startMillis() <= millis) {
                drop(entry.getKey().name());
            }
        }
    }

    private void drop(String planId) {
        state.openRequests.remove(planId, 0);
        plans.forget(planId);
    }

    private boolean has(String planId, String member) {
        String name = CommunityState.ofPlan(planId, member);
        return state.schedules.contains(name, 0) && state.policies.contains(name, 0);
    }
}
