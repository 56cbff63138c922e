package org.tavan.cvr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tavan.commitment.genetic.PaperDay;
import org.tavan.conic.Profile;
import org.tavan.powerflow.DistFlow;
import org.tavan.powerflow.FeederDemand;
import org.tavan.powerflow.FeederPositions;
import org.tavan.powerflow.RadialFeeder;
import org.tavan.powerflow.SharedFeeders;
import org.tavan.powerflow.ThreePhaseFlow;
import org.tavan.powerflow.ThreePhaseSettings;
import org.tavan.powerflow.ThreePhaseTaps;
import org.tavan.powerflow.ZipLoad;

/// Section 3.4 of the paper and its figure 14: the default microgrid's load on the IEEE 13 bus feeder before and after voltage reduction.
class PaperVoltageTest {
    private static final int HOURS = 24;
    private static final int NOON = 13;

    private final RadialFeeder feeder = SharedFeeders.ieee13();
    private final PaperDay day = new PaperDay();

    /// The microgrid's load is a twentieth of the feeder's, which the paper does not say.
    enum Scale {
        /// The feeder carries the microgrid's kilowatts: nominal voltage and no capacitors before.
        MICROGRID,
        /// The feeder carries its own load at the microgrid's peak, and its shape: the published taps and capacitors before.
        FEEDER;

        private FeederPositions before() {
            return switch (this) {
                case MICROGRID -> new FeederPositions(List.of(0), List.of(0, 0));
                case FEEDER -> new FeederPositions(List.of(10), List.of(1, 1));
            };
        }

        /// The published positions 10, 8 and 11 about 10.
        private ThreePhaseTaps offset() {
            return switch (this) {
                case MICROGRID -> ThreePhaseTaps.NEUTRAL;
                case FEEDER -> new ThreePhaseTaps(0, -2, 1);
            };
        }
    }

    enum Loads {
        NATIVE, RESIDENTIAL, COMMERCIAL
    }

    private RadialFeeder feeder(Loads loads) {
        return switch (loads) {
            case NATIVE -> feeder;
            case RESIDENTIAL -> feeder.withLoads(new ZipLoad(0.96, -1.17, 1.21, 6.28, -10.16, 4.88));
            case COMMERCIAL -> feeder.withLoads(new ZipLoad(0.40, -0.40, 1.01, 4.43, -7.98, 4.56));
        };
    }

    private double factor(Scale scale) {
        return switch (scale) {
            case MICROGRID -> 1 / feeder.buses().stream().mapToDouble(RadialFeeder.Bus::loadKw).sum();
            case FEEDER -> 1 / Arrays.stream(day.problem().demandKw().toArray()).max().orElseThrow();
        };
    }

    private CvrProblem problem(RadialFeeder on, Profile loadKw, Scale scale, double coolingShare,
            int recoveryIntervals) {
        List<CvrInterval> intervals = new ArrayList<>();
        for (int t = 0; t < HOURS; t++) {
            FeederDemand demand = FeederDemand.scaled(on, factor(scale) * loadKw.get(t));
            intervals.add(new CvrInterval(new FeederDemand(
                    demand.buses().stream().map(power -> power.restoring(coolingShare, 0.7)).toList(),
                    demand.inverterKw()), 1));
        }
        return new CvrProblem(on, intervals, 1, VoltageLimits.USUAL, SwitchingLimits.NONE, scale.before(),
                recoveryIntervals);
    }

    private static FeederDay day(CvrOutcome outcome) {
        return assertInstanceOf(CvrOutcome.Planned.class, outcome, outcome::toString).day();
    }

    private static FeederDay before(CvrProblem problem) {
        return day(new CvrPlanner(problem).follow(Collections.nCopies(HOURS, problem.before())));
    }

    private PositionCheck check(Scale scale) {
        return new ThreePhaseCheck(feeder, SharedFeeders.ieee13ThreePhase(), VoltageLimits.USUAL,
                scale.offset());
    }

