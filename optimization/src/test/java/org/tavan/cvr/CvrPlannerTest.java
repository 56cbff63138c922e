package org.tavan.cvr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.powerflow.FeederDemand;
import org.tavan.powerflow.FeederPositions;
import org.tavan.powerflow.RadialFeeder;
import org.tavan.powerflow.RadialFeeder.Branch;
import org.tavan.powerflow.RadialFeeder.Bus;
import org.tavan.powerflow.RadialFeeder.Capacitor;
import org.tavan.powerflow.RadialFeeder.TapChanger;
import org.tavan.powerflow.ZipLoad;

class CvrPlannerTest {
    private static final double EXACT = 1e-9;

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    /// A regulator and two loads along a line, on 1 MVA at 1 kV (1 ohm is 1 pu); `steps` tap positions around 0.
    private static RadialFeeder line(ZipLoad zip, int lowest, int highest, double stepPu, double ohm) {
        return new RadialFeeder("source", 1, 1,
                List.of(new Bus("source", 0, 0, ZipLoad.CONSTANT_POWER),
                        new Bus("gate", 0, 0, ZipLoad.CONSTANT_POWER),
                        new Bus("middle", 100, 30, zip), new Bus("end", 80, 40, zip)),
                List.of(new Branch("source", "gate", 0, 0), new Branch("gate", "middle", ohm, 2 * ohm),
                        new Branch("middle", "end", ohm, 2 * ohm)),
                List.of(new TapChanger("source", "gate", lowest, highest, stepPu)),
                List.of(new Capacitor("end", 40, 1)), List.of());
    }

    private static RadialFeeder line(ZipLoad zip) {
        return line(zip, -16, 16, TapChanger.USUAL_STEP_PU, 0.1);
    }

    private static CvrProblem problem(RadialFeeder feeder, SwitchingLimits switching, double... factors) {
        return new CvrProblem(feeder,
                DoubleStream.of(factors)
                        .mapToObj(f -> new CvrInterval(FeederDemand.scaled(feeder, f), 10))
                        .toList(),
                1,
                VoltageLimits.USUAL, switching, FeederPositions.allIn(feeder, 0), 0);
    }

    /// The same day whose loads have a thermostatic part.
    private static CvrProblem thermostatic(CvrProblem problem, double share, double duty,
            int recoveryIntervals) {
        List<CvrInterval> intervals = problem.intervals()
                .stream()
                .map(interval -> new CvrInterval(
                        new FeederDemand(
                                interval.demand()
                                        .buses()
                                        .stream()
                                        .map(p -> p.restoring(share, duty))
                                        .toList(),
                                interval.demand().inverterKw()),
                        interval.centsPerKwh()))
                .toList();
        return new CvrProblem(problem.feeder(), intervals, problem.stepHours(), problem.limits(),
                problem.switching(), problem.before(), recoveryIntervals);
    }

    private static CvrOutcome.Planned planned(CvrOutcome outcome) {
        return assertInstanceOf(CvrOutcome.Planned.class, outcome, outcome::toString);
    }

    private static FeederDay staying(CvrProblem problem, int tap) {
        return planned(new CvrPlanner(problem).follow(Collections.nCopies(problem.intervals().size(),
                FeederPositions.allIn(problem.feeder(), tap)))).day();
    }

    private static int tap(CvrOutcome.Planned plan, int interval) {
        return plan.day().intervals().get(interval).positions().taps().get(0);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void thePlanIsTheCheapestOfAllSequencesOfPositions(int seed) {
        Random random = new Random(seed);
        double z = random.nextDouble();
        RadialFeeder feeder = line(ZipLoad.of(z, 0, 1 - z), -1, 1, 0.03, 0.15);
        SwitchingLimits switching = new SwitchingLimits(random.nextInt(1, 3), random.nextInt(1, 5),
                random.nextInt(2), random.nextInt(1, 4), random.nextDouble(3), random.nextDouble(3));
        List<CvrInterval> intervals = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            intervals.add(new CvrInterval(FeederDemand.scaled(feeder, random.nextDouble(0.1, 1.5)),
                    random.nextDouble(5, 30)));
        }
        CvrProblem problem = new CvrProblem(feeder, intervals, 0.5, VoltageLimits.USUAL, switching,
                FeederPositions.allIn(feeder, random.nextInt(-1, 2)), 0);
        CvrPlanner planner = new CvrPlanner(problem);

        CvrOutcome outcome = planner.plan();

        List<FeederPositions> choices = new ArrayList<>();
        for (int tap = -1; tap <= 1; tap++) {
            choices.add(new FeederPositions(List.of(tap), List.of(0)));
            choices.add(new FeederPositions(List.of(tap), List.of(1)));
        }
        double least = Double.POSITIVE_INFINITY;
        for (FeederPositions first : choices) {
            for (FeederPositions second : choices) {
                for (FeederPositions third : choices) {
                    CvrOutcome.Planned way = planned(planner.follow(List.of(first, second, third)));
                    if (keeps(problem, way)) {
                        least = Math.min(least, way.cents());
                    }
                }
            }
        }
        if (outcome instanceof CvrOutcome.Planned plan) {
            assertTrue(keeps(problem, plan));
            assertEquals(least, plan.cents(), 1e-7);
        } else {
            assertEquals(Double.POSITIVE_INFINITY, least, outcome::toString);
        }
    }

