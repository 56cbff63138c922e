package org.tavan.standalone.microgrid;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tavan.conic.Profile;
import org.tavan.igdt.InformationGap;
import org.tavan.igdt.RadiusTable;
import org.tavan.igdt.StrategyCases;
import org.tavan.schema.BusVoltage;
import org.tavan.schema.Check;
import org.tavan.schema.DemandBill;
import org.tavan.schema.DemandProgramme;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.FeederPosition;
import org.tavan.schema.MicrogridCost;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.MicrogridSchedule;
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

/// A schedule and a signal of the shape of a request, with numbers that are easy to find again: nobody planned them.
final class MadeUpPlan {
    private static final double MOVED = 0.9;

    private MadeUpPlan() {}

    static MicrogridDay of(MicrogridRequest request) {
        return new MicrogridDay(request, schedule(request).build(), signal(request), null);
    }

    /// With studies of a day whose cost falls with the participation.
    static MicrogridDay studied(MicrogridRequest request) {
        var rows = List.of(new Studies.Row("no price of lost load", 15_000, 2.5, 0.006, "0.4 % at most"),
                new Studies.Row("lost load priced", 15_600, 1.1, 0.004, "proved"),
                new Studies.Row("both objectives", 15_300, 1.6, 0.005, "nothing is proved"));
        var front = IntStream.range(0, 12)
                .mapToObj(i -> new Studies.Trade(14_900 + 100 * i, 3 * Math.exp(-i
                        / 4.0)))
                .toList();
        var radii = RadiusTable.of(new InformationGap(0.1), (participation, limit) -> 16_000 - 9_000
                * participation - 20_000 * limit, Profile.of(0.01, 0.02, 0.03), Profile.of(0.006, 0.003),
                RadiusTable.Base.LOOSEST_LIMIT);
        var cases = new StrategyCases(0.1, 0.05, 15_000, 15_700, 15_500, 15_200);
        return new MicrogridDay(request, schedule(request).build(), signal(request),
                new Studies(rows, front, new Studies.Participation(radii, cases)));
    }

    static MicrogridDay failed(MicrogridRequest request, String reason) {
        var failed = schedule(request).setStatus(PlanStatus.FAILED)
                .setReason(reason)
                .setCost(null)
                .setLoadKw(List.of())
                .setUnits(List.of())
                .setGrid(null)
                .setStorages(List.of())
                .setPlants(List.of())
                .setAdequacy(null)
                .setDemand(null)
                .setNetwork(null)
                .setCertificate("")
                .setChecks(List.of())
                .build();
        return new MicrogridDay(request, failed, null, null);
    }

    private static MicrogridSchedule.Builder schedule(MicrogridRequest request) {
        int n = request.getLoadKw().size();
        List<Double> load = request.getLoadKw();
        return MicrogridSchedule.newBuilder()
                .setCommunityId(request.getCommunityId())
                .setPlanId("0123456789abcdef")
                .setKind(request.getKind())
                .setRequestedAt(request.getRequestedAt())
                .setDeliveryDay(request.getDeliveryDay())
                .setStart(request.getStart())
                .setIntervalMinutes(request.getIntervalMinutes())
                .setStatus(PlanStatus.FEASIBLE)
                .setReason("")
                .setCertificate("No plan costs less than 15,900 ¢: at most 0.6 % remains.")
                .setBoundCents(15_900.0)
                .setGap(0.006)
                .setCost(new MicrogridCost(9_000.0, 2_000.0, 300.0, 500.0, 3_000.0, 100.0, 900.0, 200.0, 1.5,
                        16_001.5))
                .setBaseLoadKw(load)
                .setLoadKw(list(n, i -> load.get(i) + 1))
                .setLoadSigmaKw(request.getLoadSigmaKw())
                .setUnits(request.getMicrogrid()
                        .getUnits()
                        .stream()
                        .map(unit -> new PlannedUnit(unit
                                .getUnitId(), Collections.nCopies(n, true), list(n, i -> 0.2 * load.get(i)),
                                list(n,
                                        i -> 5)))
                        .toList())
                .setGrid(new PlannedGrid(list(n, i -> i < 8 ? 12 : 0), list(n, i -> i < 8 ? 0 : 6), list(n,
                        i -> 0)))
                .setStorages(request.getMicrogrid()
                        .getStorages()
                        .stream()
                        .map(storage -> new PlannedStorage(
                                storage.getStorageId(), list(n, i -> i < 12 ? 4 : 0),
                                list(n, i -> i < 12 ? 0 : 4),
                                list(n, i -> 8), list(n, i -> 55 + 4 * Math.min(i, 23 - i))))
                        .toList())
                .setPlants(request.getMicrogrid()
                        .getWindPlants()
                        .stream()
                        .map(plant -> new PlannedPlant(plant
                                .getPlantId(), list(n, i -> 15 + 5 * Math.cos(i / 4.0)), list(n, i -> 3),
                                list(n, i -> 14 + 5
                                        * Math.cos(i / 4.0))))
                        .toList())
                .setAdequacy(new PlannedAdequacy(list(n, i -> 0.004), list(n, i -> i == 19 ? 0.0055 : 0.0045),
                        list(n, i -> 0.04), list(n, i -> 0.05), list(n, i -> 0.9999)))
                .setDemand(new PlannedDemand(request.getMicrogrid()
                        .getDemand()
                        .getProgrammes()
                        .stream()
                        .map(
                                programme -> bill(programme, load))
                        .toList(), 250.0, 300.0, -50.0))
                .setNetwork(network(request, n))
                .setChecks(List.of(new Check("energy balance", true, 1e-9, ""), new Check("voltages", true,
                        0.0, "quay A at 19:00")))
                .setSolveMicros(3_200_000)
                .setSolverVersion("test");
    }

