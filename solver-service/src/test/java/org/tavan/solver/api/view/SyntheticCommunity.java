package org.tavan.solver.api.view;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.Battery;
import org.tavan.schema.Channel;
import org.tavan.schema.Check;
import org.tavan.schema.Clipping;
import org.tavan.schema.Community;
import org.tavan.schema.Contribution;
import org.tavan.schema.DayType;
import org.tavan.schema.DeviceState;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Distribution;
import org.tavan.schema.Forecast;
import org.tavan.schema.ForecastOrigin;
import org.tavan.schema.Interval;
import org.tavan.schema.IntervalQuality;
import org.tavan.schema.Meter;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.Policy;
import org.tavan.schema.Price;
import org.tavan.schema.PriceKind;
import org.tavan.schema.Prosumer;
import org.tavan.schema.ProsumerKind;
import org.tavan.schema.Reason;
import org.tavan.schema.ResidualStatistics;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveRecord;
import org.tavan.serde.TavanSerdes;

/// A seeded community for tests and for looking at the page: plausible curves, every kind of record, nothing solved.
public final class SyntheticCommunity {
    public static final String ID = "sample";
    public static final Instant BEGIN = Instant.parse("2025-05-30T00:00:00Z");
    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    public static final int MINUTES = 15;
    private static final int PER_DAY = 96;
    private static final int GATE_MINUTES = 720;

    private final RandomGenerator random;
    private final int members;
    private final Map<Integer, Double> energyKwh = new TreeMap<>();
    private final Map<Integer, Double> planKwh = new TreeMap<>();

    public SyntheticCommunity(int members, RandomGenerator random) {
        // Avro builds no record before its classes are declared trusted, which the serdes do.
        TavanSerdes.of(KafkaSettings.of("127.0.0.1:9092", "mock://synthetic"));
        this.members = members;
        this.random = random;
    }

    /// Configuration and the prices of the first days.
    public List<SpecificRecord> opening(int days) {
        var records = new ArrayList<SpecificRecord>();
        records.add(community());
        for (int i = 0; i < days * PER_DAY; i++) {
            Instant start = BEGIN.plus(Duration.ofMinutes((long) MINUTES * i));
            double hour = hour(start);
            double cents = 12 + 6 * Math.sin((hour - 9) / 24 * 4 * Math.PI) + 1.5 * Math.sin(i / 37.0);
            records.add(Price.newBuilder()
                    .setCommunityId(ID)
                    .setIntervalStart(start)
                    .setIntervalMinutes(MINUTES)
                    .setDayAheadCentsPerKwh(cents)
                    .setRealTimeBuyCentsPerKwh(cents * 1.6 + 2)
                    .setRealTimeSellCentsPerKwh(cents * 0.5)
                    .setKind(PriceKind.SETTLED)
                    .setKnowledgeTime(BEGIN)
                    .build());
        }
        return records;
    }

    /// Everything that becomes known when the interval `index` closes.
    public List<SpecificRecord> tick(int index) {
        Instant start = BEGIN.plus(Duration.ofMinutes((long) MINUTES * index));
        Instant end = start.plus(Duration.ofMinutes(MINUTES));
        var records = new ArrayList<SpecificRecord>();
        boolean gate = end.atZone(ZONE).toLocalTime().toSecondOfDay() == GATE_MINUTES * 60;
        for (int member = 0; member < members; member++) {
            if (gate) {
                records.add(distribution(member, end));
            }
            double residualKw = 0.25 * random.nextGaussian() * (1 + loadKw(member, start) / 3);
            double loadKw = Math.max(0, loadKw(member, start) + residualKw);
            boolean measured = random.nextInt(40) > 0;
            records.add(Interval.newBuilder()
                    .setCommunityId(ID)
                    .setProsumerId(id(member))
                    .setIntervalStart(start)
                    .setIntervalMinutes(MINUTES)
                    .setLoadKwh(loadKw / 4)
                    .setPvKwh(pvKw(member, start) / 4)
                    .setQuality(measured ? IntervalQuality.MEASURED : IntervalQuality.ESTIMATED)
                    .setReadings(measured ? 2 : 0)
                    .setResidualKw(measured ? residualKw : null)
                    .setKnowledgeTime(end)
                    .build());
            records.add(forecast(member, end));
            records.add(dispatch(member, start, residualKw, measured));
            if (battery(member)) {
                records.add(state(member, start));
            }
        }
        if (gate || index == 0) {
            LocalDate delivery = LocalDate.ofInstant(end, ZONE).plusDays(gate ? 1 : 0);
            records.addAll(plan(delivery, end));
        }
        return records;
    }

