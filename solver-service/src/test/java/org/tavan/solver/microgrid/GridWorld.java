package org.tavan.solver.microgrid;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.tavan.schema.Community;
import org.tavan.schema.DemandProgramme;
import org.tavan.schema.DemandSide;
import org.tavan.schema.GeneratingUnit;
import org.tavan.schema.Member;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridStorage;
import org.tavan.schema.ProgrammeKind;
import org.tavan.schema.PvPlant;
import org.tavan.schema.ReliabilityTarget;
import org.tavan.schema.SolveKind;
import org.tavan.schema.SolveRequest;
import org.tavan.schema.UpstreamConnection;
import org.tavan.schema.Weather;
import org.tavan.schema.WeatherKind;
import org.tavan.schema.WindPlant;
import org.tavan.solver.Problems;
import org.tavan.solver.coordinator.World;

/// A community with a microgrid, and what the coordinator asks about it, as functions of the time alone.
record GridWorld(ZoneId zone, LocalDate firstDay, int minutes) {
    static final String ID = "c1";
    static final List<String> MEMBERS = List.of("a", "b", "c");

    /// A record with its key.
    record Input(String key, SpecificRecord value) {}

    static GridWorld berlin(LocalDate firstDay, int minutes) {
        return new GridWorld(ZoneId.of("Europe/Berlin"), firstDay, minutes);
    }

    Community community() {
        return World.community(zone, firstDay, minutes).build();
    }

    Microgrid microgrid() {
        return Microgrid.newBuilder()
                .setCommunityId(ID)
                .setName("Test")
                .setUnits(List.of(unit("u1"), unit("u2")))
                .setGrid(UpstreamConnection.newBuilder().setImportMaxKw(60).setExportMaxKw(60).build())
                .setStorages(List.of(MicrogridStorage.newBuilder()
                        .setStorageId("s1")
                        .setEnergyMinKwh(1)
                        .setEnergyMaxKwh(20)
                        .setEnergyInitialKwh(10)
                        .setEnergyFinalKwh(10)
                        .setChargeMaxKw(5)
                        .setDischargeMaxKw(5)
                        .setChargeEfficiency(0.95)
                        .setDischargeEfficiency(0.95)
                        .build()))
                .setWindPlants(List.of(WindPlant.newBuilder().setPlantId("w1").setRatedKw(10).build()))
                .setPvPlants(List.of(PvPlant.newBuilder()
                        .setPlantId("p1")
                        .setPeakKw(5)
                        .setInverterKw(5)
                        .build()))
                .setReliability(ReliabilityTarget.newBuilder().build())
                .setDemand(DemandSide.newBuilder()
                        .setFlatCentsPerKwh(15)
                        .setProgrammes(List.of(programme("rtp", ProgrammeKind.RTP),
                                programme("cut", ProgrammeKind.INTERRUPTIBLE)))
                        .build())
                .setProofSeconds(2)
                .setKnowledgeTime(at(0, 0))
                .build();
    }

    private static GeneratingUnit unit(String id) {
        return GeneratingUnit.newBuilder()
                .setUnitId(id)
                .setMinKw(1)
                .setMaxKw(10)
                .setEnergyCentsPerKwh(8)
                .build();
    }

    private static DemandProgramme programme(String id, ProgrammeKind kind) {
        return DemandProgramme.newBuilder().setProgrammeId(id).setKind(kind).setLevels(List.of(0.5)).build();
    }

    /// An instant of a day.
    Instant at(int day, int hour) {
        return firstDay.plusDays(day).atTime(hour, 0).atZone(zone).toInstant();
    }

    Instant start(int day) {
        return firstDay.plusDays(day).atStartOfDay(zone).toInstant();
    }

    int intervals(int day) {
        return Math.toIntExact(Duration.between(start(day), start(day + 1)).toMinutes() / minutes);
    }

    /// The request of the gate for a day.
    SolveRequest dayAhead(int day) {
        return request(day, start(day), at(day - 1, 12), SolveKind.DAY_AHEAD).build();
    }

    /// The request for the rest of a day, an interval after an hour.
    SolveRequest intraday(int day, int hour) {
        Instant requestedAt = at(day, hour);
        return request(day, requestedAt.plusSeconds(60L * minutes), requestedAt, SolveKind.INTRADAY)
                .setTrigger("forecast moved")
                .build();
    }