    private static boolean keeps(CvrProblem problem, CvrOutcome.Planned plan) {
        FeederPositions from = problem.before();
        int taps = 0;
        int capacitors = 0;
        for (IntervalFlow interval : plan.day().intervals()) {
            int tap = Math.abs(interval.positions().taps().get(0) - from.taps().get(0));
            int capacitor = Math
                    .abs(interval.positions().capacitorSteps().get(0) - from.capacitorSteps().get(0));
            boolean voltages = interval.flow()
                    .voltagesPu()
                    .stream()
                    .allMatch(v -> v >= 0.95 - EXACT && v <= 1.05 + EXACT);
            if (!voltages || tap > problem.switching().tapStepsPerInterval()
                    || capacitor > problem.switching().capacitorStepsPerInterval()) {
                return false;
            }
            taps += tap;
            capacitors += capacitor;
            from = interval.positions();
        }
        return taps <= problem.switching().tapStepsPerDay()
                && capacitors <= problem.switching().capacitorStepsPerDay();
    }

    @Test
    void aLightlyLoadedFeederOfConstantImpedanceGoesToTheLowestVoltage() {
        CvrProblem problem = problem(line(ZipLoad.CONSTANT_IMPEDANCE), SwitchingLimits.NONE, 0.05);

        CvrOutcome.Planned plan = planned(new CvrPlanner(problem).plan());

        assertEquals(-7, tap(plan, 0));
    }

