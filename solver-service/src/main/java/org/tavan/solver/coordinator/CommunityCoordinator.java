package org.tavan.solver.coordinator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tavan.community.ConfigurationRules;
import org.tavan.conic.Profile;
import org.tavan.schema.Community;
import org.tavan.schema.DeviceState;
import org.tavan.schema.Distribution;
import org.tavan.schema.Forecast;
import org.tavan.schema.Interval;
import org.tavan.schema.IntervalQuality;
import org.tavan.schema.Policy;
import org.tavan.schema.Price;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveRecord;
import org.tavan.solver.state.Refusal;

/// The state machine of one community.
///
/// A *tick* is the end of a settlement interval. Ticks are settled one after another: first every member is
/// dispatched as its interval comes in, then the rest of the day is planned again if something speaks for
/// it, then the next day is planned if its gate closes. Inputs may come in any order and far ahead; each is
/// kept until its tick is due. Nothing but patience depends on the wall clock.
///
/// A method that takes an input returns the reason why it cannot be used, or null.
final class CommunityCoordinator {
    private static final String CURSOR = "cursor";

    private final CommunityState state;
    private final Books books;
    private final Waiting answersWaited;
    private final Waiting inputsWaited;
    private final DispatchStage dispatches;
    private final IntradayStage intraday;
    private final GateStage gates;
    private final Housekeeping housekeeping;
    private final CoordinatorMetrics metrics;
    private long newestTick = Long.MIN_VALUE;
    private boolean resumed;

    /// Takes up what the state says; that of a new community is empty.
    CommunityCoordinator(String communityId, CommunityState state, Decisions decisions,
            CoordinatorMetrics metrics,
            Patience patience) {
        this.state = state;
        this.metrics = metrics;
        books = Books.over(state);
        answersWaited = new Waiting(patience);
        inputsWaited = new Waiting(patience);
        var triggers = new TriggerRule(state, books.plans(), books.devices());
        var desk = new Desk(books, inputsWaited, decisions, metrics);
        dispatches = new DispatchStage(communityId, books, decisions, metrics);
        intraday = new IntradayStage(books, triggers, desk);
        gates = new GateStage(books, desk, decisions);
        housekeeping = new Housekeeping(communityId, books, metrics);
        state.intervals.all().keySet().forEach(key -> newestTick = Math.max(newestTick, key.number()));
        state.forecasts.all().keySet().forEach(key -> newestTick = Math.max(newestTick, key.number()));
    }

    /// Whether the community is configured; nothing else is accepted before.
    boolean configured() {
        return newestConfiguration() != null;
    }

    /// Whether any configuration has the member.
    boolean knows(String prosumerId) {
        return state.configurations.of("")
                .values()
                .stream()
                .anyMatch(configuration -> configuration.prosumers().containsKey(prosumerId));
    }

    @Nullable
    Refusal configuration(String key, Community community) {
        Configuration before = newestConfiguration();
        Optional<String> error = ConfigurationRules.check(key, community,
                before == null ? null : before.community());
        if (error.isPresent()) {
            return new Refusal(RejectReason.INVALID_CONFIGURATION, error.get());
        }
        state.configurations.put("", community.getKnowledgeTime().toEpochMilli(),
                Configuration.of(community));
        if (state.mark(CURSOR) == null) {
            state.mark(CURSOR, community.getValidFrom().toEpochMilli() + newest().stepMillis());
        }
        advance();
        return null;
    }

    @Nullable
    Refusal price(Price price) {
        Refusal refusal = InputRules.price(price, newest().community());
        if (refusal == null) {
            books.prices().add(price);
        }
        return refusal;
    }

    @Nullable
    Refusal interval(Interval interval) {
        Refusal refusal = InputRules.interval(interval, newest().community());
        String member = interval.getProsumerId();
        long start = interval.getIntervalStart().toEpochMilli();
        long tick = start + newest().stepMillis();
        // A dispatch is never revised.
        if (refusal != null || interval.getRevision() > 0 || tick < cursor()
                || state.settled.contains(member, start)
                || state.intervals.contains(member, tick)) {
            return refusal;
        }
        double hours = interval.getIntervalMinutes() / 60.0;
        state.intervals.put(member, tick, new Measured((interval.getLoadKwh() - interval.getPvKwh()) / hours,
                interval.getQuality() == IntervalQuality.MEASURED));
        arrived(member, tick);
        return null;
    }

    @Nullable
    Refusal forecast(Forecast forecast) {
        Refusal refusal = InputRules.forecast(forecast, newest().community());
        String member = forecast.getProsumerId();
        long tick = forecast.getIssuedAt().toEpochMilli();
        if (refusal != null || tick < cursor() || state.forecasts.contains(member, tick)) {
            return refusal;
        }
        double[] netKw = new double[forecast.getLoadKw().size()];
        for (int i = 0; i < netKw.length; i++) {
            netKw[i] = forecast.getLoadKw().get(i) - forecast.getPvKw().get(i);
        }
        Instant known = forecast.getDistributionKnowledgeTime();
        var kept = new NetForecast(forecast.getStart().toEpochMilli(),
                known == null ? null : (Long) known.toEpochMilli(),
                forecast.getDistributionDays(), Profile.of(netKw));
        state.forecasts.put(member, tick, kept.until(neededUntil(tick), newest().stepMillis()));
        arrived(member, tick);
        return null;
    }

