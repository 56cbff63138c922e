package org.tavan.standalone.backtest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tavan.asset.Battery;
import org.tavan.asset.FlexibleLoad;
import org.tavan.asset.GridLimits;
import org.tavan.config.ConfigurationException;
import org.tavan.conic.Profile;
import org.tavan.problem.RecourseRule;
import org.tavan.experiment.ExperimentCommunity;
import org.tavan.experiment.ExperimentDay;
import org.tavan.experiment.GateKnowledge;
import org.tavan.experiment.Participant;
import org.tavan.market.PeerLink;
import org.tavan.schema.Community;
import org.tavan.schema.Meter;
import org.tavan.schema.Prosumer;
import org.tavan.schema.Weather;
import org.tavan.simulator.source.Context;
import org.tavan.simulator.source.Source;
import org.tavan.streams.ForecastConfig;
import org.tavan.streams.MeteringConfig;
import org.tavan.streams.codec.BinaryWriter;
import org.tavan.streams.forecast.ExternalForecast;
import org.tavan.streams.forecast.LocalCalendar;
import org.tavan.streams.forecast.LocalDay;
import org.tavan.streams.forecast.WeatherRecord;
import org.tavan.streams.meter.CommunityHistory;
import org.tavan.streams.meter.MeterInterval;
import org.tavan.streams.meter.Registration;
import org.tavan.streams.meter.Registry;
import org.tavan.streams.meter.SettlementGrid;
import org.tavan.streams.prosumer.ProsumerLogic;
import org.tavan.streams.prosumer.ProsumerStores;
import org.tavan.streams.store.AsOfBook;
import org.tavan.streams.store.BytesStore;
import org.tavan.topic.ProsumerKey;

/// A history as the pipeline would have seen it: every member's intervals go through the logic of the streams application in the order
/// of time, so forecasts and distributions stand on what was known when they were issued, and on nothing else.
public final class History {
    private static final int WEATHER_DEPTH = 8;
    private static final int EXTERNAL_DEPTH = 1;

    private final Community community;
    private final CommunityHistory configurations;
    private final Registry.Snapshot registry;
    private final LocalCalendar calendar;
    private final PriceHistory prices;
    private final List<Weather> weather = new ArrayList<>();
    private final List<MemberForecasts> members;

    /// Reads a source and forecasts all of it.
    ///
    /// @param wanted days that experiments will ask for
    /// @throws ConfigurationException if the community cannot be accepted
    public History(Source source, Set<LocalDate> wanted) {
        community = source.communities().getFirst();
        var registered = new Registry();
        registered.accept(community.getCommunityId(), community).ifPresent(wrong -> {
            throw new ConfigurationException("community %s: %s".formatted(community.getCommunityId(), wrong));
        });
        registry = registered.snapshot();
        configurations = Optional.ofNullable(registry.community(community.getCommunityId())).orElseThrow();
        calendar = new LocalCalendar(community, configurations.grid());
        prices = new PriceHistory(calendar);
        Iterator<Context> contexts = source.contextAfter(Instant.EPOCH);
        while (contexts.hasNext()) {
            Context context = contexts.next();
            context.prices().forEach(prices::add);
            weather.addAll(context.weather());
        }
        var meters = new MeterHistory(source, configurations.grid());
        members = community.getProsumers()
                .parallelStream()
                .map(prosumer -> forecasts(prosumer, meters, wanted))
                .toList();
    }

