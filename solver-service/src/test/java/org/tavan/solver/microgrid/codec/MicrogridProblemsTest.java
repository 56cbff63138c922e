package org.tavan.solver.microgrid.codec;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.Profile;
import org.tavan.demandresponse.DemandResponse;
import org.tavan.demandresponse.Participation;
import org.tavan.microgrid.MicrogridProblem;
import org.tavan.schema.DemandProgramme;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.FeederPosition;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.PlantForecast;
import org.tavan.schema.ProgrammeKind;
import org.tavan.schema.SolveKind;
import org.tavan.schema.StorageState;
import org.tavan.schema.UnitCommitment;
import org.tavan.schema.UnitState;

class MicrogridProblemsTest {
    private static final int DAY = SampleMicrogrid.HOURS;

    @Test
    void theProblemIsTheConfigurationWithWeatherAndStates() {
        MicrogridRequest request = MicrogridRequest.newBuilder(SampleMicrogrid.request(0))
                .setUnitStates(List.of(new UnitState("diesel", 2, 12.0)))
                .setStorageStates(List.of(new StorageState("battery", 20.0 - 1e-9)))
                .setPlantForecasts(List.of(new PlantForecast("roof", constant(4))))
                .setPosition(new FeederPosition(List.of(1), List.of(0)))
                .build();

        MicrogridProblem problem = MicrogridProblems.of(request);

        var supply = problem.commitment();
        var network = requireNonNull(problem.network());
        assertEquals(30, supply.units().get(0).initialKw());
        assertEquals(12, supply.units().get(1).initialKw());
        assertEquals(2, supply.units().get(1).initialHours());
        assertEquals(20, supply.storages().getFirst().initialKwh());
        assertEquals(9 * request.getImportCentsPerKwh().get(3) / 10,
                requireNonNull(supply.grid()).exportCentsPerKwh().get(3), 1e-12);
        double wind = request.getWindMetresPerSecond().get(3);
        assertEquals(40 * (wind * wind * wind - 27) / (12 * 12 * 12 - 27),
                supply.renewables().get(0).forecastKw().get(3), 1e-9);
        assertEquals(Profile.of(constant(4).stream().mapToDouble(Double::doubleValue).toArray()),
                supply.renewables().get(1).forecastKw());
        assertEquals(List.of(1), network.before().taps());
        assertEquals(-16, network.feeder().tapChangers().getFirst().lowest());
        assertEquals(8, network.feeder().tapChangers().getFirst().highest());
    }

    @Test
    void withoutPeriodsAThirdOfTheHoursEachByThePriceOfTheGrid() {
        MicrogridRequest request = changed(grid -> grid.getDemand().put("periods", List.of()));

        List<Integer> periods = CustomerOffers.of(request).periods();

        List<Double> prices = request.getImportCentsPerKwh();
        for (int period = 0; period < 3; period++) {
            int each = period;
            assertEquals(DAY / 3, periods.stream().filter(one -> one == each).count());
        }
        for (int t = 0; t < DAY; t++) {
            for (int k = 0; k < DAY; k++) {
                assertTrue(periods.get(t) >= periods.get(k) || prices.get(t) <= prices.get(k));
            }
        }
    }

    @Test
    void realTimeAndCriticalPeakPricesLeaveTheBillOfAnUnchangedLoadTheSame() {
        MicrogridRequest request = SampleMicrogrid.request(0);

        CustomerOffers offers = CustomerOffers.of(request);

        double flat = 15 * request.getLoadKw().stream().mapToDouble(Double::doubleValue).sum();
        for (int j = 1; j < 3; j++) {
            Profile cents = offers.response().programmes().get(j).tariff().centsPerKwh(DAY);
            double bill = IntStream.range(0, DAY)
                    .mapToDouble(t -> cents.get(t) * request.getLoadKw().get(t))
                    .sum();
            assertEquals(flat, bill, 1e-9 * flat);
        }
        Profile critical = offers.response().programmes().get(2).tariff().centsPerKwh(DAY);
        List<Double> dearest = request.getImportCentsPerKwh()
                .stream()
                .sorted()
                .toList()
                .subList(DAY - 4, DAY);
        for (int t = 0; t < DAY; t++) {
            assertEquals(dearest.contains(request.getImportCentsPerKwh().get(t)), critical.get(t) == 40);
        }
    }