    @Nullable
    Refusal distribution(Distribution distribution) {
        Refusal refusal = InputRules.distribution(distribution, newest().community());
        if (refusal == null) {
            books.distributions().add(distribution);
            advance();
        }
        return refusal;
    }

    @Nullable
    Refusal deviceState(DeviceState reported) {
        Refusal refusal = InputRules.deviceState(reported);
        if (refusal == null) {
            books.devices().add(reported);
            advance();
        }
        return refusal;
    }

    @Nullable
    Refusal schedule(Schedule schedule) {
        Refusal refusal = InputRules.schedule(schedule);
        if (refusal == null && books.answers().schedule(schedule)) {
            answered(schedule.getPlanId());
        }
        return refusal;
    }

    @Nullable
    Refusal policy(Policy policy) {
        Refusal refusal = InputRules.policy(policy);
        if (refusal == null && books.answers().policy(policy)) {
            answered(policy.getPlanId());
        }
        return refusal;
    }

    void solveRecord(SolveRecord record) {
        if (books.answers().record(record)) {
            answered(record.getPlanId());
        }
    }

    /// Looks at the wall clock: patience may have run out. The first look takes up what the last process
    /// waited for.
    void wallClock() {
        if (!resumed) {
            resumed = true;
            advance();
        }
        boolean expired = false;
        for (Waiting waiting : List.of(answersWaited, inputsWaited)) {
            Waiting.Subject subject = waiting.expired();
            if (subject != null) {
                giveUp(subject);
                expired = true;
            }
        }
        if (expired) {
            advance();
        }
    }

    private void giveUp(Waiting.Subject subject) {
        switch (subject) {
            case Waiting.Subject.Answers _ -> {
                books.answers().giveUp();
                metrics.answerMissed();
            }
            case Waiting.Subject.Devices(long millis, List<String> members) -> {
                members.forEach(member -> books.devices().silent(member, millis, newest().stepMillis()));
                metrics.reportsMissed(members.size());
            }
            case Waiting.Subject.FirstInputs(long millis, List<String> members) ->
                members.forEach(member -> state.presences.put(member, 0, Presence.ABSENT));
        }
    }

    private void arrived(String member, long tick) {
        if (state.presences.get(member, 0) != Presence.PRESENT) {
            state.presences.put(member, 0, Presence.PRESENT);
        }
        newestTick = Math.max(newestTick, tick);
        advance();
    }

    private void answered(String planId) {
        OpenRequest planned = books.answers().complete(planId);
        if (planned != null) {
            dispatches.planned(newest().calendar().day(planned.deliveryDay()).startMillis());
        }
        advance();
    }

    private void advance() {
        if (!configured()) {
            return;
        }
        answersWaited.unconfirm();
        inputsWaited.unconfirm();
        boolean settled = true;
        while (settled && cursor() <= newestTick && !books.answers().awaitedAt(cursor())) {
            settled = step(cursor());
        }
        List<String> waited = books.answers().waitedFor();
        if (!waited.isEmpty()) {
            answersWaited.forAnswers(waited);
        }
        answersWaited.forgetUnconfirmed();
        inputsWaited.forgetUnconfirmed();
    }

    /// Settles a tick as far as the inputs allow.
    ///
    /// @return whether it is settled
    private boolean step(long tick) {
        books.answers().forgetUntil(tick);
        Configuration inForce = Objects.requireNonNull(state.configurationInForce(tick));
        Configuration known = Objects.requireNonNull(state.configurationAt(tick));
        if (!dispatches.run(inForce, tick) || !intraday.run(inForce, tick) || !gates.run(known, tick)) {
            return false;
        }
        housekeeping.settled(inForce, tick);
        state.mark(CURSOR, tick + inForce.stepMillis());
        return true;
    }

    /// Until when a forecast issued at a tick may be needed: for the rest of the day, or for the day whose
    /// gate closes then.
    private long neededUntil(long tick) {
        long until = Long.MIN_VALUE;
        for (Configuration configuration : state.configurations.of("").values()) {
            Calendar calendar = configuration.calendar();
            LocalDate delivery = calendar.deliveryDayOfGate(tick);
            LocalDay last = delivery == null ? calendar.dayOf(tick) : calendar.day(delivery);
            until = Math.max(until, last.endMillis());
        }
        return until;
    }

    private @Nullable Configuration newestConfiguration() {
        return state.configurationAt(Long.MAX_VALUE);
    }

    private Configuration newest() {
        return Objects.requireNonNull(newestConfiguration(), "the community is not configured");
    }

    private long cursor() {
        return Objects.requireNonNullElse(state.mark(CURSOR), Long.MAX_VALUE);
    }
}