    @Test
    void constantPowerGoesToTheHighestVoltageForLossesRiseAsItFalls() {
        CvrProblem problem = problem(line(ZipLoad.CONSTANT_POWER), SwitchingLimits.NONE, 1);

        CvrOutcome.Planned plan = planned(new CvrPlanner(problem).plan());
        CvrSavings lower = CvrSavings.between(plan.day(), staying(problem, 5));

        assertEquals(8, tap(plan, 0));
        assertEquals(0, lower.loadKwh(), 1e-6);
        assertTrue(lower.lossKwh() < 0 && lower.energyKwh() == lower.loadKwh() + lower.lossKwh(),
                lower::toString);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void onAStiffFeederTheCvrFactorIsTwoZPlusI(int seed) {
        Random random = new Random(seed);
        double z = random.nextDouble(-0.5, 1.5);
        double current = random.nextDouble(-1, 1);
        ZipLoad zip = ZipLoad.of(z, current, 1 - z - current);
        CvrProblem problem = problem(line(zip, -1, 1, 1e-5, 1e-9), SwitchingLimits.NONE, 0.7, 1.1);

        CvrSavings savings = CvrSavings.between(staying(problem, 1), staying(problem, -1));

        assertEquals(2 * z + current, savings.energyCvrFactor(), 1e-4);
        assertEquals(2 * z + current, savings.peakCvrFactor(), 1e-4);
    }

    @Test
    void wearKeepsTheTapWhereItIs() {
        SwitchingLimits dear = new SwitchingLimits(32, 768, 1, 24, 1e5, 1e5);
        CvrProblem free = problem(line(ZipLoad.CONSTANT_IMPEDANCE), SwitchingLimits.NONE, 0.2, 1.4, 0.2, 1.4);
        CvrProblem worn = problem(line(ZipLoad.CONSTANT_IMPEDANCE), dear, 0.2, 1.4, 0.2, 1.4);

        CvrOutcome.Planned moving = planned(new CvrPlanner(free).plan());
        CvrOutcome.Planned resting = planned(new CvrPlanner(worn).plan());

        assertTrue(moving.tapSteps() > resting.tapSteps(),
                () -> moving.tapSteps() + " and " + resting.tapSteps());
        assertTrue(moving.energyCents() < resting.energyCents());
        assertEquals(resting.cents(),
                resting.energyCents() + 1e5 * (resting.tapSteps() + resting.capacitorSteps()),
                1e-6);
    }

    @Test
    void aTapThatMayNotMoveIsRefusedWhereItsVoltageFallsTooLow() {
        SwitchingLimits fixed = new SwitchingLimits(0, 0, 0, 0, 0, 0);
        CvrProblem problem = problem(line(ZipLoad.CONSTANT_POWER), fixed, 0.3, 0.3, 1.6);

        CvrOutcome outcome = new CvrPlanner(problem).plan();

        CvrOutcome.Refused refused = assertInstanceOf(CvrOutcome.Refused.class, outcome);
        assertEquals(2, refused.interval());
        assertTrue(refused.reason().contains("limits of switching leave no way"), refused.reason());
    }

    @Test
    void aFeederThatNoPositionHoldsNamesItsBusAndVoltage() {
        CvrProblem problem = problem(line(ZipLoad.CONSTANT_POWER), SwitchingLimits.NONE, 1, 4);

        CvrOutcome.Refused refused = assertInstanceOf(CvrOutcome.Refused.class,
                new CvrPlanner(problem).plan());

        assertEquals(1, refused.interval());
        assertTrue(refused.reason().contains("bus end has 0."), refused.reason());
    }

    @Test
    void whatTheCheckRejectsIsNotPlanned() {
        CvrProblem problem = problem(line(ZipLoad.CONSTANT_IMPEDANCE), SwitchingLimits.NONE, 0.05, 0.05);
        PositionCheck phaseIsLow = (interval, demand,
                positions) -> interval == 1 && positions.taps().get(0) < -3
                        ? Optional.of("phase c of bus end has 0.94 pu")
                        : Optional.empty();
        PositionCheck never = (interval, demand, positions) -> Optional.of("phase c of bus end has 0.94 pu");

        CvrOutcome.Planned plan = planned(new CvrPlanner(problem, phaseIsLow).plan());
        CvrOutcome.Refused refused = assertInstanceOf(CvrOutcome.Refused.class,
                new CvrPlanner(problem, never).plan());

        assertEquals(-7, tap(plan, 0));
        assertEquals(-3, tap(plan, 1));
        assertTrue(refused.reason().contains("phase c of bus end has 0.94 pu"), refused.reason());
    }

    @Test
    void aLoadThatTurnsAroundIsNotBelievedBelow085WhateverTheLimits() {
        RadialFeeder feeder = line(new ZipLoad(0.96, -1.17, 1.21, 6.28, -10.16, 4.88), -20, 16, 0.0125, 0.1);
        CvrProblem problem = new CvrProblem(feeder,
                List.of(new CvrInterval(FeederDemand.scaled(feeder, 0.5), 10)), 1,
                new VoltageLimits(0.7, 1.1), SwitchingLimits.NONE, FeederPositions.allIn(feeder, 0), 0);
        CvrPlanner planner = new CvrPlanner(problem);

        CvrOutcome.Planned plan = planned(planner.plan());
        CvrOutcome followed = planner.follow(List.of(FeederPositions.allIn(feeder, -16)));

        assertTrue(Collections.min(plan.day().intervals().get(0).flow().voltagesPu().subList(2, 4)) >= 0.85);
        CvrOutcome.Refused refused = assertInstanceOf(CvrOutcome.Refused.class, followed);
        assertTrue(refused.reason().contains("0.8500"), refused.reason());
    }

    @Test
    void loadsThatRestoreWithinTheIntervalSaveNothing() {
        CvrProblem problem = thermostatic(
                problem(line(ZipLoad.CONSTANT_IMPEDANCE), SwitchingLimits.NONE, 0.4, 0.4), 1,
                0.5, 0);

        CvrSavings savings = CvrSavings.between(staying(problem, 4), staying(problem, -4));

        assertEquals(0, savings.loadKwh(), 1e-6);
        assertEquals(0, savings.unservedKwh(), 1e-12);
        assertTrue(savings.lossKwh() < 0);
    }

    @Test
    void loadsThatRunAllTheTimeGoUnserved() {
        CvrProblem problem = thermostatic(
                problem(line(ZipLoad.CONSTANT_IMPEDANCE), SwitchingLimits.NONE, 0.4, 0.4), 1,
                1, 0);

        CvrSavings savings = CvrSavings.between(staying(problem, 4), staying(problem, -4));

        assertTrue(savings.loadKwh() > 1, savings::toString);
        FeederDay low = staying(problem, -4);
        assertEquals(0.4 * 180 * 2 - low.loadKwh(), low.unservedKwh(), 1e-6);
    }

    @ParameterizedTest(name = "in the next {0}")
    @ValueSource(ints = {1, 2})
    void whatIsTakenBackLaterLowersThePeakButNotTheEnergy(int recoveryIntervals) {
        CvrProblem problem = thermostatic(
                problem(line(ZipLoad.CONSTANT_IMPEDANCE), SwitchingLimits.NONE, 0.4, 0.4, 1.2, 0.4, 0.4, 0.4),
                1, 0.2,
                recoveryIntervals);
        List<FeederPositions> lowAtThePeak = new ArrayList<>(
                Collections.nCopies(6, FeederPositions.allIn(problem.feeder(), 4)));
        lowAtThePeak.set(2, FeederPositions.allIn(problem.feeder(), -4));

        FeederDay reference = staying(problem, 4);
        FeederDay reduced = planned(new CvrPlanner(problem).follow(lowAtThePeak)).day();
        CvrSavings savings = CvrSavings.between(reference, reduced);

        assertTrue(savings.peakKw() > 10, savings::toString);
        assertEquals(0, savings.loadKwh(), 1e-6);
        assertEquals(0, savings.unservedKwh(), 1e-12);
        assertEquals(180 * 0.4 * 5 + 180 * 1.2, reduced.loadKwh(), 1e-6);
        assertTrue(reduced.intervals().get(3).paidBackKw() > reference.intervals().get(3).paidBackKw());
    }

    @Test
    void whatDoesNotFitIntoTheNextIntervalIsUnserved() {
        CvrProblem problem = thermostatic(
                problem(line(ZipLoad.CONSTANT_IMPEDANCE), SwitchingLimits.NONE, 0.8, 0.1, 0.1), 1, 0.9, 1);

        FeederDay low = staying(problem, -6);

        assertEquals(0.1 * 180 * (1 / 0.9 - 1), low.intervals().get(1).paidBackKw(), 1e-9);
        assertTrue(low.intervals().get(0).unservedKwh() > 0);
        assertEquals(180 * (0.8 + 0.1 + 0.1), low.loadKwh() + low.unservedKwh(), 1e-6);
    }

    @Test
    void aPlanBearsWhatItsLoadsTakeBack() {
        CvrProblem problem = thermostatic(
                problem(line(ZipLoad.CONSTANT_IMPEDANCE), SwitchingLimits.NONE, 1.5, 1.5, 1.5, 0.5), 0.8, 0.4,
                1);

        CvrOutcome.Planned plan = planned(new CvrPlanner(problem).plan());

        for (IntervalFlow interval : plan.day().intervals()) {
            assertTrue(interval.flow()
                    .voltagesPu()
                    .stream()
                    .allMatch(v -> v >= 0.95 - EXACT && v <= 1.05 + EXACT));
        }
    }

    @Test
    void tooManyPositionsAndWrongDaysAreRefused() {
        RadialFeeder feeder = line(ZipLoad.CONSTANT_POWER, -4000, 4000, 1e-4, 0.1);
        CvrProblem many = problem(feeder, SwitchingLimits.NONE, 1);
        CvrProblem few = problem(line(ZipLoad.CONSTANT_POWER), SwitchingLimits.NONE, 1);

        assertThrows(IllegalArgumentException.class, () -> new CvrPlanner(many));
        assertThrows(IllegalArgumentException.class, () -> new CvrPlanner(few).follow(List.of()));
        assertThrows(IllegalArgumentException.class,
                () -> problem(line(ZipLoad.CONSTANT_POWER), SwitchingLimits.NONE));
        assertThrows(IllegalArgumentException.class, () -> new VoltageLimits(1.05, 0.95));
        assertThrows(IllegalArgumentException.class, () -> new SwitchingLimits(-1, 1, 1, 1, 0, 0));
    }
}