    private MemberForecasts forecasts(Prosumer prosumer, MeterHistory meters, Set<LocalDate> wanted) {
        // A calendar caches, so every thread has its own.
        var forecasts = new MemberForecasts(new LocalCalendar(community, configurations.grid()), wanted,
                community
                        .getMinimumDays(),
                desiredKw(prosumer), meters.firstTick(), meters.endTick());
        var key = new ProsumerKey(community.getCommunityId(), prosumer.getProsumerId());
        List<Registration> registrations = registry.prosumers().getOrDefault(key.toString(), List.of());
        var writer = new BinaryWriter();
        var logic = new ProsumerLogic(key, configurations, registrations, ForecastConfig.DEFAULT,
                MeteringConfig.DEFAULT.lateHorizon().toMillis(), stores(writer), forecasts, writer);
        SettlementGrid grid = configurations.grid();
        for (long tick = meters.firstTick(); tick < meters.endTick(); tick++) {
            for (Meter meter : prosumer.getMeters()) {
                long registerId = Registration.idOf(meter.getMeterId(), meter.getRegister());
                for (Registration registration : registrations) {
                    if (registration.registerId() == registerId && registration.covers(tick)) {
                        logic.take(new MeterInterval(registerId, tick, meters.energy(meter.getMeterId(),
                                registration, tick), MeterInterval.FIRST, grid.end(tick)));
                    }
                }
            }
        }
        return forecasts;
    }

    private ProsumerStores stores(BinaryWriter writer) {
        var observed = new AsOfBook<>(new MapStore(), WeatherRecord::read, WEATHER_DEPTH);
        for (Weather record : weather) {
            observed.put(record.getCommunityId(), record.getKnowledgeTime().toEpochMilli(), record.getKind()
                    .name() + BytesStore.hex(record.getStart().toEpochMilli()), WeatherRecord.of(record)
                            .write(writer));
        }
        return new ProsumerStores(new MapStore(), new MapStore(), new MapStore(), new MapStore(),
                new MapStore(), observed, new AsOfBook<>(new MapStore(), ExternalForecast::read,
                        EXTERNAL_DEPTH));
    }

