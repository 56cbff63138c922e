package org.tavan.solver.api.view;

import static org.tavan.solver.api.view.SyntheticShapes.INTERRUPTIBLE;
import static org.tavan.solver.api.view.SyntheticShapes.MINUTES;
import static org.tavan.solver.api.view.SyntheticShapes.PER_DAY;
import static org.tavan.solver.api.view.SyntheticShapes.TOU;
import static org.tavan.solver.api.view.SyntheticShapes.baseKw;
import static org.tavan.solver.api.view.SyntheticShapes.batteryKw;
import static org.tavan.solver.api.view.SyntheticShapes.before;
import static org.tavan.solver.api.view.SyntheticShapes.dieselKw;
import static org.tavan.solver.api.view.SyntheticShapes.kept;
import static org.tavan.solver.api.view.SyntheticShapes.loadKw;
import static org.tavan.solver.api.view.SyntheticShapes.lolp;
import static org.tavan.solver.api.view.SyntheticShapes.period;
import static org.tavan.solver.api.view.SyntheticShapes.restKw;
import static org.tavan.solver.api.view.SyntheticShapes.tap;
import static org.tavan.solver.api.view.SyntheticShapes.turbineKw;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.tavan.schema.BusVoltage;
import org.tavan.schema.Check;
import org.tavan.schema.DemandBill;
import org.tavan.schema.DemandProgramme;
import org.tavan.schema.DemandResponse;
import org.tavan.schema.DemandSide;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.Feeder;
import org.tavan.schema.FeederCapacitor;
import org.tavan.schema.FeederLine;
import org.tavan.schema.FeederLoad;
import org.tavan.schema.FeederPosition;
import org.tavan.schema.FeederRegulator;
import org.tavan.schema.GeneratingUnit;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridCost;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.MicrogridStorage;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.PlannedAdequacy;
import org.tavan.schema.PlannedDemand;
import org.tavan.schema.PlannedGrid;
import org.tavan.schema.PlannedNetwork;
import org.tavan.schema.PlannedPlant;
import org.tavan.schema.PlannedStorage;
import org.tavan.schema.PlannedUnit;
import org.tavan.schema.ProgrammeKind;
import org.tavan.schema.ProgrammeOffer;
import org.tavan.schema.PvPlant;
import org.tavan.schema.ReliabilityTarget;
import org.tavan.schema.SolveKind;
import org.tavan.schema.UpstreamConnection;
import org.tavan.schema.WindPlant;

/// The microgrid of the [SyntheticCommunity]: plausible, balanced curves, nothing solved.
public final class SyntheticMicrogrid {
    private static final String ID = SyntheticCommunity.ID;
    private static final double FLAT_CENTS = 15;

    private final RandomGenerator random;

    public SyntheticMicrogrid(RandomGenerator random) {
        this.random = random;
    }

    public Microgrid configuration() {
        return Microgrid.newBuilder()
                .setCommunityId(ID)
                .setName("Quarter microgrid")
                .setUnits(List.of(unit("fuel-cell", 8, 40), unit("turbine", 10, 50), unit("diesel", 10, 60)))
                .setGrid(UpstreamConnection.newBuilder().setImportMaxKw(60).setExportMaxKw(30).build())
                .setStorages(List.of(MicrogridStorage.newBuilder()
                        .setStorageId("battery")
                        .setEnergyMinKwh(10)
                        .setEnergyMaxKwh(100)
                        .setEnergyInitialKwh(50)
                        .setEnergyFinalKwh(50)
                        .setChargeMaxKw(25)
                        .setDischargeMaxKw(25)
                        .setChargeEfficiency(0.95)
                        .setDischargeEfficiency(0.95)
                        .build()))
                .setWindPlants(List.of(WindPlant.newBuilder().setPlantId("wind").setRatedKw(60).build()))
                .setPvPlants(List
                        .of(PvPlant.newBuilder().setPlantId("sun").setPeakKw(60).setInverterKw(55).build()))
                .setReliability(ReliabilityTarget.newBuilder().setLolpMax(0.005).build())
                .setDemand(DemandSide.newBuilder()
                        .setFlatCentsPerKwh(FLAT_CENTS)
                        .setProgrammes(List.of(programme(TOU, ProgrammeKind.TOU),
                                programme(INTERRUPTIBLE, ProgrammeKind.INTERRUPTIBLE)))
                        .build())
                .setFeeder(Feeder.newBuilder()
                        .setSourceBus("650")
                        .setNominalKv(4.16)
                        .setBuses(List.of("650", "632", "671", "675"))
                        .setLines(List.of(line("632", "671"), line("671", "675")))
                        .setRegulators(List.of(FeederRegulator.newBuilder()
                                .setRegulatorId("reg-1")
                                .setFromBus("650")
                                .setToBus("632")
                                .build()))
                        .setLoads(List.of(FeederLoad.newBuilder()
                                .setBus("675")
                                .setPhaseKw(List.of(20.0, 30.0, 25.0))
                                .setPhaseKvar(List.of(5.0, 8.0, 6.0))
                                .build()))
                        .setCapacitors(List.of(FeederCapacitor.newBuilder()
                                .setCapacitorId("cap-675")
                                .setBus("675")
                                .setStepKvar(List.of(10.0, 10.0, 10.0))
                                .setSteps(3)
                                .build()))
                        .build())
                .setKnowledgeTime(SyntheticCommunity.BEGIN)
                .build();
    }

