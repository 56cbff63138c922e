package org.tavan.solver.coordinator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.Battery;
import org.tavan.schema.Channel;
import org.tavan.schema.Community;
import org.tavan.schema.DayType;
import org.tavan.schema.Distribution;
import org.tavan.schema.FlexibleLoad;
import org.tavan.schema.Forecast;
import org.tavan.schema.ForecastOrigin;
import org.tavan.schema.Interval;
import org.tavan.schema.IntervalQuality;
import org.tavan.schema.Meter;
import org.tavan.schema.PeerLink;
import org.tavan.schema.Price;
import org.tavan.schema.PriceKind;
import org.tavan.schema.Prosumer;
import org.tavan.schema.ResidualDay;
import org.tavan.schema.ResidualStatistics;
import org.tavan.serde.TavanSerdes;

/// A small community and what the streams application would say about it, as functions of member and time
/// alone.
///
/// Demand follows a daily shape; forecasts miss it by a residual that a hash of member and time decides, so
/// that every test sees the same numbers.
public final class World {
    static final String ID = "c1";

    static {
        // Avro trusts the generated classes once the serdes are loaded.
        TavanSerdes.of(KafkaSettings.of("127.0.0.1:1", "mock://world"));
    }

    final ZoneId zone;
    final LocalDate firstDay;
    final int minutes;
    final Community community;
    final List<String> members;

    World(ZoneId zone, LocalDate firstDay, int minutes, Community community) {
        this.zone = zone;
        this.firstDay = firstDay;
        this.minutes = minutes;
        this.community = community;
        this.members = community.getProsumers().stream().map(Prosumer::getProsumerId).toList();
    }

    static World berlin(LocalDate firstDay) {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        return new World(zone, firstDay, 60, community(zone, firstDay, 60).build());
    }

    World with(Community changed) {
        return new World(zone, firstDay, minutes, changed);
    }

    /// Three members: `a` with a battery, `b` with PV and flexible load, `c` with neither; `a` and `c` may
    /// trade.
    public static Community.Builder community(ZoneId zone, LocalDate firstDay, int minutes) {
        Instant start = firstDay.atStartOfDay(zone).toInstant();
        return Community.newBuilder()
                .setCommunityId(ID)
                .setName("Test")
                .setZone(zone.getId())
                .setCurrency("EUR")
                .setLatitudeDegrees(52)
                .setLongitudeDegrees(13)
                .setIntervalMinutes(minutes)
                .setOffDaysOfWeek(List.of(6, 7))
                .setHolidays(List.of())
                .setMinimumDays(2)
                .setEpsilon(0.1)
                .setRadius(0.001)
                .setValidFrom(start)
                .setResolveResidualFraction(100)
                .setResolveForecastFraction(100)
                .setKnowledgeTime(start)
                .setProsumers(List.of(battery("a"), flexible("b", minutes), plain("c").build()))
                .setPeerLinks(List.of(PeerLink.newBuilder()
                        .setFirstProsumerId("a")
                        .setSecondProsumerId("c")
                        .setLimitKw(2)
                        .build()));
    }

    static Prosumer.Builder plain(String id) {
        return Prosumer.newBuilder()
                .setProsumerId(id)
                .setName(id)
                .setNominalKw(2)
                .setGridImportMaxKw(20)
                .setGridExportMaxKw(20)
                .setRealTimeImportMaxKw(5)
                .setRealTimeExportMaxKw(5)

                .setMeters(List.of(Meter.newBuilder()
                        .setMeterId("meter-" + id)
                        .setChannel(Channel.LOAD)
                        .setPowerMaxKw(20)
                        .build()));
    }

    private static Prosumer battery(String id) {
        return plain(id).setBattery(Battery.newBuilder()
                .setEnergyMinKwh(1)
                .setEnergyMaxKwh(10)
                .setEnergyInitialKwh(5)
                .setEnergyFinalMinKwh(4)
                .setChargeMaxKw(3)
                .setDischargeMaxKw(3)
                .setChargeEfficiency(0.95)
                .setDischargeEfficiency(0.95)
                .setWearCents(0.05)
                .build()).build();
    }

    private static Prosumer flexible(String id, int minutes) {
        List<Double> desired = new ArrayList<>();
        for (int slot = 0; slot < 1440 / minutes; slot++) {
            desired.add(slot * minutes >= 1080 ? 0.8 : 0.2);
        }
        return plain(id).setPvPeakKw(3)
                .setFlexibleLoad(FlexibleLoad.newBuilder()
                        .setDesiredKw(desired)
                        .setPowerMaxKw(2)
                        .setShiftMaxKwh(3)
                        .setDiscomfortCents(0.1)
                        .build())
                .build();
    }

