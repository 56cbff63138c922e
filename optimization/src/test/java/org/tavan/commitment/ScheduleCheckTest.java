package org.tavan.commitment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tavan.conic.Profile;

class ScheduleCheckTest {
    private static final CommitmentProblem PROBLEM = SmallMicrogrid.withEverything();
    private static CommitmentSchedule good;

    @BeforeAll
    static void plan() {
        CommitmentModel model = new CommitmentModel(new CommitmentSettings(1e-4, 30, 21), System::nanoTime);
        good = assertInstanceOf(CommitmentOutcome.Planned.class, model.plan(PROBLEM)).schedule();
    }

    private static Profile with(Profile profile, int t, double value) {
        double[] values = profile.toArray();
        values[t] = value;
        return Profile.of(values);
    }

    private static CommitmentSchedule withUnit(UnitSchedule unit) {
        return ScheduleAssessment.assess(PROBLEM, List.of(unit, good.units().get(1)), good.grid(),
                good.storages(), good.renewables(), List.of());
    }

    private static CommitmentSchedule withStorage(StorageSchedule storage) {
        return ScheduleAssessment.assess(PROBLEM, good.units(), good.grid(), List.of(storage),
                good.renewables(), List.of());
    }

    private static CommitmentSchedule withGrid(GridSchedule grid) {
        return ScheduleAssessment.assess(PROBLEM, good.units(), grid, good.storages(), good.renewables(),
                List.of());
    }

    private static Set<String> broken(CommitmentSchedule schedule) {
        return ScheduleCheck.of(PROBLEM, schedule)
                .stream()
                .map(ScheduleCheck.Finding::rule)
                .collect(Collectors.toSet());
    }

    @Test
    void theGoodPlanBreaksNothing() {
        assertEquals(Set.of(), broken(good));
    }

    @Test
    void aChangedPowerBreaksTheBalanceAndItsLimits() {
        UnitSchedule unit = good.units().getFirst();

        Set<String> tooMuch = broken(
                withUnit(new UnitSchedule("large", unit.on(), with(unit.powerKw(), 0, 61),
                        unit.reserveKw())));
        Set<String> tooLittle = broken(
                withUnit(new UnitSchedule("large", unit.on(), with(unit.powerKw(), 0, 14),
                        unit.reserveKw())));

        assertTrue(tooMuch.containsAll(Set.of("energy balance", "maximum power with reserve")),
                tooMuch::toString);
        assertTrue(tooLittle.containsAll(Set.of("energy balance", "minimum power", "ramp down")),
                tooLittle::toString);
    }

    @Test
    void aPowerThatIsNoNumberIsFound() {
        UnitSchedule unit = good.units().getFirst();

        Set<String> found = broken(
                withUnit(new UnitSchedule("large", unit.on(), with(unit.powerKw(), 3, Double.NaN),
                        unit.reserveKw())));

        assertTrue(found.contains("energy balance"));
    }

    @Test
    void aShortStopBreaksTheMinimumDownTime() {
        UnitSchedule unit = good.units().getFirst();
        List<Boolean> on = new ArrayList<>(unit.on());
        on.set(4, false);
        on.set(3, true);
        on.set(5, true);

        Set<String> found = broken(withUnit(new UnitSchedule("large", on, with(unit.powerKw(), 4, 0),
                with(unit.reserveKw(), 4, 0))));

        assertTrue(found.contains("minimum down time"), found::toString);
    }

    @Test
    void reserveFasterThanTheUnitIsFound() {
        UnitSchedule unit = good.units().getFirst();

        Set<String> found = broken(withUnit(new UnitSchedule("large", unit.on(), unit.powerKw(),
                with(unit.reserveKw(), 2, 4.5))));

        assertTrue(found.contains("reserve within its time"), found::toString);
    }

    @Test
    void energyFromNowhereIsFound() {
        StorageSchedule storage = good.storages().getFirst();

        Set<String> made = broken(withStorage(new StorageSchedule("store", storage.chargeKw(),
                storage.dischargeKw(),
                with(storage.energyKwh(), 5, storage.energyKwh().get(5) + 0.01), storage.reserveKw())));
        Set<String> both = broken(withStorage(new StorageSchedule("store", with(storage.chargeKw(), 5, 7),
                with(storage.dischargeKw(), 5, 7), storage.energyKwh(), storage.reserveKw())));

        assertEquals(Set.of("energy identity"), made);
        assertTrue(
                both.containsAll(Set.of("charge and discharge at once", "energy identity", "final energy")),
                both::toString);
    }

    @Test
    void anExchangeBeyondTheTransformerIsFound() {
        GridSchedule grid = Objects.requireNonNull(good.grid());

        Set<String> found = broken(
                withGrid(new GridSchedule(with(grid.importKw(), 1, 31), with(grid.exportKw(), 1, 3),
                        with(grid.reserveKw(), 1, 11))));

        assertTrue(found.containsAll(Set.of("import", "import and export at once", "reserve")),
                found::toString);
    }

    @Test
    void aStatedCostThatIsNotTheCostIsFound() {
        CommitmentCost cost = good.cost();
        CommitmentCost less = new CommitmentCost(cost.energyCents() - 5, cost.startCents(),
                cost.noLoadCents(),
                cost.reserveCents(), cost.gridCents(), cost.wearCents(), cost.reliabilityCents(),
                cost.demandCents());

        Set<String> found = broken(
                new CommitmentSchedule(good.units(), good.grid(), good.storages(), good.renewables(),
                        less, good.adequacy()));

        assertEquals(Set.of("stated cost"), found);
    }

    @Test
    void aMissedLimitOfRiskIsFound() {
        CommitmentProblem stricter = PROBLEM.withReliability(
                PROBLEM.reliability().withLolpMax(1e-9).withEensMaxKwh(1e-9));

        Set<String> found = ScheduleCheck.of(stricter, good)
                .stream()
                .map(ScheduleCheck.Finding::rule)
                .collect(Collectors.toSet());

        assertEquals(Set.of("loss-of-load probability", "expected energy not supplied"), found);
    }

    @Test
    void aPlanOfAnotherLengthIsFoundAndNothingThrows() {
        StorageSchedule storage = good.storages().getFirst();
        CommitmentSchedule schedule = new CommitmentSchedule(good.units(), null,
                List.of(new StorageSchedule("store",
                        Profile.of(1), storage.dischargeKw(), storage.energyKwh(), storage.reserveKw())),
                List.of(), good.cost(),
                good.adequacy());

        assertTrue(broken(schedule).containsAll(Set.of("number of grids", "number of renewables")));
    }
}