    /// The plan of a whole day.
    public MicrogridSchedule dayAhead(LocalDate day, Instant requestedAt) {
        return plan(day, 0, requestedAt, SolveKind.DAY_AHEAD);
    }

    /// The plan of the rest of a day.
    public MicrogridSchedule intraday(LocalDate day, int first, Instant requestedAt) {
        return plan(day, first, requestedAt, SolveKind.INTRADAY);
    }

    /// An answer without a plan.
    public MicrogridSchedule failed(LocalDate day, int first, Instant requestedAt, PlanStatus status,
            String reason) {
        return MicrogridSchedule.newBuilder(intraday(day, first, requestedAt))
                .setStatus(status)
                .setReason(reason)
                .setCertificate("")
                .setBoundCents(null)
                .setGap(null)
                .setCost(null)
                .setBaseLoadKw(List.of())
                .setLoadKw(List.of())
                .setLoadSigmaKw(List.of())
                .setUnits(List.of())
                .setGrid(null)
                .setStorages(List.of())
                .setPlants(List.of())
                .setAdequacy(null)
                .setDemand(null)
                .setNetwork(null)
                .setChecks(List.of())
                .build();
    }

    public DemandSignal signal(LocalDate day, Instant issuedAt) {
        return DemandSignal.newBuilder()
                .setCommunityId(ID)
                .setPlanId("plan")
                .setDeliveryDay(day)
                .setStart(start(day))
                .setIntervalMinutes(MINUTES)
                .setFlatCentsPerKwh(FLAT_CENTS)
                .setPeriods(IntStream.range(0, PER_DAY).mapToObj(SyntheticShapes::period).toList())
                .setOffers(List.of(ProgrammeOffer.newBuilder()
                        .setProgrammeId(TOU)
                        .setKind(ProgrammeKind.TOU)
                        .setParticipation(0.4)
                        .setPriceCentsPerKwh(curve(0, i -> List.of(9.0, 15.0, 21.5).get(period(i))))
                        .setKeptFraction(List.of())
                        .setRebateCentsPerKwh(List.of())
                        .build(),
                        ProgrammeOffer.newBuilder()
                                .setProgrammeId(INTERRUPTIBLE)
                                .setKind(ProgrammeKind.INTERRUPTIBLE)
                                .setParticipation(0.2)
                                .setPriceCentsPerKwh(List.of())
                                .setKeptFraction(curve(0, i -> period(i) == 2 ? 0.75 : 1))
                                .setRebateCentsPerKwh(curve(0, i -> period(i) == 2 ? FLAT_CENTS : 0))
                                .build()))
                .setIssuedAt(issuedAt)
                .build();
    }

    /// What the members answered in one interval.
    public List<SpecificRecord> responses(LocalDate day, int interval, int members) {
        var answers = new ArrayList<SpecificRecord>();
        Instant at = start(day).plus(Duration.ofMinutes((long) MINUTES * interval));
        for (int member = 0; member < members; member++) {
            for (String programme : List.of(TOU, INTERRUPTIBLE)) {
                double baseline = before(programme, interval) / members * (1 + 0.05 * random.nextGaussian());
                answers.add(DemandResponse.newBuilder()
                        .setCommunityId(ID)
                        .setProsumerId(SyntheticCommunity.id(member))
                        .setPlanId("plan")
                        .setProgrammeId(programme)
                        .setKind(programme.equals(TOU) ? ProgrammeKind.TOU : ProgrammeKind.INTERRUPTIBLE)
                        .setIntervalStart(at)
                        .setIntervalMinutes(MINUTES)
                        .setInterval(interval)
                        .setBaselineKw(baseline)
                        .setLoadKw(baseline * kept(programme, interval) * (1 + 0.03 * random.nextGaussian()))
                        .setKnowledgeTime(at.plus(Duration.ofMinutes(MINUTES)))
                        .build());
            }
        }
        return answers;
    }