    /// After demand response of a tenth in both programmes, as the figure has it.
    private Profile respondedKw() {
        return day.response(0.1, 0.1).loadKw();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"MICROGRID, NATIVE, 1.30, 1.30, -7", "MICROGRID, RESIDENTIAL, 3.07, 3.07, -7",
            "MICROGRID, COMMERCIAL, 1.64, 1.64, -7", "FEEDER, NATIVE, 1.54, 1.16, 3",
            "FEEDER, RESIDENTIAL, 4.16, 3.48, 2", "FEEDER, COMMERCIAL, 2.10, 1.77, 2"})
    void figure14SinglePhase(Scale scale, Loads loads, double energyPercent, double peakPercent,
            int highestTap) {
        CvrProblem problem = problem(feeder(loads), respondedKw(), scale, 0, 0);

        FeederDay reduced = day(new CvrPlanner(problem).plan());

        CvrSavings savings = CvrSavings.between(before(problem), reduced);
        assertEquals(energyPercent, 100 * savings.energyShare(), 0.006);
        assertEquals(peakPercent, 100 * savings.peakShare(), 0.006);
        assertEquals(highestTap, reduced.intervals()
                .stream()
                .mapToInt(hour -> hour.positions().taps().getFirst())
                .max()
                .orElseThrow());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"MICROGRID, 1.30, 1.30", "FEEDER, 1.02, 0.67"})
    void figure14WhereEveryPhaseKeepsTheLimits(Scale scale, double energyPercent, double peakPercent) {
        CvrProblem problem = problem(feeder, respondedKw(), scale, 0, 0);

        CvrSavings savings = CvrSavings.between(before(problem),
                day(new CvrPlanner(problem, check(scale)).plan()));

        assertEquals(energyPercent, 100 * savings.energyShare(), 0.006);
        assertEquals(peakPercent, 100 * savings.peakShare(), 0.006);
    }

    @Test
    void theMicrogridsPeakLowersTheVoltageByHalfAPercentAtMost() {
        double peakShare = factor(Scale.MICROGRID) / factor(Scale.FEEDER);
        DistFlow single = new DistFlow(feeder);
        single.set(FeederDemand.scaled(feeder, peakShare));
        single.set(Scale.MICROGRID.before());
        ThreePhaseFlow phases = new ThreePhaseFlow(SharedFeeders.ieee13ThreePhase(),
                ThreePhaseSettings.DEFAULT);
        phases.setLoadFactors(peakShare);
        phases.setCapacitorSteps(0, 0);
        phases.setCapacitorSteps(1, 0);

        boolean isSolved = single.converge() && phases.solve();

        assertTrue(isSolved);
        assertEquals(0.0443, peakShare, 5e-5);
        assertEquals(0.99645, IntStream.range(0, feeder.buses().size())
                .mapToDouble(single::voltagePu)
                .min()
                .orElseThrow(), 1e-5);
        assertEquals(0.99454, phases.lowestVoltagePu(), 1e-5);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Scale.class)
    void coolingLoadsDrawLessInTheReducedHourAndTheSameEnergyInTheDay(Scale scale) {
        CvrProblem problem = problem(feeder(Loads.RESIDENTIAL), respondedKw(), scale, 1, 1);
        List<FeederPositions> lowered = new ArrayList<>(Collections.nCopies(HOURS, problem.before()));
        lowered.set(NOON,
                new FeederPositions(List.of(scale.before().taps().getFirst() - 6),
                        scale.before().capacitorSteps()));

        FeederDay before = before(problem);
        FeederDay reduced = day(new CvrPlanner(problem).follow(lowered));

        double fallen = 1 - reduced.intervals().get(NOON).loadKw() / before.intervals().get(NOON).loadKw();
        assertTrue(fallen > 0.02 && fallen < 0.04, () -> "%.4f".formatted(fallen));
        assertTrue(reduced.intervals().get(NOON + 1).loadKw() > 1.02
                * before.intervals().get(NOON + 1).loadKw());
        assertEquals(before.loadKwh(), reduced.loadKwh(), 1e-3 * before.loadKwh());
        assertEquals(0, reduced.unservedKwh(), 1e-9);
    }

    /// The microgrid's load as voltage reduction leaves it, hour by hour (kW).
    private Profile reducedKw(Profile loadKw, Scale scale) {
        CvrProblem problem = problem(feeder, loadKw, scale, 0, 0);
        FeederDay before = before(problem);
        FeederDay after = day(new CvrPlanner(problem, check(scale)).plan());
        double[] reduced = loadKw.toArray();
        for (int t = 0; t < HOURS; t++) {
            reduced[t] *= after.intervals().get(t).consumptionKw()
                    / before.intervals().get(t).consumptionKw();
        }
        return Profile.of(reduced);
    }

    private double cents(Profile loadKw) {
        return PaperDay.cheapest(day.problem().withDemandKw(loadKw)).cost().totalCents();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"MICROGRID, 464.3, 354.9", "FEEDER, 483.2, 257.3"})
    @Tag("slow")
    void demandResponseSavesAboutAsMuchUnderVoltageReductionWhichSavesHalfAsMuchAgain(Scale scale,
            double savedUnderReduction, double savedByReduction) {
        Profile plain = day.problem().demandKw();

        double saved = cents(plain) - cents(respondedKw());
        double both = cents(reducedKw(respondedKw(), scale));

        assertEquals(476.2, saved, 0.1);
        assertEquals(savedUnderReduction, cents(reducedKw(plain, scale)) - both, 0.5);
        assertEquals(savedByReduction, cents(respondedKw()) - both, 0.5);
    }
}
