package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.asset.Battery;
import org.tavan.certificate.UncertainRow;
import org.tavan.certificate.WorstCaseViolation;
import org.tavan.conic.Profile;
import org.tavan.dro.LinearProgram.Sum;
import org.tavan.recourse.AffineRecourse;
import org.tavan.recourse.CausalRecourse;
import org.tavan.recourse.DiagonalRecourse;
import org.tavan.recourse.StorageRule;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.WassersteinBall;

class WorstCaseViolationTest {
    private static final double NOMINAL_KW = 10;

    private record Instance(RandomGenerator random, AffineRecourse rule, Profile marginKw,
            WassersteinBall ball) {
        static Instance of(long seed, boolean causal, int intervals, int count) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            double[][] samples = new double[count][intervals];
            double[] margin = new double[intervals];
            for (double[] sample : samples) {
                for (int t = 0; t < intervals; t++) {
                    sample[t] = 0.1 * random.nextGaussian();
                }
            }
            for (int t = 0; t < intervals; t++) {
                margin[t] = 2 * random.nextDouble();
            }
            double[] packed = new double[causal ? CausalRecourse.packedLength(intervals) : intervals];
            for (int k = 0; k < packed.length; k++) {
                packed[k] = causal ? 8 * random.nextDouble() - 4 : 14 * random.nextDouble();
            }
            EmpiricalDistribution distribution = EmpiricalDistribution.of(samples);
            double radius = new double[]{0, 0.005, 0.02, 0.1}[random.nextInt(4)];
            return new Instance(random, causal
                    ? new CausalRecourse(intervals, Profile.of(packed))
                    : new DiagonalRecourse(Profile.of(packed)), Profile.of(margin),
                    new WassersteinBall(radius, Norm.ONE,
                            distribution, distribution.supportBox(0.1)));
        }

        double certificate() {
            return WorstCaseViolation.of(rule, NOMINAL_KW, marginKw, ball);
        }

        double open(int t, int j) {
            return (j == t ? NOMINAL_KW : 0) - rule.gainKw(t, j);
        }