    LocalDay day(int number) {
        return LocalDay.of(firstDay.plusDays(number), zone, minutes);
    }

    Instant gate(int dayNumber) {
        return Instant.ofEpochMilli(Calendar.of(community).gateMillis(firstDay.plusDays(dayNumber)));
    }

    /// Load and PV as forecast for an interval (kW).
    double forecastKw(String member, long start) {
        int slot = LocalDay.containing(start, zone, minutes).slotAt(start);
        double hour = slot * minutes / 60.0;
        double pv = member.equals("b") ? Math.max(0, 2 * Math.sin((hour - 6) / 12 * Math.PI)) : 0;
        return 0.6 + 0.4 * Math.sin((hour - 9) / 24 * 2 * Math.PI) + (hour >= 18 && hour < 22 ? 0.7 : 0) - pv;
    }

    /// Measured minus forecast (kW), within ±0.3.
    double residualKw(String member, long start) {
        long hash = (start / 60_000) * 0x9E3779B97F4A7C15L ^ member.hashCode() * 0xC2B2AE3D27D4EB4FL;
        hash ^= hash >>> 29;
        hash *= 0xBF58476D1CE4E5B9L;
        return ((hash >>> 40) / (double) (1 << 24) - 0.5) * 0.6;
    }

    Price price(long start, Instant known) {
        LocalDay day = LocalDay.containing(start, zone, minutes);
        double hour = day.slotAt(start) * minutes / 60.0;
        double dayAhead = 10 + (hour >= 17 && hour < 21 ? 8 : 0) - (hour >= 1 && hour < 5 ? 4 : 0);
        return Price.newBuilder()
                .setCommunityId(ID)
                .setIntervalStart(Instant.ofEpochMilli(start))
                .setIntervalMinutes(minutes)
                .setDayAheadCentsPerKwh(dayAhead)
                .setRealTimeBuyCentsPerKwh(dayAhead + 6)
                .setRealTimeSellCentsPerKwh(dayAhead - 5)
                .setKind(PriceKind.SETTLED)
                .setKnowledgeTime(known)
                .build();
    }

    Interval interval(String member, long start) {
        double netKw = forecastKw(member, start) + residualKw(member, start);
        double hours = minutes / 60.0;
        return Interval.newBuilder()
                .setCommunityId(ID)
                .setProsumerId(member)
                .setIntervalStart(Instant.ofEpochMilli(start))
                .setIntervalMinutes(minutes)
                .setLoadKwh(Math.max(0, netKw) * hours)
                .setPvKwh(Math.max(0, -netKw) * hours)
                .setQuality(IntervalQuality.MEASURED)
                .setReadings(1)
                .setKnowledgeTime(Instant.ofEpochMilli(start + minutes * 60_000L))
                .build();
    }

    /// The forecast issued at a tick, which names the distribution of the days that are over.
    Forecast forecast(String member, long tick) {
        List<Double> load = new ArrayList<>();
        List<Double> pv = new ArrayList<>();
        for (long start = tick; start < tick + 48 * 3_600_000L; start += minutes * 60_000L) {
            double net = forecastKw(member, start);
            load.add(Math.max(0, net));
            pv.add(Math.max(0, -net));
        }
        int over = (int) java.time.temporal.ChronoUnit.DAYS.between(firstDay,
                Instant.ofEpochMilli(tick).atZone(zone).toLocalDate());
        return Forecast.newBuilder()
                .setCommunityId(ID)
                .setProsumerId(member)
                .setIssuedAt(Instant.ofEpochMilli(tick))
                .setStart(Instant.ofEpochMilli(tick))
                .setIntervalMinutes(minutes)
                .setLoadKw(load)
                .setPvKw(pv)
                .setOrigin(ForecastOrigin.BASELINE)
                .setModel("test")
                .setDistributionDay(over == 0 ? null : firstDay.plusDays(over - 1L))
                .setDistributionDays(over)
                .setDistributionKnowledgeTime(
                        over == 0 ? null : Instant.ofEpochMilli(day(over - 1).endMillis()))
                .setKnowledgeTime(Instant.ofEpochMilli(tick))
                .build();
    }

