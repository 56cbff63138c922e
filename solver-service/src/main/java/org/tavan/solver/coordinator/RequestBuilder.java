package org.tavan.solver.coordinator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.tavan.conic.Profile;
import org.tavan.schema.CommittedPeer;
import org.tavan.schema.Community;
import org.tavan.schema.FlexibleLoad;
import org.tavan.schema.Member;
import org.tavan.schema.PeerTrade;
import org.tavan.schema.Prosumer;
import org.tavan.schema.SolveKind;
import org.tavan.schema.SolveRequest;
import org.tavan.solver.codec.PlanId;
import org.tavan.solver.coordinator.DeviceBook.Start;
import org.tavan.solver.coordinator.PlanBook.InForce;
import org.tavan.solver.coordinator.PriceVersions.Version;
import org.tavan.solver.state.Vectors;

/// Freezes what is known at a decision into a solve request.
final class RequestBuilder {
    private final CommunityState state;
    private final PlanBook plans;
    private final DeviceBook devices;
    private final PriceBook prices;
    private final DistributionBook distributions;
    private final RadiusBook radii;

    RequestBuilder(CommunityState state, PlanBook plans, DeviceBook devices, PriceBook prices,
            DistributionBook distributions, RadiusBook radii) {
        this.state = state;
        this.plans = plans;
        this.devices = devices;
        this.prices = prices;
        this.distributions = distributions;
        this.radii = radii;
    }

    /// What is to be planned.
    ///
    /// @param configuration in force for the day
    /// @param day delivery day
    /// @param firstInterval first interval to be planned; 0 for a whole day
    /// @param atMillis event time of the decision
    /// @param trigger what caused it, in words
    /// @param members members to be planned, sorted
    record Scope(Configuration configuration, LocalDay day, int firstInterval, long atMillis, String trigger,
            List<String> members) {
        boolean dayAhead() {
            return atMillis <= day.startMillis() && firstInterval == 0;
        }

        long startMillis() {
            return day.start(firstInterval);
        }

        int intervals() {
            return day.intervals() - firstInterval;
        }
    }

    /// The request.
    ///
    /// @return empty if there is no price to plan by
    Optional<SolveRequest> build(Scope scope) {
        return prices.known(scope.day(), scope.firstInterval(), scope.atMillis())
                .map(known -> request(scope, known));
    }

    private SolveRequest request(Scope scope, PriceBook.Known known) {
        Community community = scope.configuration().community();
        List<Member> members = new ArrayList<>();
        int ageMinutes = 0;
        for (String id : scope.members()) {
            List<InForce> previous = scope.dayAhead() ? dayBefore(scope, id) : inForce(scope, id);
            members.add(member(scope, Objects.requireNonNull(scope.configuration().prosumers().get(id)),
                    previous));
            for (InForce plan : previous) {
                ageMinutes = Math.max(ageMinutes, plan.ageMinutes(scope.atMillis()));
            }
        }
        Segment before = plans.at(scope.startMillis() - scope.day().stepMillis());
        return SolveRequest.newBuilder()
                .setCommunityId(community.getCommunityId())
                .setKind(scope.dayAhead() ? SolveKind.DAY_AHEAD : SolveKind.INTRADAY)
                .setRequestedAt(Instant.ofEpochMilli(scope.atMillis()))
                .setTrigger(scope.trigger())
                .setDeliveryDay(scope.day().date())
                .setStart(Instant.ofEpochMilli(scope.startMillis()))
                .setIntervalMinutes(scope.day().intervalMinutes())
                .setIntervals(scope.intervals())
                .setDayIntervals(scope.day().intervals())
                .setDayAheadCentsPerKwh(prices(known, Version::dayAheadCentsPerKwh))
                .setRealTimeBuyCentsPerKwh(prices(known, Version::realTimeBuyCentsPerKwh))
                .setRealTimeSellCentsPerKwh(prices(known, Version::realTimeSellCentsPerKwh))
                .setAssumedPrices(known.assumed())
                .setEpsilon(community.getEpsilon())
                .setRadius(radii.radius(community))
                .setRule(community.getRule().name())
                .setJointMethod(community.getJointMethod().name())
                .setGridImportMaxKw(community.getGridImportMaxKw())
                .setGridExportMaxKw(community.getGridExportMaxKw())
                .setDemandChargeCentsPerKw(community.getDemandChargeCentsPerKw())
                .setPeakImportKw(state.peakKw(scope.day()))
                .setStabilityBudgetCents(community.getStabilityBudgetCents())
                .setMembers(members)
                .setPeerLinks(community.getPeerLinks()
                        .stream()
                        .filter(link -> scope.members().contains(link.getFirstProsumerId())
                                && scope.members().contains(link.getSecondProsumerId()))
                        .toList())
                .setPreviousPlanId(before == null ? null : before.planId())
                .setPreviousPlanAgeMinutes(ageMinutes)
                .setSeed(scope.atMillis() * 31 + community.getCommunityId().hashCode())
                .setSolverVersion(PlanId.SOLVER_VERSION)
                .build();
    }

