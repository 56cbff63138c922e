package org.tavan.solver.microgrid.codec;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

import org.tavan.schema.DemandProgramme;
import org.tavan.schema.DemandSide;
import org.tavan.schema.Feeder;
import org.tavan.schema.FeederCapacitor;
import org.tavan.schema.FeederLine;
import org.tavan.schema.FeederLoad;
import org.tavan.schema.FeederRegulator;
import org.tavan.schema.GeneratingUnit;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.MicrogridStorage;
import org.tavan.schema.ProgrammeKind;
import org.tavan.schema.PvPlant;
import org.tavan.schema.ReliabilityTarget;
import org.tavan.schema.SolveKind;
import org.tavan.schema.UpstreamConnection;
import org.tavan.schema.WindPlant;

/// A small microgrid with one of everything, and a day for it.
public final class SampleMicrogrid {
    /// Intervals of its day.
    public static final int HOURS = 24;

    private SampleMicrogrid() {}

    /// A random day.
    public static MicrogridRequest request(long seed) {
        RandomGenerator random = random(seed);
        return MicrogridRequest.newBuilder()
                .setCommunityId("meadow")
                .setMicrogrid(microgrid())
                .setKind(SolveKind.DAY_AHEAD)
                .setRequestedAt(Instant.parse("2025-06-17T10:00:00Z"))
                .setDeliveryDay(LocalDate.parse("2025-06-18"))
                .setZone("Europe/Amsterdam")
                .setCurrency("EUR")
                .setStart(Instant.parse("2025-06-17T22:00:00Z"))
                .setLoadKw(hourly(t -> 60 + 20 * Math.sin((t - 9) * Math.PI / 12) + 5 * random.nextDouble()))
                .setLoadSigmaKw(hourly(t -> 2 + random.nextDouble()))
                .setImportCentsPerKwh(
                        hourly(t -> 8 + 4 * Math.sin((t - 11) * Math.PI / 12) + random.nextDouble()))
                .setTemperatureCelsius(hourly(t -> 15 + 8 * Math.sin((t - 9) * Math.PI / 12)))
                .setGlobalHorizontalWattsPerSquareMetre(
                        hourly(t -> Math.max(0, 700 * Math.sin((t - 6) * Math.PI / 13))))
                .setWindMetresPerSecond(hourly(t -> 4 + 4 * random.nextDouble()))
                .build();
    }

    static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private static List<Double> hourly(IntToDoubleFunction value) {
        return new ArrayList<>(IntStream.range(0, HOURS).mapToDouble(value).boxed().toList());
    }

    private static Microgrid microgrid() {
        return Microgrid.newBuilder()
                .setCommunityId("meadow")
                .setName("Meadow")
                .setUnits(List.of(unit("engine", 10, 60, 5, 30), unit("diesel", 5, 30, -4, 0)))
                .setGrid(UpstreamConnection.newBuilder()
                        .setImportMaxKw(100)
                        .setExportMaxKw(60)
                        .setReserveMaxKw(20)
                        .setReserveCentsPerKwh(0.5)
                        .setOutageProbability(0.002)
                        .build())
                .setStorages(List.of(MicrogridStorage.newBuilder()
                        .setStorageId("battery")
                        .setEnergyMinKwh(20)
                        .setEnergyMaxKwh(100)
                        .setEnergyInitialKwh(50)
                        .setEnergyFinalKwh(50)
                        .setChargeMaxKw(25)
                        .setDischargeMaxKw(25)
                        .setChargeEfficiency(0.95)
                        .setDischargeEfficiency(0.9)
                        .setWearCentsPerKwh(0.5)
                        .setReserveCentsPerKwh(0.4)
                        .setOutageProbability(0.005)
                        .build()))
                .setWindPlants(List.of(WindPlant.newBuilder()
                        .setPlantId("turbine")
                        .setRatedKw(40)
                        .setSigmaInterceptKw(-0.5)
                        .setSigmaFloorKw(0.3)
                        .setOutageProbability(0.02)
                        .build()))
                .setPvPlants(List.of(PvPlant.newBuilder()
                        .setPlantId("roof")
                        .setPeakKw(30)
                        .setInverterKw(20)
                        .setOutageProbability(0.01)
                        .setCurtailable(false)
                        .build()))
                .setReliability(ReliabilityTarget.newBuilder()
                        .setSpinningReserveKw(5)
                        .setLolpMax(0.5)
                        .setEensMaxKwh(50.0)
                        .build())
                .setDemand(DemandSide.newBuilder()
                        .setFlatCentsPerKwh(15)
                        .setPeriods(IntStream.range(0, 24).mapToObj(h -> h < 7 ? 0 : h < 17 ? 1 : 2).toList())
                        .setProgrammes(List.of(programme("tou", ProgrammeKind.TOU, 9, 15, 20),
                                programme("rtp", ProgrammeKind.RTP),
                                programme("cpp", ProgrammeKind.CPP, 40),
                                programme("cut", ProgrammeKind.INTERRUPTIBLE)))
                        .build())
                .setFeeder(feeder())
                .setSearchGenerations(3)
                .setProofSeconds(0)
                .setKnowledgeTime(Instant.parse("2025-06-01T00:00:00Z"))
                .build();
    }

