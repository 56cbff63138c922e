package org.tavan.solver.microgrid;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tavan.community.ConfigurationRules;
import org.tavan.schema.Community;
import org.tavan.schema.DemandResponse;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.SolveRequest;
import org.tavan.schema.Weather;
import org.tavan.serde.RecordHash;
import org.tavan.solver.state.Key;
import org.tavan.solver.state.Refusal;

/// The state machine of one community's microgrid.
///
/// Each solve request of the community becomes, in their order, one request for its microgrid, if one is in force. It waits for
/// the answer to the one before, since that says how the microgrid stands, and for customers' answers of the days before, since
/// they teach. So inputs may come in any order; nothing but patience depends on the wall clock.
///
/// A method that takes an input returns the reason why it cannot be used, or null.
final class MicrogridMachine {
    private final String communityId;
    private final MicrogridState state;
    private final RequestSettings settings;
    private final MicrogridDecisions decisions;
    private final MicrogridMetrics metrics;
    private final Awaited awaited;
    private final WeatherBook weather;
    private final PlansInForce plans;
    private final PlanAnswers answers;
    private final ResponseBook responses;
    private final RequestFreezer freezer;

    /// Takes up what the state says; that of a new community is empty.
    MicrogridMachine(String communityId, MicrogridState state, RequestSettings settings,
            MicrogridDecisions decisions, MicrogridMetrics metrics, LongSupplier wallMillis) {
        this.communityId = communityId;
        this.state = state;
        this.settings = settings;
        this.decisions = decisions;
        this.metrics = metrics;
        awaited = new Awaited(wallMillis);
        weather = new WeatherBook(state.forecasts);
        plans = new PlansInForce(state.plans);
        answers = new PlanAnswers(state);
        var elasticities = new ElasticityBook(state.learnt);
        responses = new ResponseBook(communityId, state, elasticities, metrics);
        freezer = new RequestFreezer(weather, plans, responses, elasticities);
    }

    /// Whether there is a microgrid, now or later.
    boolean hasMicrogrid() {
        return !state.microgrids.all().isEmpty();
    }

    /// Takes the configuration of the community; an invalid one is refused by the coordinator and ignored here.
    void community(String key, Community community) {
        Community newest = state.communityAt(Long.MAX_VALUE);
        Optional<String> error = ConfigurationRules.check(key, community, newest);
        if (error.isEmpty()) {
            state.communities.put("", community.getKnowledgeTime().toEpochMilli(), community);
            advance();
        }
    }

    void communityRemoved() {
        state.communities.clear();
        state.forgetPlans();
    }

    @Nullable
    Refusal microgrid(String key, Microgrid microgrid) {
        Refusal refusal = MicrogridInputRules.microgrid(key, microgrid);
        if (refusal == null) {
            state.microgrids.put("", microgrid.getKnowledgeTime().toEpochMilli(), microgrid);
            advance();
        }
        return refusal;
    }

    void microgridRemoved() {
        state.microgrids.clear();
        state.learnt.clear();
        state.forgetPlans();
    }

    void weather(Weather forecast) {
        weather.add(forecast);
    }

    /// A solve request of a community without a microgrid went by.
    void passed(long requestedMillis) {
        weather.forgetBefore(requestedMillis);
    }

    /// Takes a solve request; one that is not well formed is refused by the solver and ignored here.
    void solveRequest(SolveRequest request) {
        if (DemandForecast.fault(request).isEmpty()) {
            Map.Entry<Key, Asked> last = state.asked.of("").lastEntry();
            state.asked.put("", last == null ? 0 : last.getKey().number() + 1, DemandForecast.of(request));
            advance();
        }
    }

    @Nullable
    Refusal schedule(MicrogridSchedule schedule) {
        Refusal refusal = MicrogridInputRules.schedule(schedule);
        if (refusal == null) {
            answers.schedule(schedule);
            advance();
        }
        return refusal;
    }