    private SolveRequest.Builder request(int day, Instant start, Instant requestedAt, SolveKind kind) {
        int intervals = Math.toIntExact(Duration.between(start, start(day + 1)).toMinutes() / minutes);
        List<Double> prices = each(intervals, t -> 6 + (start.getEpochSecond() / 3600.0 + t) % 13);
        return SolveRequest.newBuilder(Problems.dayAhead(1))
                .setCommunityId(ID)
                .setKind(kind)
                .setTrigger("gate closure")
                .setRequestedAt(requestedAt)
                .setDeliveryDay(firstDay.plusDays(day))
                .setStart(start)
                .setIntervalMinutes(minutes)
                .setIntervals(intervals)
                .setDayIntervals(intervals(day))
                .setDayAheadCentsPerKwh(prices)
                .setRealTimeBuyCentsPerKwh(prices)
                .setRealTimeSellCentsPerKwh(prices)
                .setMembers(IntStream.range(0, MEMBERS.size())
                        .mapToObj(m -> member(MEMBERS.get(m), m, start, intervals))
                        .toList())
                .setPeerLinks(List.of());
    }

    private Member member(String id, int number, Instant start, int intervals) {
        List<List<Double>> samples = new ArrayList<>();
        for (int day = 0; day < 6 + number; day++) {
            int row = day;
            samples.add(each(intervals, t -> 0.3 * Math.sin(1.7 * number + 2.3 * row + 0.9 * t)));
        }
        List<Double> forecast = each(intervals,
                t -> 1.5 + number + Math.sin(start.getEpochSecond() / 7200.0 + 0.4 * t));
        Member template = Problems.dayAhead(1).getMembers().get(2);
        List<Double> zeros = Collections.nCopies(intervals, 0.0);
        return Member.newBuilder(template)
                .setProsumerId(id)
                .setForecastKw(zeros)
                .setLatestForecastKw(forecast)
                .setDesiredKw(List.of())
                .setResidualKw(samples)
                .setSupportLowKw(each(intervals, _ -> -0.5))
                .setSupportHighKw(each(intervals, _ -> 0.5))
                .build();
    }

    /// A forecast issued on a day, over two days of hours.
    Weather weather(int day, LongToDoubleFunction windAtHour) {
        long hour = start(day).getEpochSecond() / 3600;
        List<Double> wind = each(48, t -> windAtHour.applyAsDouble(hour + t));
        return Weather.newBuilder()
                .setCommunityId(ID)
                .setKind(WeatherKind.FORECAST)
                .setStart(start(day))
                .setIntervalMinutes(60)
                .setTemperatureCelsius(each(48, t -> 15 + t % 10))
                .setGlobalHorizontalWattsPerSquareMetre(each(48, t -> 20.0 * (t % 24)))
                .setCloudFraction(List.of())
                .setWindMetresPerSecond(wind)
                .setKnowledgeTime(start(day))
                .build();
    }

    /// Everything that does not answer a request, by stream, in the order of time: a gate a day, re-solves on most days.
    Map<String, List<Input>> streams(int days) {
        Map<String, List<Input>> streams = new LinkedHashMap<>();
        List<Input> first = new ArrayList<>(List.of(new Input(ID, community()), new Input(ID, microgrid())));
        for (int day = -1; day <= days; day++) {
            first.add(new Input(ID, weather(day, hour -> 4 + hour % 7)));
        }
        streams.put("first", first);
        List<Input> requests = new ArrayList<>();
        for (int day = 1; day <= days; day++) {
            if (day > 1) {
                requests.add(new Input(ID, intraday(day - 1, 6)));
            }
            requests.add(new Input(ID, dayAhead(day)));
            if (day % 3 != 0 && day > 1) {
                requests.add(new Input(ID, intraday(day - 1, 17)));
            }
        }
        streams.put("requests", requests);
        return streams;
    }

    static List<Double> each(int size, IntToDoubleFunction value) {
        return IntStream.range(0, size).mapToObj(t -> (Double) value.applyAsDouble(t)).toList();
    }
}