    static String id(int member) {
        return "home-" + (member + 1);
    }

    private static boolean battery(int member) {
        return member % 2 == 0;
    }

    private Community community() {
        var prosumers = IntStream.range(0, members)
                .mapToObj(member -> Prosumer.newBuilder()
                        .setProsumerId(id(member))
                        .setName(List.of("Bakery", "Linden 4", "Linden 6", "School", "Mill", "Harbour 1")
                                .get(member % 6) + (member < 6 ? "" : " " + member))
                        .setKind(member % 6 == 0 ? ProsumerKind.COMMERCIAL : ProsumerKind.RESIDENTIAL)
                        .setNominalKw(5)
                        .setGridImportMaxKw(20)
                        .setGridExportMaxKw(20)
                        .setRealTimeImportMaxKw(5)
                        .setRealTimeExportMaxKw(5)
                        .setPvPeakKw(member % 3 == 1 ? 0 : 8)
                        .setBattery(battery(member)
                                ? Battery.newBuilder()
                                        .setEnergyMinKwh(1)
                                        .setEnergyMaxKwh(12)
                                        .setEnergyInitialKwh(6)
                                        .setEnergyFinalMinKwh(4)
                                        .setChargeMaxKw(5)
                                        .setDischargeMaxKw(5)
                                        .setChargeEfficiency(0.95)
                                        .setDischargeEfficiency(0.95)
                                        .setWearCents(0.1)
                                        .build()
                                : null)
                        .setMeters(List.of(Meter.newBuilder()
                                .setMeterId("meter-" + member)
                                .setChannel(Channel.LOAD)
                                .setPowerMaxKw(30)
                                .build()))
                        .build())
                .toList();
        return Community.newBuilder()
                .setCommunityId(ID)
                .setName("Sample quarter")
                .setZone(ZONE.getId())
                .setCurrency("EUR")
                .setLatitudeDegrees(52)
                .setLongitudeDegrees(13)
                .setIntervalMinutes(MINUTES)
                .setGateClosureMinutes(GATE_MINUTES)
                .setOffDaysOfWeek(List.of(6, 7))
                .setHolidays(List.of())
                .setValidFrom(BEGIN)
                .setProsumers(prosumers)
                .setPeerLinks(List.of())
                .setKnowledgeTime(BEGIN)
                .build();
    }

    private Forecast forecast(int member, Instant issuedAt) {
        var loads = new ArrayList<Double>();
        var pvs = new ArrayList<Double>();
        double shift = 0.1 * random.nextGaussian();
        for (int i = 0; i < 2 * PER_DAY; i++) {
            Instant at = issuedAt.plus(Duration.ofMinutes((long) MINUTES * i));
            loads.add(loadKw(member, at) * (1 + shift));
            pvs.add(pvKw(member, at));
        }
        return Forecast.newBuilder()
                .setCommunityId(ID)
                .setProsumerId(id(member))
                .setIssuedAt(issuedAt)
                .setStart(issuedAt)
                .setIntervalMinutes(MINUTES)
                .setLoadKw(loads)
                .setPvKw(pvs)
                .setOrigin(ForecastOrigin.BASELINE)
                .setModel("synthetic/1")
                .setDistributionDay(LocalDate.ofInstant(issuedAt, ZONE).minusDays(1))
                .setDistributionDays(30)
                .setKnowledgeTime(issuedAt)
                .build();
    }

    private Distribution distribution(int member, Instant at) {
        var low = IntStream.range(0, PER_DAY).mapToObj(slot -> -0.5 - 0.15 * Math.sin(slot / 15.0)).toList();
        var high = IntStream.range(0, PER_DAY).mapToObj(slot -> 0.6 + 0.2 * Math.sin(slot / 15.0)).toList();
        var zero = constant(0, PER_DAY);
        return Distribution.newBuilder()
                .setCommunityId(ID)
                .setProsumerId(id(member))
                .setThroughDay(LocalDate.ofInstant(at, ZONE).minusDays(1))
                .setIntervalMinutes(MINUTES)
                .setDays(List.of())
                .setTailFraction(0.05)
                .setSupportMarginFraction(0.05)
                .setKnowledgeTime(at)
                .setStatistics(List.of(ResidualStatistics.newBuilder()
                        .setDayType(DayType.ALL)
                        .setCount(30)
                        .setMeanKw(zero)
                        .setSupportLowKw(low)
                        .setSupportHighKw(high)
                        .setTailLowKw(low)
                        .setTailHighKw(high)
                        .build()))
                .build();
    }

