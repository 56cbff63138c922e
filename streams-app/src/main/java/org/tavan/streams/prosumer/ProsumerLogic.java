package org.tavan.streams.prosumer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Channel;
import org.tavan.schema.Community;
import org.tavan.schema.Forecast;
import org.tavan.schema.ForecastOrigin;
import org.tavan.schema.Interval;
import org.tavan.schema.IntervalQuality;
import org.tavan.schema.Prosumer;
import org.tavan.streams.ForecastConfig;
import org.tavan.streams.codec.BinaryReader;
import org.tavan.streams.codec.BinaryWriter;
import org.tavan.streams.forecast.ExternalForecast;
import org.tavan.streams.forecast.Forecaster;
import org.tavan.streams.forecast.LikeDayProfile;
import org.tavan.streams.forecast.LocalCalendar;
import org.tavan.streams.forecast.LocalDay;
import org.tavan.streams.forecast.WeatherRecord;
import org.tavan.streams.meter.CommunityHistory;
import org.tavan.streams.meter.MeterInterval;
import org.tavan.streams.meter.Quality;
import org.tavan.streams.meter.Registration;
import org.tavan.streams.meter.SettlementGrid;
import org.tavan.streams.store.TickHistory;
import org.tavan.streams.store.TickRecord;
import org.tavan.topic.ProsumerKey;

/// Everything about one prosumer: closes its intervals one after the other, each as soon as every register has said its
/// first value, and revises closed ones.
///
/// A revision is applied between the closing of two intervals that its register names (its position), so that the result
/// does not depend on how records of different meters interleave. At a closing it publishes the interval, at the end of a
/// local day the distribution and the skill, and then the forecast.
public final class ProsumerLogic {
    private static final int PROFILE_VERSION = 1;
    private static final long DAY_MILLIS = 86_400_000L;

    private final ProsumerKey key;
    private final String name;
    private final CommunityHistory history;
    private final List<Registration> registrations;
    private final ForecastConfig config;
    private final ProsumerStores stores;
    private final ProsumerOutput output;
    private final BinaryWriter writer;
    private final SettlementGrid grid;
    private final ProsumerState state = new ProsumerState();
    private final TickHistory ticks;
    private final LikeDayProfile loadProfile;
    private final LikeDayProfile pvProfile;
    private final DayBook dayBook;
    private final long retentionMillis;
    private @Nullable MemberModel model;

    /// A prosumer as the stores have it.
    ///
    /// @param registrations what its registers measure, not empty
    /// @param lateMillis how far back a revision may reach
    public ProsumerLogic(
            ProsumerKey key,
            CommunityHistory history,
            List<Registration> registrations,
            ForecastConfig config,
            long lateMillis,
            ProsumerStores stores,
            ProsumerOutput output,
            BinaryWriter writer) {
        this.key = key;
        this.name = key.toString();
        this.history = history;
        this.registrations = registrations;
        this.config = config;
        this.stores = stores;
        this.output = output;
        this.writer = writer;
        this.grid = history.grid();
        int slots = Math.toIntExact(DAY_MILLIS / grid.lengthMillis());
        this.loadProfile = new LikeDayProfile(slots, config.likeDayWeight());
        this.pvProfile = new LikeDayProfile(slots, config.likeDayWeight());
        this.ticks = new TickHistory(name, stores.ticks(), writer, grid.lengthMillis());
        this.retentionMillis = Math.max(lateMillis, 8 * DAY_MILLIS) + 3 * DAY_MILLIS;
        this.dayBook = new DayBook(key, ticks, stores, config, grid, output, writer,
                (int) (retentionMillis / DAY_MILLIS));
        byte[] saved = stores.prosumers().get(name);
        if (saved != null) {
            state.read(saved);
        }
        byte[] profile = stores.profiles().get(name);
        if (profile != null) {
            var in = new BinaryReader(profile).expectVersion(PROFILE_VERSION);
            loadProfile.read(in);
            pvProfile.read(in);
        }
    }

    /// Takes a value of one of its registers.
    public void take(MeterInterval interval) {
        if (interval.isRevision()) {
            state.waiting.add(interval);
            drain();
            saveState();
            return;
        }
        TickRecord record = ticks.obtain(interval.tick());
        TickRecord.Part known = record.part(interval.registerId());
        if (known != null && (known.energy().quality() != Quality.MISSING
                || interval.energy().quality() == Quality.MISSING)) {
            return;
        }
        if (record.closed()) {
            // A meter that reports through another partition than its own: what it says beats the silence there.
            revise(interval);
        } else {
            record.put(new TickRecord.Part(interval.registerId(), interval.energy(),
                    interval.knowledgeMillis()));
            ticks.save(interval.tick());
            drain();
        }
        saveState();
    }

