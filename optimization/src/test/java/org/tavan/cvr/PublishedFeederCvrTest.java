package org.tavan.cvr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tavan.powerflow.FeederDemand;
import org.tavan.powerflow.FeederPositions;
import org.tavan.powerflow.RadialFeeder;
import org.tavan.powerflow.SharedFeeders;
import org.tavan.powerflow.ZipLoad;

/// What voltage reduction saves on the single-phase equivalent of the IEEE 13-node feeder, against tap +10 at full load.
class PublishedFeederCvrTest {
    private static final ZipLoad RESIDENTIAL_E = new ZipLoad(0.96, -1.17, 1.21, 6.28, -10.16, 4.88);
    private static final ZipLoad COMMERCIAL_E = new ZipLoad(0.40, -0.40, 1.01, 4.43, -7.98, 4.56);

    private static CvrProblem day(RadialFeeder feeder, SwitchingLimits switching, int intervals) {
        List<CvrInterval> hours = IntStream.range(0, intervals)
                .mapToObj(t -> new CvrInterval(
                        FeederDemand.scaled(feeder,
                                intervals == 1 ? 1 : 0.7 - 0.3 * Math.cos(Math.PI * t / 12)),
                        1))
                .toList();
        return new CvrProblem(feeder, hours, 1, VoltageLimits.USUAL, switching,
                FeederPositions.allIn(feeder, 10), 0);
    }

    private static CvrSavings savings(RadialFeeder feeder) {
        CvrProblem problem = day(feeder, SwitchingLimits.NONE, 1);
        CvrPlanner planner = new CvrPlanner(problem);
        FeederDay reference = assertInstanceOf(CvrOutcome.Planned.class,
                planner.follow(List.of(problem.before())))
                .day();
        FeederDay plan = assertInstanceOf(CvrOutcome.Planned.class, planner.plan()).day();
        return CvrSavings.between(reference, plan);
    }

    @Test
    void savingsByKindOfLoadAreTheMeasuredOnes() {
        RadialFeeder feeder = SharedFeeders.ieee13();

        CvrSavings nativeLoads = savings(feeder);
        CvrSavings residential = savings(feeder.withLoads(RESIDENTIAL_E));
        CvrSavings commercial = savings(feeder.withLoads(COMMERCIAL_E));

        assertEquals(1.15, 100 * nativeLoads.energyShare(), 0.005);
        assertEquals(3.36, 100 * residential.energyShare(), 0.005);
        assertEquals(1.54, 100 * commercial.energyShare(), 0.005);
        assertTrue(nativeLoads.loadKwh() > 0 && nativeLoads.lossKwh() < 0, nativeLoads::toString);
    }

    @Test
    void aDayUnderSwitchingLimitsCostsNoLessThanOneWithoutAndKeepsThem() {
        RadialFeeder feeder = SharedFeeders.ieee13().withLoads(RESIDENTIAL_E);
        SwitchingLimits limited = new SwitchingLimits(2, 12, 1, 4, 0, 0);
        CvrProblem tight = day(feeder, limited, 24);
        CvrProblem near = new CvrProblem(feeder, tight.intervals(), 1, tight.limits(), limited,
                FeederPositions.allIn(feeder, 2), 0);

        CvrOutcome.Planned free = assertInstanceOf(CvrOutcome.Planned.class,
                new CvrPlanner(day(feeder, SwitchingLimits.NONE, 24)).plan());
        CvrOutcome.Planned kept = assertInstanceOf(CvrOutcome.Planned.class, new CvrPlanner(near).plan());

        assertTrue(kept.tapSteps() <= 12 && kept.capacitorSteps() <= 4, kept::toString);
        assertTrue(free.tapSteps() > 12, () -> "the limit binds: " + free.tapSteps());
        assertTrue(kept.energyCents() >= free.energyCents());
    }
}