    private List<SpecificRecord> plan(LocalDate delivery, Instant gate) {
        var records = new ArrayList<SpecificRecord>();
        String planId = "%064x".formatted(delivery.toEpochDay() * 7_919L * 1_000_003L);
        Instant start = delivery.atStartOfDay(ZONE).toInstant();
        for (int member = 0; member < members; member++) {
            var net = new ArrayList<Double>();
            var imports = new ArrayList<Double>();
            var exports = new ArrayList<Double>();
            var charge = new ArrayList<Double>();
            var discharge = new ArrayList<Double>();
            var energy = new ArrayList<Double>();
            double kwh = planKwh.getOrDefault(member, 6.0);
            for (int i = 0; i < PER_DAY; i++) {
                Instant at = start.plus(Duration.ofMinutes((long) MINUTES * i));
                double batteryKw = battery(member) ? batteryKw(at) : 0;
                kwh = Math.clamp(kwh + batteryKw / 4, 1, 12);
                double netKw = loadKw(member, at) - pvKw(member, at);
                net.add(netKw);
                charge.add(Math.max(batteryKw, 0));
                discharge.add(Math.max(-batteryKw, 0));
                energy.add(kwh);
                imports.add(Math.max(netKw + 0.4 + batteryKw, 0));
                exports.add(Math.max(-netKw - 0.4 - batteryKw, 0));
            }
            planKwh.put(member, kwh);
            records.add(Schedule.newBuilder()
                    .setCommunityId(ID)
                    .setProsumerId(id(member))
                    .setPlanId(planId)
                    .setKind("DAY_AHEAD")
                    .setDeliveryDay(delivery)
                    .setStart(start)
                    .setIntervalMinutes(MINUTES)
                    .setStatus(PlanStatus.OPTIMAL)
                    .setStatusReason("")
                    .setGridImportKw(imports)
                    .setGridExportKw(exports)
                    .setChargeKw(charge)
                    .setDischargeKw(discharge)
                    .setEnergyKwh(energy)
                    .setFlexibleKw(constant(0, PER_DAY))
                    .setShiftedKwh(constant(0, PER_DAY))
                    .setPeers(List.of())
                    .setBalanceCentsPerKwh(constant(12, PER_DAY))
                    .setStorageCentsPerKwh(constant(11, PER_DAY))
                    .setCostCents(210)
                    .setGateClosedAt(gate)
                    .build());
            records.add(Policy.newBuilder()
                    .setCommunityId(ID)
                    .setProsumerId(id(member))
                    .setPlanId(planId)
                    .setDeliveryDay(delivery)
                    .setStart(start)
                    .setIntervalMinutes(MINUTES)
                    .setRule("DIAGONAL")
                    .setNominalKw(5)
                    .setForecastKw(net)
                    .setLatestForecastKw(net)
                    .setRecourseKw(constant(1, PER_DAY))
                    .setRealTimeImportMaxKw(5)
                    .setRealTimeExportMaxKw(5)
                    .setMarginKw(constant(0.4, PER_DAY))
                    .setRealTimeBuyCentsPerKwh(constant(20, PER_DAY))
                    .setRealTimeSellCentsPerKwh(constant(6, PER_DAY))
                    .setRiskCentsPerKwh(constant(1, PER_DAY))
                    .setBinding(IntStream.range(0, PER_DAY).mapToObj(i -> List.<String>of()).toList())
                    .setEpsilon(0.05)
                    .setRadius(0.01)
                    .setWorstCaseViolation(0.048)
                    .build());
        }
        records.add(SolveRecord.newBuilder()
                .setCommunityId(ID)
                .setPlanId(planId)
                .setKind("DAY_AHEAD")
                .setDeliveryDay(delivery)
                .setRequestedAt(gate)
                .setStatus("OPTIMAL")
                .setReason("")
                .setPlanInForce(planId)
                .setObjectiveCents(1_240)
                .setBoundCents(1_239.9)
                .setGap(1e-6)
                .setPrimalResidual(1e-9)
                .setIterations(31)
                .setRounds(3)
                .setVariables(5_400)
                .setRows(9_800)
                .setSolveMicros(412_000)
                .setQueuedMicros(900)
                .setEpsilon(0.05)
                .setRadius(0.01)
                .setWorstCaseViolation(0.048)
                .setSlacks(List.of())
                .setChecks(List.of(check("balance"), check("reciprocity"), check("promise")))
                .setSolverVersion("0.1.0")
                .build());
        return records;
    }

    private static Check check(String name) {
        return Check.newBuilder().setName(name).setPassed(true).setWorst(0).setWhere("").build();
    }