    @Test
    void withinADayCustomersAnswerTheRestOfItAsTheyWereTold() {
        MicrogridRequest day = SampleMicrogrid.request(0);
        CustomerOffers offers = CustomerOffers.of(day);
        Profile kept = Profile.of(constant(0.8).stream().mapToDouble(Double::doubleValue).toArray());
        DemandResponse.Outcome whole = offers.response()
                .respond(SupplyCodec.profile(day.getLoadKw()), new Participation(Profile.of(0.1, 0.05, 0.05)),
                        kept);
        MicrogridRequest rest = rest(day, 10, signal(day, offers, whole, kept));

        MicrogridProblem problem = MicrogridProblems.of(rest);

        assertEquals(List.of(), problem.demandSide().offers());
        for (int t = 0; t < DAY - 10; t++) {
            assertEquals(whole.loadKw().get(10 + t), problem.commitment().demandKw().get(t), 1e-9);
        }
    }

    @Test
    void aSignalOfAnotherDayIsRefused() {
        MicrogridRequest day = SampleMicrogrid.request(0);
        CustomerOffers offers = CustomerOffers.of(day);
        DemandResponse.Outcome whole = offers.response()
                .respond(SupplyCodec.profile(day.getLoadKw()), new Participation(Profile.of(0, 0, 0)));
        DemandSignal signal = signal(day, offers, whole, offers.response().contract().keepAll());
        signal.put("start", day.getStart().plusSeconds(86_400));

        MicrogridRequest rest = rest(day, 10, signal);

        assertTrue(fault(rest).contains("signal has 24 intervals"), fault(rest));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultIsNamedWithItsElement(String said, MicrogridRequest request) {
        assertTrue(fault(request).contains(said), () -> fault(request));
    }

    private static Stream<Arguments> faults() {
        return Stream.of(requests(), configurations()).flatMap(List::stream);
    }

    private static List<Arguments> requests() {
        return List.of(
                arguments("loadKw at interval 3 is -1.0", request(r -> r.getLoadKw().set(3, -1.0))),
                arguments("loadKw at interval 3 is NaN", request(r -> r.getLoadKw().set(3, Double.NaN))),
                arguments("loadKw has no entries", request(r -> r.put("loadKw", List.of()))),
                arguments("loadSigmaKw: 2 entries, expected 24",
                        request(r -> r.put("loadSigmaKw", List.of(1.0, 1.0)))),
                arguments("importCentsPerKwh: 0 entries",
                        request(r -> r.put("importCentsPerKwh", List.of()))),
                arguments("wind plant turbine has no forecast of its own",
                        request(r -> r.put("windMetresPerSecond", List.of()))),
                arguments("PV plant roof has no forecast of its own",
                        request(r -> r.put("temperatureCelsius", List.of()))),
                arguments("plantForecasts of mill: the microgrid has no such plant", request(
                        r -> r.put("plantForecasts", List.of(new PlantForecast("mill", constant(1)))))),
                arguments("plantForecasts of roof: 1 entries", request(
                        r -> r.put("plantForecasts", List.of(new PlantForecast("roof", List.of(1.0)))))),
                arguments("unitStates name motor",
                        request(r -> r.put("unitStates", List.of(new UnitState("motor", 1, 1.0))))),
                arguments("Unit engine: the initialKw (99.0)",
                        request(r -> r.put("unitStates", List.of(new UnitState("engine", 1, 99.0))))),
                arguments("storageStates name tank",
                        request(r -> r.put("storageStates", List.of(new StorageState("tank", 1.0))))),
                arguments("Storage battery: the initialKwh (5.0)",
                        request(r -> r.put("storageStates", List.of(new StorageState("battery", 5.0))))),
                arguments("previousCommitment of unit diesel has 1 entries", request(r -> r
                        .put("previousCommitment", List.of(new UnitCommitment("diesel", List.of(true)))))),
                arguments("elasticities learnt: 1 values",
                        request(r -> r.put("elasticities", List.of(-0.1)))),
                arguments("position has 0 taps and 1 capacitors, expected 1 and 1", request(
                        r -> r.put("position", new FeederPosition(List.of(), List.of(1))))),
                arguments("intervalMinutes is 25", request(r -> r.put("intervalMinutes", 25))),
                arguments("zone is Mars/Olympus", request(r -> r.put("zone", "Mars/Olympus"))),
                arguments("kind is UNKNOWN", request(r -> r.put("kind", SolveKind.UNKNOWN))));
    }

    private static List<Arguments> configurations() {
        return List.of(
                arguments("Unit engine: the minKw (70.0) must not exceed the maxKw (60.0)",
                        changed(grid -> grid.getUnits().getFirst().put("minKw", 70.0))),
                arguments("The id diesel comes twice",
                        changed(grid -> grid.getUnits().getFirst().put("unitId", "diesel"))),
                arguments("storage battery: The energyMinKwh (120.0)",
                        changed(grid -> grid.getStorages().getFirst().put("energyMinKwh", 120.0))),
                arguments("plant turbine: The speeds of a wind turbine must rise",
                        changed(grid -> grid.getWindPlants().getFirst().put("cutInMetresPerSecond", 14.0))),
                arguments("plant roof: The efficiency (2.0)",
                        changed(grid -> grid.getPvPlants().getFirst().put("efficiency", 2.0))),
                arguments("exportPriceFraction of the grid is 1.5",
                        changed(grid -> grid.getGrid().put("exportPriceFraction", 1.5))),
                arguments("lolpMax at interval 0 (2.0)",
                        changed(grid -> grid.getReliability().put("lolpMax", 2.0))),
                arguments("programme tou: 2 prices", programme(0, "priceCentsPerKwh", List.of(1.0, 2.0))),
                arguments("programme tou: level 1.5", programme(0, "levels", List.of(1.5))),
                arguments("programme rtp comes twice", programme(0, "programmeId", "rtp")),
                arguments("the highest levels of all programmes sum to 1.2",
                        programme(0, "levels", List.of(0.9))),
                arguments("programme cut: a second INTERRUPTIBLE",
                        programme(0, "kind", ProgrammeKind.INTERRUPTIBLE)),
                arguments("programme cpp: An event of 40.0 ¢/kWh", programme(2, "eventHours", 20)),
                arguments("periods of the demand side are [1]",
                        changed(grid -> grid.getDemand().put("periods", List.of(1)))),
                arguments("bus island",
                        changed(grid -> grid.getFeeder()
                                .put("buses",
                                        List.of("substation", "head", "street", "court", "end", "island")))),
                arguments("The branch spur ends at bus end, which the feeder does not have",
                        changed(grid -> grid.getFeeder()
                                .put("buses", List.of("substation", "head", "street", "court")))),
                arguments("load 3 at bus end",
                        changed(grid -> grid.getFeeder()
                                .getLoads()
                                .get(3)
                                .put("phaseKw", List.of(0.0, -1.0, 0.0)))),
                arguments("line main: an impedance of 2 numbers",
                        changed(grid -> grid.getFeeder()
                                .getLines()
                                .getFirst()
                                .put("resistanceOhm", List.of(0.1, 0.1)))),
                arguments("regulator tapped: taps -16, 9, 8",
                        changed(grid -> grid.getFeeder().getRegulators().getFirst().put("tapInitial", 9))),
                arguments("recoveryHours of the feeder is 3",
                        changed(grid -> grid.getFeeder().put("recoveryHours", 3))));
    }

    private static MicrogridRequest rest(MicrogridRequest day, int from, DemandSignal signal) {
        return MicrogridRequest.newBuilder(day)
                .setKind(SolveKind.INTRADAY)
                .setStart(day.getStart().plusSeconds(3600L * from))
                .setLoadKw(day.getLoadKw().subList(from, DAY))
                .setLoadSigmaKw(day.getLoadSigmaKw().subList(from, DAY))
                .setImportCentsPerKwh(day.getImportCentsPerKwh().subList(from, DAY))
                .setTemperatureCelsius(day.getTemperatureCelsius().subList(from, DAY))
                .setGlobalHorizontalWattsPerSquareMetre(
                        day.getGlobalHorizontalWattsPerSquareMetre().subList(from, DAY))
                .setWindMetresPerSecond(day.getWindMetresPerSecond().subList(from, DAY))
                .setSignal(signal)
                .build();
    }

    private static DemandSignal signal(MicrogridRequest day, CustomerOffers offers,
            DemandResponse.Outcome outcome, Profile kept) {
        return DemandSignal.newBuilder()
                .setCommunityId(day.getCommunityId())
                .setPlanId("plan")
                .setDeliveryDay(day.getDeliveryDay())
                .setStart(day.getStart())
                .setIntervalMinutes(day.getIntervalMinutes())
                .setFlatCentsPerKwh(15)
                .setPeriods(offers.periods())
                .setOffers(ScheduleParts.offers(offers, outcome.bills(), kept))
                .setIssuedAt(day.getRequestedAt())
                .build();
    }

    private static String fault(MicrogridRequest request) {
        return String
                .valueOf(assertThrows(IllegalArgumentException.class, () -> MicrogridProblems.of(request))
                        .getMessage());
    }

    private static List<Double> constant(double value) {
        return new ArrayList<>(Collections.nCopies(DAY, value));
    }

    private static MicrogridRequest request(Consumer<MicrogridRequest> change) {
        MicrogridRequest request = MicrogridRequest.newBuilder(SampleMicrogrid.request(0)).build();
        change.accept(request);
        return request;
    }

    private static MicrogridRequest changed(Consumer<Microgrid> change) {
        return request(request -> change.accept(request.getMicrogrid()));
    }

    private static MicrogridRequest programme(int index, String field, Object value) {
        return changed(grid -> {
            DemandProgramme programme = grid.getDemand().getProgrammes().get(index);
            programme.put(field, value);
        });
    }
}