    @Nullable
    Refusal signal(DemandSignal signal) {
        Refusal refusal = MicrogridInputRules.signal(signal, state.underway.get(signal.getPlanId(), 0));
        if (refusal == null) {
            answers.signal(signal);
            advance();
        }
        return refusal;
    }

    @Nullable
    Refusal response(DemandResponse response) {
        Refusal refusal = responses.take(response);
        if (refusal == null) {
            advance();
        }
        return refusal;
    }

    /// Looks at the wall clock: patience may have run out. The first look takes up what the last process waited for.
    void wallClock() {
        switch (awaited.expired()) {
            case Awaited.Subject.Answer(String planId) -> {
                answers.giveUp(planId);
                state.note("without the answer of plan " + planId);
                metrics.answerMissed(communityId);
            }
            case Awaited.Subject.Responses(long day) -> {
                state.note("without the answers of %s on %s".formatted(
                        String.join(", ", responses.giveUp(day)), LocalDate.ofEpochDay(day)));
                metrics.responsesMissed(communityId);
            }
            case null -> {
                // Nothing has run out.
            }
        }
        advance();
    }

    private void advance() {
        awaited.unconfirm();
        boolean done = true;
        for (Map.Entry<Key, Asked> head = state.asked.of("").firstEntry(); head != null
                && done; head = state.asked.of("").firstEntry()) {
            done = step(head.getValue());
            if (done) {
                state.asked.remove("", head.getKey().number());
            }
        }
        awaited.forgetUnconfirmed();
    }

    /// Makes the request that is first in the queue, or finds that there is none to make.
    ///
    /// @return whether it is done with; false if it waits for something
    private boolean step(Asked asked) {
        Community community = state.communityAt(asked.requestedMillis());
        if (community == null) {
            return false;
        }
        if (settings.skipOvertaken() && overtaken(asked)) {
            metrics.skipped(communityId);
            return true;
        }
        String underway = answers.waitedFor();
        if (underway != null) {
            awaited.begin(new Awaited.Subject.Answer(underway),
                    settings.answerPatience().toMillis() + answers.proofMillis(underway));
            return false;
        }
        Long day = responses.awaited(asked.requestedMillis());
        if (day != null) {
            awaited.begin(new Awaited.Subject.Responses(day), settings.responsePatience().toMillis());
            return false;
        }
        Microgrid microgrid = state.microgridAt(asked.requestedMillis());
        if (microgrid != null) {
            request(asked, community, microgrid);
        }
        forgetBefore(asked);
        return true;
    }

    private void request(Asked asked, Community community, Microgrid microgrid) {
        responses.learnUntil(asked.requestedMillis(), microgrid.getDemand());
        PlansInForce.Start start = plans.start(asked, microgrid);
        MicrogridRequest request = freezer.freeze(asked, community, microgrid, start,
                List.copyOf(state.notes.of("").values()));
        state.notes.clear();
        answers.open(RecordHash.sha256(request), new Underway(asked, start.minutes(),
                (long) (1_000 * microgrid.getProofSeconds()), true));
        metrics.requested(request);
        decisions.request(request);
    }

    /// Whether a newer request for the rest of the same day waits behind one.
    private boolean overtaken(Asked asked) {
        return !asked.dayAhead() && state.asked.of("")
                .values()
                .stream()
                .anyMatch(other -> !other.dayAhead() && other.deliveryDay() == asked.deliveryDay()
                        && other.requestedMillis() > asked.requestedMillis());
    }

    private void forgetBefore(Asked asked) {
        weather.forgetBefore(asked.requestedMillis());
        plans.forgetBefore(asked.deliveryDay());
        answers.forgetBefore(asked.requestedMillis());
        forgetVersions(asked.requestedMillis());
    }

    /// Forgets configurations that a newer one has taken the place of.
    private void forgetVersions(long millis) {
        var community = state.communities.floor("", millis);
        if (community != null) {
            state.communities.removeBelow("", community.number());
        }
        var microgrid = state.microgrids.floor("", millis);
        if (microgrid != null) {
            state.microgrids.removeBelow("", microgrid.number());
        }
    }
}
