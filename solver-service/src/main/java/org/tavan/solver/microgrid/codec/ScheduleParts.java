package org.tavan.solver.microgrid.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.CommitmentSchedule;
import org.tavan.commitment.GridSchedule;
import org.tavan.commitment.IntervalAdequacy;
import org.tavan.commitment.Renewable;
import org.tavan.commitment.StorageSchedule;
import org.tavan.commitment.UnitSchedule;
import org.tavan.conic.Profile;
import org.tavan.demandresponse.CustomerBill;
import org.tavan.schema.DemandBill;
import org.tavan.schema.DemandProgramme;
import org.tavan.schema.PlannedAdequacy;
import org.tavan.schema.PlannedGrid;
import org.tavan.schema.PlannedPlant;
import org.tavan.schema.PlannedStorage;
import org.tavan.schema.PlannedUnit;
import org.tavan.schema.ProgrammeKind;
import org.tavan.schema.ProgrammeOffer;

/// Parts of a plan as they are published.
final class ScheduleParts {
    private ScheduleParts() {}

    static List<Double> list(Profile profile) {
        return Arrays.stream(profile.toArray()).boxed().toList();
    }

    static List<Double> list(int intervals, IntToDoubleFunction value) {
        return IntStream.range(0, intervals).mapToDouble(value).boxed().toList();
    }

    static PlannedUnit unit(UnitSchedule unit) {
        return new PlannedUnit(unit.unitId(), unit.on(), list(unit.powerKw()), list(unit.reserveKw()));
    }

    static @Nullable PlannedGrid grid(@Nullable GridSchedule grid) {
        return grid == null
                ? null
                : new PlannedGrid(list(grid.importKw()), list(grid.exportKw()), list(grid.reserveKw()));
    }

    static PlannedStorage storage(StorageSchedule storage) {
        return new PlannedStorage(storage.storageId(), list(storage.chargeKw()), list(storage.dischargeKw()),
                list(storage.reserveKw()), list(storage.energyKwh()));
    }

    static List<PlannedPlant> plants(CommitmentProblem problem, CommitmentSchedule schedule) {
        List<PlannedPlant> plants = new ArrayList<>();
        for (int i = 0; i < problem.renewables().size(); i++) {
            Renewable plant = problem.renewables().get(i);
            Profile curtailedKw = schedule.renewables().get(i).curtailedKw();
            plants.add(new PlannedPlant(plant.id(), list(plant.forecastKw()), list(plant.sigmaKw()),
                    list(problem.intervals(),
                            t -> Math.max(0, plant.forecastKw().get(t) - curtailedKw.get(t)))));
        }
        return plants;
    }

    static PlannedAdequacy adequacy(List<IntervalAdequacy> intervals) {
        return new PlannedAdequacy(column(intervals, one -> one.planned().lolp()),
                column(intervals, one -> one.complete().lolp()),
                column(intervals, one -> one.planned().eensKwh()),
                column(intervals, one -> one.complete().eensKwh()),
                column(intervals, one -> one.planned().coveredProbability()));
    }

    private static List<Double> column(List<IntervalAdequacy> intervals,
            ToDoubleFunction<IntervalAdequacy> value) {
        return intervals.stream().map(one -> value.applyAsDouble(one)).toList();
    }

    /// Bills of the programmes in force; loads in the plan's intervals.
    ///
    /// @param all one a programme, then one of interruptible load if there is any
    /// @param keptShare of interruptible load
    static List<DemandBill> bills(CustomerOffers offers, List<CustomerBill> all, Profile keptShare) {
        List<DemandBill> bills = new ArrayList<>();
        for (int j = 0; j < all.size(); j++) {
            CustomerBill bill = all.get(j);
            DemandProgramme programme = offers.programme(j);
            if (isInForce(programme, bill, keptShare)) {
                bills.add(new DemandBill(programme.getProgrammeId(), programme.getKind(),
                        bill.participation(), bill.beforeCents(), bill.afterCents(),
                        offers.rest(bill.response().baselineKw()), offers.rest(bill.response().loadKw())));
            }
        }
        return bills;
    }

    /// What customers are told, one offer a bill.
    ///
    /// @param all one a programme, then one of interruptible load if there is any
    /// @param keptShare of interruptible load
    static List<ProgrammeOffer> offers(CustomerOffers offers, List<CustomerBill> all, Profile keptShare) {
        List<ProgrammeOffer> told = new ArrayList<>();
        for (int j = 0; j < all.size(); j++) {
            DemandProgramme programme = offers.programme(j);
            if (isInForce(programme, all.get(j), keptShare)) {
                boolean called = programme.getKind() == ProgrammeKind.INTERRUPTIBLE;
                told.add(new ProgrammeOffer(programme.getProgrammeId(), programme.getKind(),
                        all.get(j).participation(),
                        called
                                ? List.of()
                                : list(offers.response()
                                        .programmes()
                                        .get(j)
                                        .tariff()
                                        .centsPerKwh(offers.periods().size())),
                        called ? list(keptShare) : List.of(),
                        called ? list(offers.response().contract().rebateCentsPerKwh()) : List.of()));
            }
        }
        return told;
    }

    /// Somebody takes part; interruptible load only if some of it is called.
    private static boolean isInForce(DemandProgramme programme, CustomerBill bill, Profile keptShare) {
        return bill.participation() > 0 && (programme.getKind() != ProgrammeKind.INTERRUPTIBLE
                || Arrays.stream(keptShare.toArray()).anyMatch(kept -> kept < 1));
    }
}