    private static GeneratingUnit unit(String id, double minKw, double maxKw, int hours, double kw) {
        return GeneratingUnit.newBuilder()
                .setUnitId(id)
                .setMinKw(minKw)
                .setMaxKw(maxKw)
                .setRampUpKwPerMinute(0.5)
                .setRampDownKwPerMinute(0.5)
                .setMinUpHours(3)
                .setMinDownHours(2)
                .setNoLoadCentsPerHour(30)
                .setEnergyCentsPerKwh(7)
                .setEnergyCentsPerKw2h(0.02)
                .setHotStartCents(30)
                .setColdStartCents(50)
                .setColdAfterHours(6)
                .setReserveCentsPerKwh(1)
                .setOutageProbability(0.02)
                .setInitialHours(hours)
                .setInitialKw(kw)
                .build();
    }

    private static DemandProgramme programme(String id, ProgrammeKind kind, double... cents) {
        return DemandProgramme.newBuilder()
                .setProgrammeId(id)
                .setKind(kind)
                .setLevels(List.of(0.05, 0.1))
                .setPriceCentsPerKwh(Arrays.stream(cents).boxed().toList())
                .build();
    }

    /// Regulated at its head, with laterals of two phases and one, loads of both connections and a capacitor.
    private static Feeder feeder() {
        return Feeder.newBuilder()
                .setSourceBus("substation")
                .setNominalKv(0.4)
                .setVoltageMinPu(0.9)
                .setVoltageMaxPu(1.1)
                .setTapStepsPerDay(8)
                .setCapacitorStepsPerDay(2)
                .setBuses(List.of("substation", "head", "street", "court", "end"))
                .setRegulators(List.of(FeederRegulator.newBuilder()
                        .setRegulatorId("tapped")
                        .setFromBus("substation")
                        .setToBus("head")
                        .setTapLowest(-16)
                        .setTapHighest(8)
                        .setTapInitial(2)
                        .build()))
                .setLines(List.of(
                        line("main", "head", "street", "ABC",
                                List.of(0.04, 0.012, 0.011, 0.041, 0.012, 0.039)),
                        line("court line", "street", "court", "AC", List.of(0.06, 0.0, 0.02, 0.0, 0.0, 0.06)),
                        line("spur", "end", "street", "B", List.of(0.08))))
                .setLoads(List.of(
                        load("street", false, List.of(9.0, 12.0, 7.0), List.of(3.0, 4.0, 2.0)),
                        load("street", true, List.of(6.0, 0.0, 4.0), List.of(2.0, 0.0, 1.0)),
                        load("court", true, List.of(0.0, 0.0, 8.0), List.of(0.0, 0.0, 3.0)),
                        load("end", false, List.of(0.0, 10.0, 0.0), List.of(0.0, 3.0, 0.0))))
                .setCapacitors(List.of(FeederCapacitor.newBuilder()
                        .setCapacitorId("bank")
                        .setBus("street")
                        .setStepKvar(List.of(2.0, 2.0, 2.0))
                        .setSteps(2)
                        .build()))
                .build();
    }

    private static FeederLine line(String id, String from, String to, String phases, List<Double> ohm) {
        return FeederLine.newBuilder()
                .setLineId(id)
                .setFromBus(from)
                .setToBus(to)
                .setPhases(phases)
                .setResistanceOhm(ohm)
                .setReactanceOhm(ohm.stream().map(r -> 0.8 * r).toList())
                .build();
    }

    private static FeederLoad load(String bus, boolean delta, List<Double> kw, List<Double> kvar) {
        return FeederLoad.newBuilder().setBus(bus).setDelta(delta).setPhaseKw(kw).setPhaseKvar(kvar).build();
    }
}