    /// The distribution through a day.
    Distribution distribution(String member, int throughDay) {
        List<ResidualDay> days = new ArrayList<>();
        for (int number = 0; number <= throughDay; number++) {
            LocalDay day = day(number);
            List<Double> row = new ArrayList<>();
            for (int slot = 0; slot < 1440 / minutes; slot++) {
                row.add(residualKw(member, day.start(Math.max(0, day.intervalOfSlot(slot)))));
            }
            days.add(new ResidualDay(day.date(), Calendar.of(community).dayType(day.date()), row));
        }
        List<ResidualStatistics> statistics = new ArrayList<>();
        statistics.add(statistics(DayType.ALL, days));
        for (DayType type : List.of(DayType.WORKDAY, DayType.OFFDAY)) {
            List<ResidualDay> ofType = days.stream().filter(day -> day.getDayType() == type).toList();
            if (ofType.size() >= 20) {
                statistics.add(statistics(type, ofType));
            }
        }
        return Distribution.newBuilder()
                .setCommunityId(ID)
                .setProsumerId(member)
                .setThroughDay(firstDay.plusDays(throughDay))
                .setIntervalMinutes(minutes)
                .setDays(days)
                .setStatistics(statistics)
                .setTailFraction(0.05)
                .setSupportMarginFraction(0.05)
                .setKnowledgeTime(Instant.ofEpochMilli(day(throughDay).endMillis()))
                .build();
    }

    private ResidualStatistics statistics(DayType type, List<ResidualDay> days) {
        List<Double> lows = new ArrayList<>();
        List<Double> highs = new ArrayList<>();
        for (int slot = 0; slot < 1440 / minutes; slot++) {
            int of = slot;
            double low = days.stream().mapToDouble(day -> day.getResidualKw().get(of)).min().orElseThrow();
            double high = days.stream().mapToDouble(day -> day.getResidualKw().get(of)).max().orElseThrow();
            lows.add(low - 0.05 * (high - low));
            highs.add(high + 0.05 * (high - low));
        }
        return ResidualStatistics.newBuilder()
                .setDayType(type)
                .setCount(days.size())
                .setMeanKw(lows)
                .setSupportLowKw(lows)
                .setSupportHighKw(highs)
                .setTailLowKw(lows)
                .setTailHighKw(highs)
                .build();
    }

    /// The streams with every record of a type changed, in place.
    static <V extends SpecificRecord> Map<String, List<Input>> change(Map<String, List<Input>> streams,
            Class<V> type, UnaryOperator<V> change) {
        streams.replaceAll((_, stream) -> stream.stream()
                .map(input -> type.isInstance(input.value())
                        ? new Input(input.key(), change.apply(type.cast(input.value())))
                        : input)
                .toList());
        return streams;
    }

    /// The streams without the other records, in place.
    static Map<String, List<Input>> keep(Map<String, List<Input>> streams, Predicate<SpecificRecord> kept) {
        streams.replaceAll((_, stream) -> stream.stream().filter(input -> kept.test(input.value())).toList());
        return streams;
    }

    /// Inputs of some days by stream; records of one stream keep their order, streams may interleave.
    Map<String, List<Input>> streams(int days) {
        Map<String, List<Input>> streams = new LinkedHashMap<>();
        List<Input> first = new ArrayList<>();
        first.add(new Input(ID, community));
        for (int number = 0; number <= days; number++) {
            LocalDay day = day(number);
            for (int i = 0; i < day.intervals(); i++) {
                first.add(new Input(ID,
                        price(day.start(i), Instant.ofEpochMilli(day.startMillis() - 86_400_000L))));
            }
        }
        streams.put("first", first);
        for (String member : members) {
            List<Input> intervals = new ArrayList<>();
            List<Input> forecasts = new ArrayList<>();
            List<Input> distributions = new ArrayList<>();
            String key = ID + '/' + member;
            for (int number = 0; number < days; number++) {
                LocalDay day = day(number);
                for (int i = 0; i < day.intervals(); i++) {
                    intervals.add(new Input(key, interval(member, day.start(i))));
                    forecasts.add(new Input(key, forecast(member, day.start(i) + day.stepMillis())));
                }
                distributions.add(new Input(key, distribution(member, number)));
            }
            streams.put("intervals " + member, intervals);
            streams.put("forecasts " + member, forecasts);
            streams.put("distributions " + member, distributions);
        }
        return streams;
    }

    record Input(String key, SpecificRecord value) {}
}