    /// End of the newest closed interval; `Long.MAX_VALUE` if no other will close, `Long.MIN_VALUE` before the first.
    public long clockMillis() {
        boolean open = state.nextTick != ProsumerState.NOT_BEGUN && state.nextTick != Long.MAX_VALUE;
        return open ? grid.start(state.nextTick) : state.nextTick;
    }

    /// Closes what is complete under changed registrations.
    public void resume() {
        drain();
        saveState();
    }

    private void drain() {
        if (state.nextTick == ProsumerState.NOT_BEGUN) {
            state.nextTick = nextCovered(Long.MIN_VALUE);
        }
        applyWaiting();
        while (state.nextTick != Long.MAX_VALUE && isComplete(state.nextTick)) {
            long tick = state.nextTick;
            close(tick);
            state.nextTick = nextCovered(tick + 1);
            applyWaiting();
        }
    }

    private void saveState() {
        stores.prosumers().put(name, state.write(writer));
    }

    private void applyWaiting() {
        if (state.waiting.isEmpty()) {
            return;
        }
        for (Iterator<MeterInterval> waiting = state.waiting.iterator(); waiting.hasNext();) {
            MeterInterval revision = waiting.next();
            if (revision.position() <= state.nextTick && revision.tick() < state.nextTick) {
                waiting.remove();
                revise(revision);
            }
        }
    }

    private boolean isComplete(long tick) {
        TickRecord record = ticks.find(tick);
        if (record == null) {
            return false;
        }
        for (int i = 0; i < registrations.size(); i++) {
            Registration registration = registrations.get(i);
            if (registration.covers(tick) && record.part(registration.registerId()) == null) {
                return false;
            }
        }
        return true;
    }

    private void close(long tick) {
        long end = grid.end(tick);
        MemberModel member = model(end);
        TickRecord record = ticks.obtain(tick);
        double forecastKw = state.forecast.issued()
                ? state.forecast.nextLoadKw() - state.forecast.nextPvKw()
                : Double.NaN;
        record.close(state.forecast.nextLoadKw(), state.forecast.nextPvKw(), forecastKw);
        publish(tick, record, member, 0, knowledge(tick, record));
        if (record.measured()) {
            member.forecaster().learn(tick, record.pvKwh() / grid.hours(), weather(end));
        }
        LocalDay day = member.calendar().dayOf(tick);
        if (tick + 1 == day.endTick()) {
            long knowledge = knowledge(tick, record);
            dayBook.learn(day, loadProfile, pvProfile);
            saveProfiles();
            dayBook.refresh(day, member, state, knowledge);
            dayBook.score(day, member, knowledge);
            dayBook.expire(day);
        }
        issue(tick, record, member);
        ticks.expire(tick - retentionMillis / grid.lengthMillis());
        stores.external().expire(name, end);
    }

    private void revise(MeterInterval revision) {
        long tick = revision.tick();
        TickRecord record = ticks.find(tick);
        if (record == null || !record.closed()) {
            return;
        }
        record.put(new TickRecord.Part(revision.registerId(), revision.energy(), revision.knowledgeMillis()));
        MemberModel member = model(grid.end(tick));
        if (!sum(tick, record)) {
            ticks.save(tick);
            return;
        }
        emit(tick, record, member, record.revise(), knowledge(tick, record));
        ticks.save(tick);
        LocalDay day = member.calendar().dayOf(tick);
        if (day.endTick() <= state.nextTick) {
            dayBook.refresh(day, member, state, knowledge(tick, record));
        }
    }

    private void publish(long tick, TickRecord record, MemberModel member, int revision,
            long knowledgeMillis) {
        sum(tick, record);
        emit(tick, record, member, revision, knowledgeMillis);
        ticks.save(tick);
    }

    private void emit(long tick, TickRecord record, MemberModel member, int revision, long knowledgeMillis) {
        LocalDay day = member.calendar().dayOf(tick);
        double residual = dayBook.residualKw(day, tick, record);
        output.interval(Interval.newBuilder()
                .setCommunityId(key.communityId())
                .setProsumerId(key.prosumerId())
                .setIntervalStart(Instant.ofEpochMilli(grid.start(tick)))
                .setIntervalMinutes(member.community().getIntervalMinutes())
                .setLoadKwh(record.loadKwh())
                .setPvKwh(record.pvKwh())
                .setQuality(record.measured() ? IntervalQuality.MEASURED : IntervalQuality.ESTIMATED)
                .setReadings(record.readings())
                .setRevision(revision)
                .setResidualKw(Double.isNaN(residual) ? null : residual)
                .setKnowledgeTime(Instant.ofEpochMilli(knowledgeMillis))
                .build());
    }

