package org.tavan.commitment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.asset.Battery;
import org.tavan.conic.Profile;

class CommitmentModelTest {
    private static final CommitmentModel MODEL = new CommitmentModel(new CommitmentSettings(1e-6, 30, 21),
            System::nanoTime);

    private static CommitmentSchedule planned(CommitmentProblem problem) {
        return assertInstanceOf(CommitmentOutcome.Planned.class, MODEL.plan(problem)).schedule();
    }

    private static List<UnmetRequirement> unmet(CommitmentProblem problem) {
        return assertInstanceOf(CommitmentOutcome.Infeasible.class, MODEL.plan(problem)).unmet();
    }

    private static CommitmentProblem twoUnits(double lolpMax) {
        return SmallMicrogrid.island(Profile.of(40),
                List.of(SmallMicrogrid.unit("a", 5, 50, 1, 0.1), SmallMicrogrid.unit("b", 5, 50, 2, 0.1)),
                List.of(),
                Reliability.none(1).withLolpMax(lolpMax));
    }

    @Test
    void aLimitOfTheSheddingProbabilityIsBoughtWithReserve() {
        CommitmentSchedule careless = planned(twoUnits(0.2));

        CommitmentSchedule careful = planned(twoUnits(0.05));

        // One loss has probability 0.09 and must be covered: b at its minimum of 5, 35 of reserve on it and 5 on a.
        assertEquals(40, careless.cost().totalCents(), 1e-6);
        assertEquals(35 + 2 * 5 + 0.1 * 40, careful.cost().totalCents(), 1e-6);
        assertEquals(0.01, careful.adequacy().getFirst().planned().lolp(), 1e-12);
    }

    @Test
    void aSheddingProbabilityOutOfReachIsNamed() {
        UnmetRequirement unmet = unmet(twoUnits(0.005)).getFirst();

        assertEquals("loss-of-load probability, in excess", unmet.requirement());
        assertEquals(0, unmet.interval());
        assertEquals(0.005, unmet.amount(), 1e-6);
    }

    @Test
    void tooMuchDemandIsNamedWithItsIntervalAndAmount() {
        CommitmentProblem problem = SmallMicrogrid.island(Profile.of(40, 30, 112.5, 20),
                List.of(SmallMicrogrid.unit("a", 5, 50, 1, 0), SmallMicrogrid.unit("b", 5, 50, 2, 0)),
                List.of(),
                Reliability.none(4));

        List<UnmetRequirement> unmet = unmet(problem);

        assertEquals(1, unmet.size());
        assertEquals("energy balance (kW), short by 12.5 at interval 2", unmet.getFirst().toString());
    }

    @Test
    void aUnitThatMustStayOnAndFindsNoLoadIsNamed() {
        Unit stuck = new Unit("stuck", 30, 50, 10, 10, 3, 1, 1, 30, CostCurve.linear(0, 1), StartCost.flat(0),
                0, 0);
        CommitmentProblem problem = SmallMicrogrid.island(Profile.of(40, 10, 40), List.of(stuck), List.of(),
                Reliability.none(3));

        List<UnmetRequirement> unmet = unmet(problem);

        assertEquals("energy balance (kW), in excess by 20.0 at interval 1", unmet.getFirst().toString());
    }

    @Test
    void aFinalEnergyOutOfReachIsNamed() {
        StorageUnit storage = new StorageUnit("store", new Battery(0, 100, 0, 5, 5, 1, 1, 0), 10, 90, 0, 0,
                0);
        CommitmentProblem problem = SmallMicrogrid.island(SmallMicrogrid.flat(3, 20),
                List.of(SmallMicrogrid.unit("a", 5, 50, 1, 0)), List.of(storage), Reliability.none(3));

        List<UnmetRequirement> unmet = unmet(problem);

        assertEquals("final energy of storage store (kWh), short by 65.0 at interval 2",
                unmet.getFirst().toString());
    }

    @Test
    void anExpectedLossOutOfReachIsNamed() {
        CommitmentProblem problem = twoUnits(1);

        List<UnmetRequirement> unmet = unmet(
                problem.withReliability(problem.reliability().withEensMaxKwh(0.1)));

        // Only both lost, with probability 0.01, sheds all of 40 kW.
        assertEquals(UnmetRequirement.WHOLE_HORIZON, unmet.getFirst().interval());
        assertEquals(0.3, unmet.getFirst().amount(), 1e-6);
    }