    /// @param previous plan of the day before, or in force for the intervals of the scope
    private Member member(Scope scope, Prosumer prosumer, List<InForce> previous) {
        String id = prosumer.getProsumerId();
        LocalDay day = scope.day();
        NetForecast forecast = state.forecasts.get(id, scope.atMillis());
        DistributionVersion version = forecast == null
                ? null
                : distributions.find(id, forecast);
        if (version == null) {
            version = distributions.oldest(id);
        }
        Profile latestKw = latestForecastKw(scope, scope.dayAhead() ? List.of() : previous, forecast);
        Profile gateKw = scope.dayAhead() ? latestKw : Vectors.profile(each(previous, InForce::forecastKw));
        Samples samples = distributions
                .samples(id, version, day, scope.configuration().calendar().dayType(day.date()),
                        scope.firstInterval())
                .moved(gateKw, latestKw);
        Start start = devices.start(prosumer, day, scope.atMillis(), scope.startMillis());
        FlexibleLoad flexible = prosumer.getFlexibleLoad();
        Member.Builder member = Member.newBuilder()
                .setProsumerId(id)
                .setProsumer(prosumer)
                .setForecastKw(Vectors.list(gateKw))
                .setLatestForecastKw(Vectors.list(latestKw))
                .setDesiredKw(flexible == null
                        ? List.of()
                        : each(scope, i -> flexible.getDesiredKw().get(day.slot(i))))
                .setResidualKw(samples.residualKw().stream().map(Vectors::list).toList())
                .setSupportLowKw(Vectors.list(samples.lowKw()))
                .setSupportHighKw(Vectors.list(samples.highKw()))
                .setDistributionKnowledgeTime(Instant.ofEpochMilli(version.knowledgeMillis()))
                .setEnergyKwh(start.energyKwh())
                .setEnergyReported(start.reported())
                .setShiftedKwh(flexible == null ? 0 : start.shiftedKwh())
                .setCommittedImportKw(List.of())
                .setCommittedExportKw(List.of())
                .setCommittedPeerKw(List.of())
                .setPreviousChargeKw(each(previous, InForce::chargeKw))
                .setPreviousDischargeKw(each(previous, InForce::dischargeKw))
                .setPreviousFlexibleKw(each(previous, InForce::flexibleKw));
        if (!scope.dayAhead()) {
            commit(member, previous);
        }
        return member.build();
    }

    private static Profile latestForecastKw(Scope scope, List<InForce> inForce,
            @Nullable NetForecast forecast) {
        long step = scope.day().stepMillis();
        return forecast != null && forecast.covers(scope.startMillis(), scope.day().endMillis(), step)
                ? forecast.slice(scope.startMillis(), scope.intervals(), step)
                : Vectors.profile(each(inForce, InForce::latestForecastKw));
    }

    /// The plan in force for the intervals of the scope.
    private List<InForce> inForce(Scope scope, String id) {
        List<InForce> found = new ArrayList<>();
        for (int i = scope.firstInterval(); i < scope.day().intervals(); i++) {
            InForce plan = plans.of(id, scope.day().start(i), scope.day().stepMillis());
            if (plan != null) {
                found.add(plan);
            }
        }
        return found;
    }

    /// The plan of the day before, slot by slot; empty if a slot has none.
    private List<InForce> dayBefore(Scope scope, String id) {
        LocalDay before = scope.day().plusDays(-1);
        List<InForce> found = new ArrayList<>();
        for (int i = 0; i < scope.day().intervals(); i++) {
            int interval = before.intervalOfSlot(scope.day().slot(i));
            InForce plan = plans.of(id,
                    before.start(interval < 0 ? Math.min(i, before.intervals() - 1) : interval),
                    before.stepMillis());
            if (plan == null) {
                return List.of();
            }
            found.add(plan);
        }
        return found;
    }

    private static void commit(Member.Builder member, List<InForce> plan) {
        member.setCommittedImportKw(each(plan, at -> at.schedule().getGridImportKw().get(at.index())))
                .setCommittedExportKw(each(plan, at -> at.schedule().getGridExportKw().get(at.index())));
        List<CommittedPeer> trades = new ArrayList<>();
        for (PeerTrade trade : plan.getFirst().schedule().getPeers()) {
            List<Double> take = new ArrayList<>();
            List<Double> give = new ArrayList<>();
            for (InForce at : plan) {
                PeerTrade same = at.schedule()
                        .getPeers()
                        .stream()
                        .filter(other -> other.getPeerId().equals(trade.getPeerId()))
                        .findFirst()
                        .orElseThrow();
                take.add(same.getTakeKw().get(at.index()));
                give.add(same.getGiveKw().get(at.index()));
            }
            trades.add(new CommittedPeer(trade.getPeerId(), take, give));
        }
        member.setCommittedPeerKw(trades);
    }

    private static List<Double> prices(PriceBook.Known known, ToDoubleFunction<Version> price) {
        return known.versions().stream().map(price::applyAsDouble).toList();
    }

    private static List<Double> each(List<InForce> plan, Function<InForce, Double> value) {
        return plan.stream().map(value).toList();
    }

    private static List<Double> each(Scope scope, IntFunction<Double> value) {
        List<Double> values = new ArrayList<>();
        for (int i = scope.firstInterval(); i < scope.day().intervals(); i++) {
            values.add(value.apply(i));
        }
        return values;
    }
}