    private static DemandBill bill(DemandProgramme programme, List<Double> load) {
        double share = programme.getLevels().getFirst();
        return new DemandBill(programme.getProgrammeId(), programme.getKind(), share, 1000.0, 940.0, list(load
                .size(), i -> share * load.get(i)), list(load.size(), i -> MOVED * share * load.get(i)));
    }

    private static @Nullable PlannedNetwork network(MicrogridRequest request, int n) {
        var feeder = request.getMicrogrid().getFeeder();
        if (feeder == null) {
            return null;
        }
        List<FeederPosition> positions = IntStream.range(0, n)
                .mapToObj(i -> new FeederPosition(feeder.getRegulators()
                        .stream()
                        .map(one -> i < 7 ? 2 : 5)
                        .toList(), feeder.getCapacitors().stream().map(one -> i < 10 ? 0 : 1).toList()))
                .toList();
        List<BusVoltage> voltages = new ArrayList<>();
        for (int bus = 0; bus < feeder.getBuses().size(); bus++) {
            for (String phase : List.of("A", "B", "C")) {
                double drop = 0.006 * bus + 0.001 * phase.charAt(0);
                voltages.add(new BusVoltage(feeder.getBuses().get(bus), phase, list(n, i -> 1.08 - drop
                        - 0.0001 * request.getLoadKw().get(i))));
            }
        }
        List<Double> load = request.getLoadKw();
        return new PlannedNetwork(positions, voltages, list(n, i -> 0.98 * load.get(i)), list(n,
                i -> 0.031 * load.get(i)), load, list(n, i -> 0.03 * load.get(i)));
    }

    private static DemandSignal signal(MicrogridRequest request) {
        int n = request.getLoadKw().size();
        return new DemandSignal(request.getCommunityId(), "0123456789abcdef", request.getDeliveryDay(),
                request
                        .getStart(),
                request.getIntervalMinutes(), 16.0, Collections.nCopies(n, 1), request
                        .getMicrogrid()
                        .getDemand()
                        .getProgrammes()
                        .stream()
                        .map(programme -> programme.getKind() == ProgrammeKind.INTERRUPTIBLE
                                ? new ProgrammeOffer(programme.getProgrammeId(), programme.getKind(), 0.04,
                                        List.of(), list(n, i -> 0.8), list(n, i -> 9))
                                : new ProgrammeOffer(programme.getProgrammeId(), programme.getKind(), 0.05,
                                        list(n, i -> 12 + i % 7), List.of(), List.of()))
                        .toList(),
                request.getRequestedAt());
    }

    private static List<Double> list(int length, IntToDoubleFunction value) {
        return IntStream.range(0, length).mapToDouble(value).boxed().toList();
    }
}