    /// Adds up the registers by channel; a channel with a missing register takes the forecast.
    private boolean sum(long tick, TickRecord record) {
        double load = 0;
        double pv = 0;
        boolean measured = true;
        boolean loadMissing = false;
        boolean pvMissing = false;
        int readings = 0;
        for (int i = 0; i < registrations.size(); i++) {
            Registration registration = registrations.get(i);
            TickRecord.Part part = registration.covers(tick) ? record.part(registration.registerId()) : null;
            if (part == null) {
                continue;
            }
            boolean missing = part.energy().quality() == Quality.MISSING;
            measured &= part.energy().quality() == Quality.MEASURED;
            readings += part.energy().readings();
            if (registration.generates()) {
                pv += part.energy().kWh();
                pvMissing |= missing;
            } else {
                load += part.energy().kWh();
                loadMissing |= missing;
            }
        }
        return record.publish(loadMissing ? record.fillLoadKw() * grid.hours() : load,
                pvMissing ? record.fillPvKw() * grid.hours() : pv, measured, readings);
    }

    private long knowledge(long tick, TickRecord record) {
        long newest = grid.end(tick);
        for (Registration registration : registrations) {
            TickRecord.Part part = registration.covers(tick) ? record.part(registration.registerId()) : null;
            newest = part == null ? newest : Math.max(newest, part.knowledgeMillis());
        }
        return newest;
    }

    private void issue(long tick, TickRecord record, MemberModel member) {
        long issuedAt = grid.end(tick);
        LocalCalendar calendar = member.calendar();
        LocalDate today = calendar.dayOf(tick + 1).date();
        boolean gate = calendar.gateTick(today) == tick + 1;
        int count = Math.toIntExact(config.horizon().toMillis() / grid.lengthMillis());
        LocalDay target = calendar.day(today.plusDays(1));
        if (gate) {
            count = Math.max(count, Math.toIntExact(target.endTick() - tick - 1));
        }
        List<ExternalForecast> known = stores.external().asOf(name, issuedAt);
        ExternalForecast external = known.isEmpty() ? null : known.getFirst();
        Forecaster.Issue issued = member.forecaster()
                .issue(tick,
                        record.measured() ? record.loadKwh() / grid.hours() : Double.NaN,
                        record.measured() ? record.pvKwh() / grid.hours() : Double.NaN, count,
                        weather(issuedAt), external);
        if (gate) {
            dayBook.keepGate(target, issued, tick + 1);
        }
        boolean outside = issued.external() && external != null;
        ProsumerState.Version version = state.versionKnownAt(issuedAt);
        output.forecast(Forecast.newBuilder()
                .setCommunityId(key.communityId())
                .setProsumerId(key.prosumerId())
                .setIssuedAt(Instant.ofEpochMilli(issuedAt))
                .setStart(Instant.ofEpochMilli(issuedAt))
                .setIntervalMinutes(member.community().getIntervalMinutes())
                .setLoadKw(issued.loadKw())
                .setPvKw(issued.pvKw())
                .setOrigin(outside ? ForecastOrigin.EXTERNAL : ForecastOrigin.BASELINE)
                .setModel(outside && external != null ? external.model() : Forecaster.MODEL)
                .setDistributionDay(version.days() == 0 ? null : LocalDate.ofEpochDay(version.day()))
                .setDistributionDays(version.days())
                .setDistributionKnowledgeTime(
                        version.days() == 0 ? null : Instant.ofEpochMilli(version.knowledgeMillis()))
                .setKnowledgeTime(Instant.ofEpochMilli(issuedAt))
                .build());
    }

    private List<WeatherRecord> weather(long timeMillis) {
        return stores.weather().asOf(key.communityId(), timeMillis);
    }

    private void saveProfiles() {
        writer.reset().putByte(PROFILE_VERSION);
        loadProfile.write(writer);
        pvProfile.write(writer);
        stores.profiles().put(name, writer.toBytes());
    }

    private long nextCovered(long tick) {
        long next = Long.MAX_VALUE;
        for (Registration registration : registrations) {
            if (tick < registration.toTick()) {
                next = Math.min(next, Math.max(tick, registration.fromTick()));
            }
        }
        return next;
    }

    @SuppressWarnings("ReferenceEquality") // a version is one object
    private MemberModel model(long timeMillis) {
        Community community = history.at(timeMillis);
        MemberModel known = model;
        if (known != null && known.community() == community) {
            return known;
        }
        Prosumer prosumer = history.prosumer(key.prosumerId(), timeMillis);
        if (prosumer == null) {
            prosumer = history.prosumer(key.prosumerId(), Long.MAX_VALUE);
        }
        if (prosumer == null) {
            throw new IllegalStateException(
                    "The prosumer %s has registers but no configuration.".formatted(name));
        }
        boolean gridMetered = registrations.stream()
                .anyMatch(registration -> registration.channel() == Channel.GRID_IMPORT
                        || registration.channel() == Channel.GRID_EXPORT);
        var calendar = new LocalCalendar(community, grid);
        var made = new MemberModel(community, prosumer, calendar,
                new Forecaster(config, calendar, community, prosumer,
                        gridMetered, loadProfile, pvProfile, state.forecast));
        model = made;
        return made;
    }
}
