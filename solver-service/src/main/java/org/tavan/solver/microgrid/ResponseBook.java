package org.tavan.solver.microgrid;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tavan.conic.Profile;
import org.tavan.schema.DemandResponse;
import org.tavan.schema.DemandSide;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.ProgrammeOffer;
import org.tavan.schema.RejectReason;
import org.tavan.solver.state.Key;
import org.tavan.solver.state.Refusal;
import org.tavan.solver.state.Vectors;

/// What customers did, day by day.
///
/// A day is learnt from once, before the first request that is made after its end, when it is *decided*: every planned member has
/// answered every offer of it in every interval, or has gone on to answer on a later day, since its answers come in the order
/// of time and an interval that was not measured has none. Neither the order in which members are heard nor the speed
/// matters. Patience runs out with a member that is not heard at all; nobody waits for it again until it is.
final class ResponseBook {
    private final String communityId;
    private final MicrogridState state;
    private final ElasticityBook elasticities;
    private final MicrogridMetrics metrics;

    ResponseBook(String communityId, MicrogridState state, ElasticityBook elasticities,
            MicrogridMetrics metrics) {
        this.communityId = communityId;
        this.state = state;
        this.elasticities = elasticities;
        this.metrics = metrics;
    }

    /// Takes an answer. The first one of an interval counts; one to a plan that is not known, of a day that is decided for its
    /// member or learnt from already, does not.
    ///
    /// @return why it cannot be used, null if it can
    @Nullable
    Refusal take(DemandResponse response) {
        String what = "answer of %s to %s at %s".formatted(response.getProsumerId(),
                response.getProgrammeId(), response.getIntervalStart());
        if (!(Double.isFinite(response.getBaselineKw()) && Double.isFinite(response.getLoadKw()))) {
            return new Refusal(RejectReason.NOT_A_NUMBER,
                    "%s has baseline %s and load %s kW, expected finite numbers".formatted(what,
                            response.getBaselineKw(), response.getLoadKw()));
        }
        if (!(response.getBaselineKw() >= 0 && response.getLoadKw() >= 0)) {
            return new Refusal(RejectReason.NEGATIVE,
                    "%s has baseline %s and load %s kW, expected 0 or more".formatted(what,
                            response.getBaselineKw(), response.getLoadKw()));
        }
        Told told = told(response.getPlanId());
        Long heard = state.heard.get(response.getProsumerId(), 0);
        if (told == null || (heard != null && heard > told.day())) {
            metrics.responseIgnored(communityId);
            return null;
        }
        int interval = response.getInterval();
        if (!(0 <= interval && interval < told.intervals())) {
            return new Refusal(RejectReason.BAD_INTERVAL,
                    "%s is for interval %d, expected 0 to %d".formatted(what,
                            interval, told.intervals() - 1));
        }
        if (heard == null || heard < told.day()) {
            state.heard.put(response.getProsumerId(), 0, told.day());
            state.silent.remove(response.getProsumerId(), 0);
        }
        String name = name(response.getPlanId(), response.getProgrammeId(), response.getProsumerId());
        MemberResponse before = state.responses.get(name, 0);
        MemberResponse known = before == null ? MemberResponse.none(told.intervals()) : before;
        if (!known.has(interval)) {
            state.responses.put(name, 0,
                    known.with(interval, response.getBaselineKw(), response.getLoadKw()));
        }
        return null;
    }

    /// The first day that is over by then and not decided, null if there is none.
    @Nullable
    Long awaited(long millis) {
        for (Map.Entry<Key, DayOffers> entry : state.offers.of("").entrySet()) {
            long day = entry.getKey().number();
            DayOffers offers = entry.getValue();
            if (offers.endMillis() <= millis
                    && offers.members().stream().anyMatch(member -> !decided(day, offers, member))) {
                return day;
            }
        }
        return null;
    }