    private MicrogridSchedule plan(LocalDate day, int first, Instant requestedAt, SolveKind kind) {
        double share = (PER_DAY - first) / (double) PER_DAY;
        double dayFactor = 1 + 0.04 * (day.toEpochDay() % 5);
        return MicrogridSchedule.newBuilder()
                .setCommunityId(ID)
                .setPlanId("%064x".formatted(requestedAt.getEpochSecond()))
                .setKind(kind)
                .setRequestedAt(requestedAt)
                .setDeliveryDay(day)
                .setStart(start(day).plus(Duration.ofMinutes((long) MINUTES * first)))
                .setIntervalMinutes(MINUTES)
                .setStatus(PlanStatus.FEASIBLE)
                .setReason("")
                .setCertificate("The exact model proved a bound in 6.2 s of 10 s.")
                .setBoundCents(share * dayFactor * 21_800)
                .setGap(0.0028)
                .setCost(cost(share * dayFactor))
                .setBaseLoadKw(curve(first, SyntheticShapes::baseKw))
                .setLoadKw(curve(first, SyntheticShapes::loadKw))
                .setLoadSigmaKw(curve(first, i -> 4 + baseKw(i) / 30))
                .setUnits(List.of(plannedUnit("fuel-cell", first, i -> 40, i -> 0),
                        plannedUnit("turbine", first, SyntheticShapes::turbineKw,
                                i -> turbineKw(i) > 0 ? 50 - turbineKw(i) : 0),
                        plannedUnit("diesel", first, SyntheticShapes::dieselKw,
                                i -> dieselKw(i) > 0 ? 60 - dieselKw(i) : 0)))
                .setGrid(PlannedGrid.newBuilder()
                        .setImportKw(curve(first, i -> Math.max(0, restKw(i))))
                        .setExportKw(curve(first, i -> Math.max(0, -restKw(i))))
                        .setReserveKw(curve(first, i -> 0))
                        .build())
                .setStorages(List.of(PlannedStorage.newBuilder()
                        .setStorageId("battery")
                        .setChargeKw(curve(first, i -> Math.max(0, batteryKw(i))))
                        .setDischargeKw(curve(first, i -> Math.max(0, -batteryKw(i))))
                        .setReserveKw(curve(first, i -> 12))
                        .setEnergyKwh(curve(first, SyntheticShapes::energyKwh))
                        .build()))
                .setPlants(List.of(plannedPlant("wind", first, SyntheticShapes::windKw),
                        plannedPlant("sun", first, SyntheticShapes::sunKw)))
                .setAdequacy(PlannedAdequacy.newBuilder()
                        .setPlannedLolp(curve(first, i -> 0.9 * lolp(i)))
                        .setCompleteLolp(curve(first, SyntheticShapes::lolp))
                        .setPlannedEensKwh(curve(first, i -> 2.0 * lolp(i)))
                        .setCompleteEensKwh(curve(first, i -> 2.2 * lolp(i)))
                        .setCoveredProbability(curve(first, i -> 0.9991))
                        .build())
                .setDemand(PlannedDemand.newBuilder()
                        .setBills(List.of(bill(TOU, ProgrammeKind.TOU, 0.4, first),
                                bill(INTERRUPTIBLE, ProgrammeKind.INTERRUPTIBLE, 0.2, first)))
                        .setSupplySavedCents(1_420)
                        .setCustomersSavedCents(890)
                        .setOperatorGainCents(530)
                        .build())
                .setNetwork(network(first))
                .setChecks(List.of(check("energy balance", true, 1e-9, ""), check("reserve", true, 0, ""),
                        check("voltages", true, 0, ""), check("unit limits", true, 0, "")))
                .setSolveMicros(6_240_000)
                .setSolverVersion("0.1.0")
                .build();
    }