    @Test
    void aTimeLimitEndsWithoutAPlanButWithoutError() {
        CommitmentModel hasty = new CommitmentModel(new CommitmentSettings(1e-6, 1e-9, 21), System::nanoTime);

        CommitmentOutcome outcome = hasty.plan(SmallMicrogrid.withEverything());

        assertTrue(assertInstanceOf(CommitmentOutcome.Undecided.class, outcome).certificate()
                .reason()
                .startsWith(
                        "No plan after"));
    }

    @Test
    void everythingTogetherKeepsEveryRule() {
        CommitmentProblem problem = SmallMicrogrid.withEverything();

        var planned = assertInstanceOf(CommitmentOutcome.Planned.class, MODEL.plan(problem));

        assertEquals(List.of(), ScheduleCheck.of(problem, planned.schedule()));
        assertTrue(assertInstanceOf(Certificate.Proven.class, planned.certificate()).gap() <= 1e-6);
        assertTrue(planned.schedule().completeEensKwh() >= planned.schedule().plannedEensKwh());
    }

    @Test
    void aWholeDayInQuarterHoursKeepsTimesInHours() {
        double[] demand = new double[32];
        for (int t = 0; t < demand.length; t++) {
            demand[t] = t % 8 < 4 ? 30 : 70;
        }
        Unit base = SmallMicrogrid.unit("base", 10, 50, 3, 0);
        Unit peak = new Unit("peak", 10, 50, 10, 10, 2, 1, -1, 0, CostCurve.linear(10, 5),
                new StartCost(5, 50, 1), 0, 0);
        Profile none = SmallMicrogrid.flat(32, 0);
        CommitmentProblem problem = new CommitmentProblem(0.25, Profile.of(demand), none, none,
                List.of(base, peak), null,
                List.of(), List.of(), Reliability.none(32));

        CommitmentSchedule schedule = planned(problem);

        // Each peak lasts one hour, so two hours up hold the unit through the next valley or the one before.
        assertEquals(List.of(), ScheduleCheck.of(problem, schedule));
        List<Boolean> on = schedule.units().get(1).on();
        for (int t = 4; t < 8; t++) {
            assertTrue(on.get(t));
        }
        for (int t = 8; t < 32; t++) {
            if (on.get(t - 1) && !on.get(t)) {
                assertEquals(Collections.nCopies(8, true), on.subList(t - 8, t));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
    void aStorageThatComesBackHasLostEnergyAndMadeNone(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Profile price = Profile.of(random.doubles(24, -3, 30).toArray());
        double chargeEta = random.nextDouble(0.7, 1);
        double dischargeEta = random.nextDouble(0.7, 1);
        StorageUnit storage = new StorageUnit("store",
                new Battery(5, 80, 5, 20, 25, chargeEta, dischargeEta, 0), 40, 40,
                random.nextDouble(0.5), 0, 0);
        Profile none = SmallMicrogrid.flat(24, 0);
        CommitmentProblem problem = new CommitmentProblem(1, SmallMicrogrid.flat(24, 10), none, none,
                List.of(),
                new UpstreamGrid(60, 60, price, price, 0, 0), List.of(storage), List.of(),
                Reliability.none(24));

        StorageSchedule plan = planned(problem).storages().getFirst();

        double taken = 0;
        double delivered = 0;
        for (int t = 0; t < 24; t++) {
            taken += plan.chargeKw().get(t);
            delivered += plan.dischargeKw().get(t);
            assertEquals(0, Math.min(plan.chargeKw().get(t), plan.dischargeKw().get(t)), 1e-6);
        }
        assertTrue(delivered > 1);
        assertEquals(0, delivered / dischargeEta - chargeEta * taken, 1e-5);
        assertTrue(delivered <= chargeEta * dischargeEta * taken + 1e-5);
    }

    @Test
    void severalThreadsPlanTheSameAsOne() throws Exception {
        CommitmentProblem problem = TinyProblem.microgrid(1);
        CommitmentOutcome alone = MODEL.plan(problem);
        List<Future<CommitmentOutcome>> together = new ArrayList<>();

        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            for (int k = 0; k < 8; k++) {
                together.add(pool.submit(() -> MODEL.plan(problem)));
            }
        }

        for (Future<CommitmentOutcome> outcome : together) {
            assertEquals(schedule(alone), schedule(outcome.get()));
        }
    }

    private static Object schedule(CommitmentOutcome outcome) {
        return outcome instanceof CommitmentOutcome.Planned planned ? planned.schedule() : outcome;
    }
}