    private Dispatch dispatch(int member, Instant start, double residualKw, boolean measured) {
        LocalDate day = LocalDate.ofInstant(start, ZONE);
        double uncoveredKw = measured ? Math.max(0, residualKw - 0.4) : 0;
        double importKw = Math.min(uncoveredKw, 5);
        boolean shortage = random.nextInt(3_000) == 0;
        String summary = importKw > 0
                ? "Bought %.2f kW in real time: demand was %.2f kW above the forecast, more than the planned margin of 0.40 kW."
                        .formatted(importKw,
                                residualKw)
                : measured
                        ? "Nothing to do: the planned margin covered the forecast error of %.2f kW."
                                .formatted(residualKw)
                        : "The interval was not measured, so the plan goes on unchanged.";
        double batteryKw = battery(member) ? batteryKw(start.plus(Duration.ofMinutes(MINUTES))) : 0;
        return Dispatch.newBuilder()
                .setCommunityId(ID)
                .setProsumerId(id(member))
                .setDispatchId(ID + "/" + id(member) + "/" + start)
                .setPlanId("%064x".formatted(day.toEpochDay() * 7_919L * 1_000_003L))
                .setPlanStatus("OPTIMAL")
                .setPlanAgeMinutes(915)
                .setIntervalStart(start)
                .setIntervalMinutes(MINUTES)
                .setMeasured(measured)
                .setResidualKw(residualKw)
                .setRealTimeImportKw(importKw)
                .setRealTimeExportKw(0)
                .setClipped(Clipping.NONE)
                .setUnclippedKw(importKw)
                .setShortageKw(shortage ? 0.3 : 0)
                .setSetpointStart(start.plus(Duration.ofMinutes(MINUTES)))
                .setChargeKw(Math.max(batteryKw, 0))
                .setDischargeKw(Math.max(-batteryKw, 0))
                .setFlexibleKw(0)
                .setSetpointPlanId("p")
                .setKnowledgeTime(start.plus(Duration.ofMinutes(MINUTES)))
                .setReason(Reason.newBuilder()
                        .setSummary(summary)
                        .setBinding(importKw > 0 ? List.of("chance-constraint") : List.of())
                        .setBalanceCentsPerKwh(12.3)
                        .setRiskCentsPerKwh(0.8)
                        .setStorageCentsPerKwh(11.2)
                        .setContributions(List.of(Contribution.newBuilder()
                                .setIntervalStart(start)
                                .setResidualKw(residualKw)
                                .setShareKw(importKw)
                                .build()))
                        .setCostCents(importKw * 5.2)
                        .setInactionCents(importKw * 9.1)
                        .build())
                .build();
    }

    private DeviceState state(int member, Instant start) {
        double batteryKw = batteryKw(start);
        double kwh = Math.clamp(
                energyKwh.getOrDefault(member, 6.0) + batteryKw / 4 + 0.02 * random.nextGaussian(), 1, 12);
        energyKwh.put(member, kwh);
        return DeviceState.newBuilder()
                .setCommunityId(ID)
                .setProsumerId(id(member))
                .setTime(start.plus(Duration.ofMinutes(MINUTES)))
                .setEnergyKwh(kwh)
                .setSocFraction(kwh / 12)
                .setChargeKw(Math.max(batteryKw, 0))
                .setDischargeKw(Math.max(-batteryKw, 0))
                .setFlexibleKw(0)
                .setShiftedKwh(0)
                .setKnowledgeTime(start.plus(Duration.ofMinutes(MINUTES)))
                .build();
    }

    private static double hour(Instant at) {
        return at.atZone(ZONE).toLocalTime().toSecondOfDay() / 3600.0;
    }

    private static double loadKw(int member, Instant at) {
        double hour = hour(at);
        double evening = Math.exp(-Math.pow((hour - 19) / 2.2, 2));
        double morning = Math.exp(-Math.pow((hour - 7.5) / 1.5, 2));
        return (0.5 + 1.2 * morning + 2.3 * evening) * (1 + 0.2 * (member % 4));
    }

    private static double pvKw(int member, Instant at) {
        double sun = Math.cos((hour(at) - 13) / 16 * Math.PI);
        return member % 3 == 1 || sun <= 0
                ? 0
                : 5.5 * Math.pow(sun, 1.6) * (1 - 0.25 * Math.abs(Math.sin(at.getEpochSecond() / 9_000.0)));
    }

    private static double batteryKw(Instant at) {
        double hour = hour(at);
        return hour >= 10 && hour < 15 ? 1.6 : hour >= 18 && hour < 23 ? -1.5 : 0;
    }

    private static List<Double> constant(double value, int length) {
        return DoubleStream.generate(() -> value).limit(length).boxed().toList();
    }
}