    private static MicrogridCost cost(double factor) {
        return MicrogridCost.newBuilder()
                .setEnergyCents(11_200 * factor)
                .setNoLoadCents(1_850 * factor)
                .setStartCents(230 * factor)
                .setReserveCents(410 * factor)
                .setExchangeCents(7_230 * factor)
                .setWearCents(320 * factor)
                .setLostLoadCents(140 * factor)
                .setDemandCents(470 * factor)
                .setSwitchingCents(1.2 * factor)
                .setTotalCents(21_851.2 * factor)
                .build();
    }

    private static PlannedNetwork network(int first) {
        var voltages = new ArrayList<BusVoltage>();
        var buses = List.of("650", "632", "671", "675");
        for (int bus = 0; bus < buses.size(); bus++) {
            for (int phase = 0; phase < 3; phase++) {
                double drop = bus * (1.4e-4 + 2e-5 * phase);
                double rise = bus == 0 ? 0 : 1;
                voltages.add(BusVoltage.newBuilder()
                        .setBus(buses.get(bus))
                        .setPhase(String.valueOf("ABC".charAt(phase)))
                        .setVoltagePu(curve(first, i -> 1 + rise * 0.00625 * tap(i) - drop * loadKw(i)))
                        .build());
            }
        }
        return PlannedNetwork.newBuilder()
                .setPositions(IntStream.range(first, PER_DAY)
                        .mapToObj(i -> FeederPosition.newBuilder()
                                .setTaps(List.of(tap(i)))
                                .setCapacitorSteps(List.of(i > 30 && i < 90 ? 2 : 0))
                                .build())
                        .toList())
                .setVoltages(voltages)
                .setLoadKw(curve(first, i -> 0.985 * loadKw(i)))
                .setLossKw(curve(first, i -> 0.02 * loadKw(i)))
                .setReferenceLoadKw(curve(first, SyntheticShapes::loadKw))
                .setReferenceLossKw(curve(first, i -> 0.019 * loadKw(i)))
                .build();
    }

    private static PlannedUnit plannedUnit(String id, int first, IntToDoubleFunction powerKw,
            IntToDoubleFunction reserveKw) {
        return PlannedUnit.newBuilder()
                .setUnitId(id)
                .setOn(curve(first, powerKw).stream().map(power -> power > 0).toList())
                .setPowerKw(curve(first, powerKw))
                .setReserveKw(curve(first, reserveKw))
                .build();
    }

    private static PlannedPlant plannedPlant(String id, int first, IntToDoubleFunction powerKw) {
        return PlannedPlant.newBuilder()
                .setPlantId(id)
                .setForecastKw(curve(first, powerKw))
                .setSigmaKw(curve(first, i -> 0.1 * powerKw.applyAsDouble(i)))
                .setPowerKw(curve(first, powerKw))
                .build();
    }

    private static DemandBill bill(String programme, ProgrammeKind kind, double participation, int first) {
        return DemandBill.newBuilder()
                .setProgrammeId(programme)
                .setKind(kind)
                .setParticipation(participation)
                .setBeforeCents(participation * 45_000)
                .setAfterCents(participation * 44_000)
                .setBeforeKw(curve(first, i -> before(programme, i)))
                .setAfterKw(curve(first, i -> before(programme, i) * kept(programme, i)))
                .build();
    }

    private static GeneratingUnit unit(String id, double minKw, double maxKw) {
        return GeneratingUnit.newBuilder()
                .setUnitId(id)
                .setMinKw(minKw)
                .setMaxKw(maxKw)
                .setEnergyCentsPerKwh(7)
                .build();
    }

    private static DemandProgramme programme(String id, ProgrammeKind kind) {
        return DemandProgramme.newBuilder()
                .setProgrammeId(id)
                .setKind(kind)
                .setLevels(List.of(0.2, 0.4))
                .build();
    }

    private static FeederLine line(String from, String to) {
        return FeederLine.newBuilder()
                .setLineId(from + "-" + to)
                .setFromBus(from)
                .setToBus(to)
                .setResistanceOhm(List.of(0.2))
                .setReactanceOhm(List.of(0.4))
                .build();
    }

    private static Check check(String name, boolean passed, double worst, String where) {
        return Check.newBuilder().setName(name).setPassed(passed).setWorst(worst).setWhere(where).build();
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(SyntheticCommunity.ZONE).toInstant();
    }

    private static List<Double> curve(int first, IntToDoubleFunction value) {
        return IntStream.range(first, PER_DAY).mapToDouble(value).boxed().toList();
    }
}