    /// Goes on without the members that are not heard on a day.
    ///
    /// @return their names
    List<String> giveUp(long day) {
        DayOffers offers = state.offers.get("", day);
        List<String> silent = offers == null
                ? List.of()
                : offers.members().stream().filter(member -> !decided(day, offers, member)).toList();
        silent.forEach(member -> state.silent.put(member, 0, day));
        return silent;
    }

    /// Learns from every day that is over by then, oldest first. All of them are decided.
    void learnUntil(long millis, DemandSide side) {
        for (Map.Entry<Key, DayOffers> entry : List.copyOf(state.offers.of("").entrySet())) {
            if (entry.getValue().endMillis() <= millis) {
                learn(entry.getValue(), side);
                state.offers.remove("", entry.getKey().number());
            }
        }
        metrics.learnt(communityId, elasticities.days());
        forgetUnasked();
    }

    /// The signal of a day, null if none is in force.
    @Nullable
    DemandSignal signal(long day) {
        DayOffers offers = state.offers.get("", day);
        return offers == null ? null : offers.signal();
    }

    private void learn(DayOffers day, DemandSide side) {
        double hours = day.signal().getIntervalMinutes() / 60.0;
        for (Moved planned : day.planned()) {
            metrics.response(communityId, "planned", planned);
        }
        for (ProgrammeOffer offer : day.signal().getOffers()) {
            double[] baselineKw = new double[day.intervals()];
            double[] loadKw = new double[day.intervals()];
            Arrays.fill(loadKw, Double.NaN);
            for (String member : day.members()) {
                MemberResponse response = state.responses.get(
                        name(day.signal().getPlanId(), offer.getProgrammeId(), member), 0);
                for (int t = 0; t < day.intervals() && response != null; t++) {
                    if (response.has(t)) {
                        baselineKw[t] += response.baselineKw().get(t);
                        loadKw[t] = response.loadKw().get(t) + (Double.isNaN(loadKw[t]) ? 0 : loadKw[t]);
                    }
                }
            }
            Profile baseline = Profile.of(baselineKw);
            Profile load = Profile.of(loadKw);
            metrics.response(communityId, "achieved", Moved.between(offer.getProgrammeId(),
                    Vectors.list(baseline), Vectors.list(load), hours));
            if (ElasticityBook.teaches(offer.getKind())) {
                elasticities.learn(side, day.signal(), offer, baseline, load);
            }
        }
    }

    private boolean decided(long day, DayOffers offers, String member) {
        Long heard = state.heard.get(member, 0);
        return state.silent.contains(member, 0) || (heard != null && heard > day)
                || offers.signal().getOffers().stream().allMatch(offer -> {
                    MemberResponse response = state.responses.get(
                            name(offers.signal().getPlanId(), offer.getProgrammeId(), member), 0);
                    return response != null && response.missing() == 0;
                });
    }

    /// A day whose customers are to answer a plan.
    private record Told(long day, int intervals) {}

    private @Nullable Told told(String planId) {
        Underway underway = state.underway.get(planId, 0);
        if (underway != null) {
            Asked asked = underway.asked();
            return asked.dayAhead() ? new Told(asked.deliveryDay(), asked.intervals()) : null;
        }
        for (Map.Entry<Key, DayOffers> entry : state.offers.of("").entrySet()) {
            if (entry.getValue().signal().getPlanId().equals(planId)) {
                return new Told(entry.getKey().number(), entry.getValue().intervals());
            }
        }
        return null;
    }

    private void forgetUnasked() {
        var asked = new TreeSet<String>();
        state.underway.all().keySet().forEach(key -> asked.add(key.name()));
        state.offers.of("").values().forEach(day -> asked.add(day.signal().getPlanId()));
        for (Key key : List.copyOf(state.responses.all().keySet())) {
            if (!asked.contains(key.name().substring(0, key.name().indexOf('/')))) {
                state.responses.remove(key.name(), 0);
            }
        }
    }

    private static String name(String planId, String programmeId, String member) {
        return planId + '/' + programmeId + '/' + member;
    }
}