    private Profile desiredKw(Prosumer prosumer) {
        int slots = 24 * 60 / community.getIntervalMinutes();
        var flexible = prosumer.getFlexibleLoad();
        return Profile.of(flexible == null
                ? new double[slots]
                : flexible.getDesiredKw().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /// {@return the community as a library takes it}
    public ExperimentCommunity community() {
        return new ExperimentCommunity(configurations.grid().hours(), community.getProsumers()
                .stream()
                .map(History::participant)
                .toList(),
                community.getPeerLinks()
                        .stream()
                        .map(link -> new PeerLink(link.getFirstProsumerId(), link.getSecondProsumerId(), link
                                .getLimitKw(), link.getFeeCentsPerKwh(), link.getWearCents()))
                        .toList(),
                new GridLimits(limit(community.getGridImportMaxKw()), limit(community
                        .getGridExportMaxKw())),
                RecourseRule.named(community.getRule().name()), community.getDemandChargeCentsPerKw());
    }

    private static Participant participant(Prosumer prosumer) {
        var battery = prosumer.getBattery();
        var flexible = prosumer.getFlexibleLoad();
        return new Participant(prosumer.getProsumerId(), prosumer.getNominalKw(), new GridLimits(prosumer
                .getGridImportMaxKw(), prosumer.getGridExportMaxKw()),
                new GridLimits(prosumer
                        .getRealTimeImportMaxKw(), prosumer.getRealTimeExportMaxKw()),
                battery == null
                        ? null
                        : new Battery(battery.getEnergyMinKwh(), battery.getEnergyMaxKwh(), battery
                                .getEnergyFinalMinKwh(), battery.getChargeMaxKw(),
                                battery.getDischargeMaxKw(),
                                battery.getChargeEfficiency(), battery.getDischargeEfficiency(), battery
                                        .getWearCents()),
                battery == null ? 0 : battery.getEnergyFinalMinKwh(),
                flexible == null
                        ? null
                        : new FlexibleLoad(flexible.getPowerMaxKw(), flexible.getShiftMaxKwh(), flexible
                                .getDiscomfortCents()));
    }

    private static double limit(@Nullable Double value) {
        return value == null ? Double.POSITIVE_INFINITY : value;
    }

    /// {@return a day as an experiment takes it; empty if there is a reason in [#missing]}
    public Optional<ExperimentDay> day(LocalDate date) {
        if (!missing(date).isEmpty()) {
            return Optional.empty();
        }
        LocalDay day = calendar.day(date);
        List<Profile> measured = new ArrayList<>();
        List<GateKnowledge.Member> knowledge = new ArrayList<>();
        for (MemberForecasts member : members) {
            measured.add(member.measured(day).orElseThrow());
            knowledge.add(Objects.requireNonNull(member.known(date)));
        }
        return Optional.of(new ExperimentDay(date, new GateKnowledge(prices.known(day, gateMillis(date))
                .orElseThrow(), knowledge), prices.settled(day).orElseThrow(), measured));
    }

    /// {@return a day whose samples are of the same days for all members, so that what they come to together can be counted; empty if there
    /// is a reason in [#missingInCommon]}
    Optional<ExperimentDay> dayInCommon(LocalDate date) {
        if (!missingInCommon(date).isEmpty()) {
            return Optional.empty();
        }
        Set<LocalDate> days = residualDaysInCommon(date);
        return day(date).map(day -> new ExperimentDay(date, new GateKnowledge(day.known().prices(), members
                .stream()
                .map(member -> member.known(date, days))
                .toList()), day.settled(), day.measuredKw()));
    }

    /// {@return what a day with samples of the same days lacks, in words; empty if it can be taken}
    List<String> missingInCommon(LocalDate date) {
        List<String> missing = missing(date);
        if (missing.isEmpty() && residualDaysInCommon(date).size() < community.getMinimumDays()) {
            missing.add("the members had fewer than %d days of residuals in common".formatted(community
                    .getMinimumDays()));
        }
        return missing;
    }

    private Set<LocalDate> residualDaysInCommon(LocalDate date) {
        Set<LocalDate> days = new HashSet<>(members.getFirst().residualDays(date));
        members.forEach(member -> days.retainAll(member.residualDays(date)));
        return days;
    }

    /// {@return what a day lacks, in words; empty if it can be taken}
    public List<String> missing(LocalDate date) {
        LocalDay day = calendar.day(date);
        List<String> missing = new ArrayList<>();
        if (prices.known(day, gateMillis(date)).isEmpty()) {
            missing.add("no price was known at its gate closure");
        }
        if (prices.settled(day).isEmpty()) {
            missing.add("an interval has no price");
        }
        for (int n = 0; n < members.size(); n++) {
            String id = community.getProsumers().get(n).getProsumerId();
            if (members.get(n).measured(day).isEmpty()) {
                missing.add("%s was not wholly measured".formatted(id));
            }
            if (members.get(n).known(date) == null) {
                missing.add("%s had no forecast, or fewer than %d days of residuals".formatted(id, community
                        .getMinimumDays()));
            }
        }
        return missing;
    }

    private long gateMillis(LocalDate date) {
        return configurations.grid().start(calendar.gateTick(date.minusDays(1)));
    }

    /// {@return the sum of what batteries hold (kWh), and so on, in words}
    public String assets() {
        double pv = community.getProsumers().stream().mapToDouble(Prosumer::getPvPeakKw).sum();
        double battery = 0;
        double power = 0;
        double flexible = 0;
        for (Prosumer prosumer : community.getProsumers()) {
            var own = prosumer.getBattery();
            battery += own == null ? 0 : own.getEnergyMaxKwh();
            power += own == null ? 0 : own.getDischargeMaxKw();
            Profile desired = desiredKw(prosumer);
            flexible += IntStream.range(0, desired.length()).mapToDouble(desired::get).sum()
                    * configurations.grid().hours();
        }
        return "%d members, PV %.0f kWp, batteries %.0f kWh / %.0f kW, flexible load %.0f kWh a day"
                .formatted(
                        community.getProsumers().size(), pv, battery, power, flexible);
    }

    /// {@return as configured}
    Community configured() {
        return community;
    }
}
