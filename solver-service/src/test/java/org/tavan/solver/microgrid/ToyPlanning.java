package org.tavan.solver.microgrid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tavan.schema.DemandBill;
import org.tavan.schema.DemandProgramme;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.GeneratingUnit;
import org.tavan.schema.MicrogridCost;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.MicrogridStorage;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.PlannedAdequacy;
import org.tavan.schema.PlannedDemand;
import org.tavan.schema.PlannedStorage;
import org.tavan.schema.PlannedUnit;
import org.tavan.schema.ProgrammeKind;
import org.tavan.schema.ProgrammeOffer;
import org.tavan.schema.SolveKind;
import org.tavan.schema.StorageState;
import org.tavan.schema.UnitState;
import org.tavan.serde.RecordHash;

/// Plans by rules of thumb, so that every part of the request shows in the plan: a unit stays as it is for a while, the battery
/// goes up and down, offers are the same every day.
final class ToyPlanning implements MicrogridPlanning {
    @Override
    public MicrogridAnswer solve(MicrogridRequest request) {
        boolean dayAhead = request.getKind() == SolveKind.DAY_AHEAD;
        int intervals = request.getLoadKw().size();
        boolean told = dayAhead && !request.getMicrogrid().getDemand().getProgrammes().isEmpty();
        MicrogridSchedule schedule = MicrogridSchedule.newBuilder()
                .setCommunityId(request.getCommunityId())
                .setPlanId(RecordHash.sha256(request))
                .setKind(request.getKind())
                .setRequestedAt(request.getRequestedAt())
                .setDeliveryDay(request.getDeliveryDay())
                .setStart(request.getStart())
                .setIntervalMinutes(request.getIntervalMinutes())
                .setStatus(PlanStatus.FEASIBLE)
                .setReason("")
                .setCertificate("none")
                .setGap(0.01)
                .setCost(new MicrogridCost(1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0))
                .setBaseLoadKw(request.getLoadKw())
                .setLoadKw(request.getLoadKw())
                .setLoadSigmaKw(request.getLoadSigmaKw())
                .setUnits(
                        request.getMicrogrid().getUnits().stream().map(unit -> unit(request, unit)).toList())
                .setStorages(request.getMicrogrid()
                        .getStorages()
                        .stream()
                        .map(storage -> storage(request, storage))
                        .toList())
                .setPlants(List.of())
                .setAdequacy(new PlannedAdequacy(zeros(intervals), GridWorld.each(intervals, t -> 0.001 * t),
                        zeros(intervals), GridWorld.each(intervals, _ -> 0.5), zeros(intervals)))
                .setDemand(new PlannedDemand(told ? bills(request) : List.of(), 0.0, 0.0, 0.0))
                .setChecks(List.of())
                .setSolveMicros(0)
                .setSolverVersion("toy")
                .build();
        return new MicrogridAnswer(schedule, told ? Optional.of(signal(request)) : Optional.empty());
    }

    /// On while the load is high, off at first as long as the state says that it was off for less than three hours.
    private static PlannedUnit unit(MicrogridRequest request, GeneratingUnit unit) {
        int hours = request.getUnitStates()
                .stream()
                .filter(state -> state.getUnitId().equals(unit.getUnitId()))
                .mapToInt(UnitState::getHours)
                .findFirst()
                .orElse(unit.getInitialHours());
        int last = unit.getUnitId().charAt(1) - '0';
        List<Boolean> on = new ArrayList<>();
        for (int t = 0; t < request.getLoadKw().size(); t++) {
            on.add(request.getLoadKw().get(t) > 4 + last && !(hours < 0 && hours > -3 && t < 2));
        }
        return new PlannedUnit(unit.getUnitId(), on,
                on.stream().map(running -> running ? 4.0 + last : 0.0).toList(), zeros(on.size()));
    }

    private static PlannedStorage storage(MicrogridRequest request, MicrogridStorage storage) {
        double energy = request.getStorageStates()
                .stream()
                .filter(state -> state.getStorageId().equals(storage.getStorageId()))
                .mapToDouble(StorageState::getEnergyKwh)
                .findFirst()
                .orElse(storage.getEnergyInitialKwh());
        int intervals = request.getLoadKw().size();
        List<Double> zeros = zeros(intervals);
        return new PlannedStorage(storage.getStorageId(), zeros, zeros, zeros,
                GridWorld.each(intervals, t -> energy + Math.sin(t)));
    }

    private static List<DemandBill> bills(MicrogridRequest request) {
        return request.getMicrogrid()
                .getDemand()
                .getProgrammes()
                .stream()
                .map(programme -> new DemandBill(programme.getProgrammeId(), programme.getKind(), 0.5, 10.0,
                        9.0,
                        request.getLoadKw().stream().map(kw -> kw / 2).toList(),
                        request.getLoadKw().stream().map(kw -> 0.45 * kw).toList()))
                .toList();
    }

    static DemandSignal signal(MicrogridRequest request) {
        int intervals = request.getLoadKw().size();
        double flat = request.getMicrogrid().getDemand().getFlatCentsPerKwh();
        List<Integer> periods = IntStream.range(0, intervals).mapToObj(t -> 3 * t / intervals).toList();
        List<ProgrammeOffer> offers = new ArrayList<>();
        for (DemandProgramme programme : request.getMicrogrid().getDemand().getProgrammes()) {
            boolean tariff = programme.getKind() == ProgrammeKind.RTP;
            offers.add(new ProgrammeOffer(programme.getProgrammeId(), programme.getKind(), 0.5, tariff
                    ? GridWorld.each(intervals,
                            t -> flat * (0.6 + 0.4 * periods.get(t)
                                    + 0.5 * Math.sin(1.3 * t + request.getDeliveryDay().toEpochDay())))
                    : List.of(), tariff ? List.of() : GridWorld.each(intervals, _ -> 0.8),
                    tariff ? List.of() : GridWorld.each(intervals, _ -> flat)));
        }
        return DemandSignal.newBuilder()
                .setCommunityId(request.getCommunityId())
                .setPlanId(RecordHash.sha256(request))
                .setDeliveryDay(request.getDeliveryDay())
                .setStart(request.getStart())
                .setIntervalMinutes(request.getIntervalMinutes())
                .setFlatCentsPerKwh(flat)
                .setPeriods(periods)
                .setOffers(offers)
                .setIssuedAt(request.getRequestedAt())
                .build();
    }

    private static List<Double> zeros(int size) {
        return GridWorld.each(size, _ -> 0);
    }
}