        boolean violated(double[] xi) {
            for (int t = 0; t < marginKw.length(); t++) {
                double demand = 0;
                for (int j = 0; j < xi.length; j++) {
                    demand += open(t, j) * xi[j];
                }
                if (demand > marginKw.get(t)) {
                    return true;
                }
            }
            return false;
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theCertificateOfADiagonalRuleIsTheValueOfTheTransportProgram(long seed) {
        Instance instance = Instance.of(seed, false, 3, 4);

        assertEquals(transportProgram(instance), instance.certificate(), 1e-7);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theCertificateOfACausalRuleIsTheValueOfTheTransportProgram(long seed) {
        Instance instance = Instance.of(seed, true, 3, 4);

        assertEquals(transportProgram(instance), instance.certificate(), 1e-7);
    }

    /// All the ways to move probability at once: from sample `i` the mass `z` goes into the unsafe half-space of interval `t`,
    /// displaced by `w/z` on average; the perspective makes that linear.
    private static double transportProgram(Instance instance) {
        LinearProgram program = new HighsProgram();
        SupportBox box = instance.ball().box();
        int intervals = box.intervals();
        Sum distance = new Sum();
        for (int i = 0; i < instance.ball().samples().count(); i++) {
            Sum mass = new Sum();
            for (int t = 0; t < intervals; t++) {
                int z = program.variable(0, 1, -1);
                mass.add(z, 1);
                Sum demand = new Sum().add(z, -instance.marginKw().get(t));
                for (int j = 0; j < intervals; j++) {
                    double xi = instance.ball().samples().value(i, j);
                    int up = program.variable(0, LinearProgram.INFINITY, 0);
                    int down = program.variable(0, LinearProgram.INFINITY, 0);
                    distance.add(up, 1).add(down, 1);
                    program.atMost(new Sum().add(up, 1).add(z, xi - box.high().get(j)), 0);
                    program.atMost(new Sum().add(down, 1).add(z, box.low().get(j) - xi), 0);
                    demand.add(z, instance.open(t, j) * xi)
                            .add(up, instance.open(t, j))
                            .add(down, -instance.open(t, j));
                }
                program.range(demand, 0, LinearProgram.INFINITY);
            }
            program.atMost(mass, 1.0 / instance.ball().samples().count());
        }
        program.atMost(distance, instance.ball().radius());
        return -program.minimum().orElseThrow();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noDistributionFoundInTheBallViolatesMore(long seed) {
        Instance instance = Instance.of(seed, seed % 2 == 0, 4, 6);
        double certificate = instance.certificate();
        double most = 0;

        for (int trial = 0; trial < 500; trial++) {
            most = Math.max(most, randomViolation(instance));
        }

        assertTrue(most <= certificate + 1e-12, most + " > " + certificate);
    }

    /// Moves a random part of each sample to a random point, many of them at the corners, as long as the budget lasts.
    private static double randomViolation(Instance instance) {
        SupportBox box = instance.ball().box();
        int count = instance.ball().samples().count();
        double budget = instance.ball().radius();
        double violation = 0;
        for (int i = 0; i < count; i++) {
            double[] here = new double[box.intervals()];
            double[] there = new double[box.intervals()];
            double distance = 0;
            for (int j = 0; j < here.length; j++) {
                here[j] = instance.ball().samples().value(i, j);
                double u = Math.clamp(-0.5 + 2 * instance.random().nextDouble(), 0, 1);
                boolean moves = instance.random().nextBoolean();
                there[j] = moves ? box.low().get(j) + u * (box.high().get(j) - box.low().get(j)) : here[j];
                distance += Math.abs(there[j] - here[j]);
            }
            double part = distance == 0 ? 0 : Math.min(1.0 / count, budget / distance);
            budget -= part * distance;
            violation += (instance.violated(there) ? part : 0)
                    + (instance.violated(here) ? 1.0 / count - part : 0);
        }
        return violation;
    }

    static LongStream few() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("few")
    void theRowsOfABatteryAreBrokenWhereItLeavesItsLimits(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Battery battery = new Battery(1, 6, 3, 2, 2.5, 0.9, 0.8, 0);
        Profile leastKwh = Profile.of(1, 2, 3);
        StorageRule rule = new StorageRule("s", battery, Profile.of(1, 0.5, 1), Profile.of(0.5, 0.2, 0.1),
                gains(random),
                gains(random));
        List<UncertainRow> rows = WorstCaseViolation.storageRows(rule, 3, leastKwh, 0.5);
        int broken = 0;

        for (int point = 0; point < 500; point++) {
            double[] xi = random.doubles(3, -1, 1).toArray();
            boolean leaves = false;
            double energy = 3;
            for (int t = 0; t < 3; t++) {
                double charge = rule.chargeKw().get(t) + answer(rule.chargeGain(), t, xi);
                double discharge = rule.dischargeKw().get(t) + answer(rule.dischargeGain(), t, xi);
                energy += 0.5 * (0.9 * charge - discharge / 0.8);
                leaves |= charge < 0 || charge > 2 || discharge < 0 || discharge > 2.5 || energy > 6
                        || energy < leastKwh.get(t);
            }
            boolean rowBroken = rows.stream().anyMatch(row -> {
                double sum = 0;
                for (int t = 0; t < 3; t++) {
                    sum += row.coefficients().get(t) * xi[t];
                }
                return sum > row.limit();
            });
            assertEquals(leaves, rowBroken);
            broken += leaves ? 1 : 0;
        }
        assertTrue(0 < broken && broken < 500, "broken " + broken);
    }

    private static CausalRecourse gains(RandomGenerator random) {
        return new CausalRecourse(3, Profile.of(random.doubles(6, -0.4, 0.4).toArray()));
    }

    private static double answer(CausalRecourse gain, int t, double[] xi) {
        double sum = 0;
        for (int j = 0; j <= t; j++) {
            sum += gain.gainKw(t, j) * xi[j];
        }
        return sum;
    }

    @Test
    void demandEqualToSupplyIsSafeWithoutABudget() {
        WassersteinBall still = new WassersteinBall(0, Norm.ONE,
                EmpiricalDistribution.of(new double[][]{{0.1}}),
                new SupportBox(
                        Profile.of(-0.2), Profile.of(0.2)));

        assertEquals(0, WorstCaseViolation.of(new DiagonalRecourse(Profile.of(0)), 10, Profile.of(1), still));
        assertEquals(1,
                WorstCaseViolation.of(new DiagonalRecourse(Profile.of(0)), 10, Profile.of(0.999), still));
    }

    @Test
    void aMarginForTheWholeBoxIsSafeAtAnyRadius() {
        WassersteinBall wide = new WassersteinBall(100, Norm.ONE,
                EmpiricalDistribution.of(new double[][]{{0.1}}),
                new SupportBox(
                        Profile.of(-0.2), Profile.of(0.2)));

        assertEquals(0, WorstCaseViolation.of(new DiagonalRecourse(Profile.of(0)), 10, Profile.of(2), wide));
        assertEquals(1,
                WorstCaseViolation.of(new DiagonalRecourse(Profile.of(0)), 10, Profile.of(1.999), wide));
    }

    @Test
    void aBudgetThatReachesHalfTheSampleMovesHalfTheProbability() {
        WassersteinBall ball = new WassersteinBall(0.05, Norm.ONE,
                EmpiricalDistribution.of(new double[][]{{0.0}}),
                new SupportBox(
                        Profile.of(-0.2), Profile.of(0.2)));

        double violation = WorstCaseViolation.of(new DiagonalRecourse(Profile.of(0)), 10, Profile.of(1),
                ball);

        assertEquals(0.5, violation, 1e-15);
    }

    @Test
    void profilesOfDifferentLengthAreRefused() {
        WassersteinBall ball = new WassersteinBall(0, Norm.ONE,
                EmpiricalDistribution.of(new double[][]{{0.1}}),
                new SupportBox(
                        Profile.of(-0.2), Profile.of(0.2)));

        assertThrows(IllegalArgumentException.class,
                () -> WorstCaseViolation.of(new DiagonalRecourse(Profile.of(0)), 10,
                        Profile.of(1, 2), ball));
    }
}
