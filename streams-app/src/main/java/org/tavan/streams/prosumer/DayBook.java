package org.tavan.streams.prosumer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.ForecastSkill;
import org.tavan.schema.SkillHorizon;
import org.tavan.streams.ForecastConfig;
import org.tavan.streams.codec.BinaryWriter;
import org.tavan.streams.forecast.Forecaster;
import org.tavan.streams.forecast.LikeDayProfile;
import org.tavan.streams.forecast.LocalDay;
import org.tavan.streams.meter.SettlementGrid;
import org.tavan.streams.residual.DistributionWriter;
import org.tavan.streams.residual.ResidualRows;
import org.tavan.streams.residual.SkillScore;
import org.tavan.streams.store.TickHistory;
import org.tavan.streams.store.TickRecord;
import org.tavan.topic.ProsumerKey;

/// Local days of one prosumer: residual rows and the distribution made of them, profiles, skill.
final class DayBook {
    private final ProsumerKey key;
    private final TickHistory ticks;
    private final SettlementGrid grid;
    private final ProsumerOutput output;
    private final GateForecasts gates;
    private final ResidualRows rows;
    private final DistributionWriter distributions;
    private final int retentionDays;

    DayBook(
            ProsumerKey key,
            TickHistory ticks,
            ProsumerStores stores,
            ForecastConfig config,
            SettlementGrid grid,
            ProsumerOutput output,
            BinaryWriter writer,
            int retentionDays) {
        this.key = key;
        this.ticks = ticks;
        this.grid = grid;
        this.output = output;
        this.gates = new GateForecasts(key.toString(), stores.gates(), writer);
        this.rows = new ResidualRows(key.toString(), stores.rows(), writer);
        this.distributions = new DistributionWriter(config.tailFraction(), config.typeDaysMin());
        this.retentionDays = retentionDays;
    }

    /// Residual of a measured interval with a forecast at its gate closure (kW); NaN without.
    double residualKw(LocalDay day, long tick, TickRecord record) {
        double[] gate = record.measured() ? gates.get(day.date()) : null;
        int index = (int) (tick - day.firstTick());
        return gate == null || index >= gate.length ? Double.NaN : netKw(record) - gate[index];
    }

    /// Keeps the forecast issued at a gate closure for its target day.
    ///
    /// @param firstTick first interval of the forecast
    void keepGate(LocalDay target, Forecaster.Issue issue, long firstTick) {
        var net = new double[target.intervals()];
        for (int i = 0; i < net.length; i++) {
            net[i] = issue.netKw((int) (target.firstTick() + i - firstTick));
        }
        gates.put(target.date(), net);
    }

    /// Brings the row of a complete day up to date, and publishes the distribution if that changed anything.
    void refresh(LocalDay day, MemberModel member, ProsumerState state, long knowledgeMillis) {
        if (!rows.set(day.date(), row(day), member.community().getWindowDays())) {
            return;
        }
        if (rows.byDay().isEmpty()) {
            state.addVersion(knowledgeMillis, Long.MIN_VALUE, 0);
            return;
        }
        ProsumerState.Version version = state.addVersion(knowledgeMillis, rows.byDay().lastKey().toEpochDay(),
                rows.byDay().size());
        output.distribution(distributions.write(key, rows, member.community().getIntervalMinutes(),
                member.community().getSupportMarginFraction(),
                Instant.ofEpochMilli(version.knowledgeMillis())));
    }

    /// The row of a day; null unless every interval was measured and forecast at the gate closure.
    private ResidualRows.@Nullable Row row(LocalDay day) {
        double[] gate = gates.get(day.date());
        if (gate == null || gate.length != day.intervals()) {
            return null;
        }
        var residual = new double[day.intervals()];
        for (int i = 0; i < residual.length; i++) {
            TickRecord record = ticks.find(day.firstTick() + i);
            if (record == null || !record.closed() || !record.measured()) {
                return null;
            }
            residual[i] = netKw(record) - gate[i];
        }
        return new ResidualRows.Row(day.offDay(), day.toSlots(residual));
    }

    /// Lets the profiles learn the measured intervals of a day.
    void learn(LocalDay day, LikeDayProfile load, LikeDayProfile pv) {
        load.add(day.offDay(), bySlot(day, record -> record.loadKwh() / grid.hours()));
        pv.add(day.offDay(), bySlot(day, record -> record.pvKwh() / grid.hours()));
    }

    /// Publishes how good the forecasts of a day were.
    void score(LocalDay day, MemberModel member, long knowledgeMillis) {
        double[] weekBefore = bySlot(member.calendar().day(day.date().minusDays(7)), this::netKw);
        // At the gate closure on the day before, the newest complete day is the one before that.
        double[] newestComplete = bySlot(member.calendar().day(day.date().minusDays(2)), this::netKw);
        double[] gate = gates.get(day.date());
        var dayAhead = new SkillScore();
        var nextInterval = new SkillScore();
        double last = measuredNetKw(ticks.find(day.firstTick() - 1));
        for (int i = 0; i < day.intervals(); i++) {
            TickRecord record = ticks.find(day.firstTick() + i);
            double measured = measuredNetKw(record);
            int slot = day.slot(i);
            if (gate != null && i < gate.length) {
                dayAhead.add(measured, gate[i], newestComplete[slot], weekBefore[slot]);
            }
            if (record != null) {
                nextInterval.add(measured, record.nextForecastKw(), last, weekBefore[slot]);
            }
            last = measured;
        }
        publish(day.date(), SkillHorizon.DAY_AHEAD, dayAhead, knowledgeMillis);
        publish(day.date(), SkillHorizon.NEXT_INTERVAL, nextInterval, knowledgeMillis);
    }

    /// Forgets the gate forecast that no revision can ask for any more.
    void expire(LocalDay day) {
        gates.remove(day.date().minusDays(retentionDays));
    }

    private void publish(LocalDate day, SkillHorizon horizon, SkillScore score, long knowledgeMillis) {
        if (score.intervals() == 0) {
            return;
        }
        output.skill(ForecastSkill.newBuilder()
                .setCommunityId(key.communityId())
                .setProsumerId(key.prosumerId())
                .setDay(day)
                .setHorizon(horizon)
                .setIntervals(score.intervals())
                .setForecastMaeKw(score.forecastMaeKw())
                .setPersistenceMaeKw(score.persistenceMaeKw())
                .setSeasonalMaeKw(score.seasonalMaeKw())
                .setSkillAgainstPersistence(score.skillAgainstPersistence())
                .setSkillAgainstSeasonal(score.skillAgainstSeasonal())
                .setKnowledgeTime(Instant.ofEpochMilli(knowledgeMillis))
                .build());
    }

    private double[] bySlot(LocalDay day, ToDoubleFunction<TickRecord> value) {
        var values = new double[day.slotCount()];
        Arrays.fill(values, Double.NaN);
        for (int i = 0; i < day.intervals(); i++) {
            TickRecord record = ticks.find(day.firstTick() + i);
            if (record != null && record.closed() && record.measured() && Double.isNaN(values[day.slot(i)])) {
                values[day.slot(i)] = value.applyAsDouble(record);
            }
        }
        return values;
    }

    private double measuredNetKw(@Nullable TickRecord record) {
        return record == null || !record.closed() || !record.measured() ? Double.NaN : netKw(record);
    }

    private double netKw(TickRecord record) {
        return (record.loadKwh() - record.pvKwh()) / grid.hours();
    }
}
