package org.tavan.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.Profile;
import org.tavan.uncertainty.SampleDay.Kind;

class DayWeightsTest {
    private static final LocalDate START = LocalDate.of(2021, 3, 1);

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static SampleDay day(int number, double... features) {
        LocalDate date = START.plusDays(number);
        boolean rest = date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
        return new SampleDay(date, rest ? Kind.WEEKEND : Kind.WEEKDAY, Profile.of(features));
    }

    private static List<SampleDay> days(int count) {
        List<SampleDay> days = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            days.add(day(i));
        }
        return days;
    }

    @Test
    void aSampleCountsHalfAfterTheHalfLife() {
        DayWeights weights = DayWeights.of(days(29), day(28), List.of(new RecencyKernel(14)), 1);

        assertEquals(0.5, weights.weights().get(14) / weights.weights().get(28), 1e-14);
        assertEquals(0.25, weights.weights().get(0) / weights.weights().get(28), 1e-14);
        assertEquals(0, weights.uniformShare());
        assertThrows(IllegalArgumentException.class,
                () -> DayWeights.of(days(2), day(0), List.of(new RecencyKernel(14)), 1));
    }

    @Test
    void kindsOfDaysWeighAsTheirPair() {
        SampleDay work = new SampleDay(START, Kind.WEEKDAY);
        SampleDay rest = new SampleDay(START, Kind.WEEKEND);
        SampleDay feast = new SampleDay(START, Kind.HOLIDAY);
        DayKindKernel kernel = new DayKindKernel(0.1, 0.2, 0.3);

        for (SampleDay day : List.of(work, rest, feast)) {
            assertEquals(0, kernel.logWeight(day, day));
        }
        assertEquals(Math.log(0.1), kernel.logWeight(work, rest));
        assertEquals(Math.log(0.1), kernel.logWeight(rest, work));
        assertEquals(Math.log(0.2), kernel.logWeight(work, feast));
        assertEquals(Math.log(0.2), kernel.logWeight(feast, work));
        assertEquals(Math.log(0.3), kernel.logWeight(rest, feast));
        assertEquals(Math.log(0.3), kernel.logWeight(feast, rest));
        assertEquals(0, DayKindKernel.workAndRest(0).logWeight(feast, rest));
        assertEquals(Double.NEGATIVE_INFINITY, DayKindKernel.workAndRest(0).logWeight(work, rest));
    }

    /// σ = 2 of the first feature; d = 1, because the second is the same on all days.
    @Test
    void theBandwidthIsTheNormalReferenceRule() {
        List<SampleDay> days = List.of(day(0, 10, 7), day(1, 12, 7), day(2, 14, 7));

        FeatureKernel kernel = FeatureKernel.ofDays(days);

        double expected = 2 * Math.pow(4.0 / (3 * 3), 0.2);
        assertEquals(expected, kernel.bandwidths().get(0), 1e-14);
        assertEquals(Double.POSITIVE_INFINITY, kernel.bandwidths().get(1));
        assertEquals(-0.5 * Math.pow(3 / expected, 2), kernel.logWeight(day(3, 10, 1), day(4, 13, 9)), 1e-14);
        assertThrows(IllegalArgumentException.class, () -> kernel.logWeight(day(3, 10), day(4, 13, 9)));
    }

    @Test
    void kernelsCombineByProduct() {
        List<DayKernel> kernels = List.of(new RecencyKernel(7), DayKindKernel.workAndRest(0.25));

        Profile weights = DayWeights.of(days(14), day(14), kernels, 1).weights();

        double weekend = 0.25 * Math.pow(0.5, (14 - 6) / 7.0);
        double weekday = Math.pow(0.5, (14 - 11) / 7.0);
        assertEquals(weekend / weekday, weights.get(6) / weights.get(11), 1e-14);
        assertEquals(1, Arrays.stream(weights.toArray()).sum(), 1e-14);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theEffectiveCountNeverFallsBelowItsFloor(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<SampleDay> days = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            days.add(day(i, random.nextGaussian(), random.nextGaussian()));
        }
        List<DayKernel> kernels = List.of(new RecencyKernel(0.5 + 30 * random.nextDouble()),
                DayKindKernel.workAndRest(random.nextDouble()), FeatureKernel.ofDays(days));
        SampleDay target = day(60, 3 * random.nextGaussian(), 0);
        DayWeights raw = DayWeights.of(days, target, kernels, 1);

        for (double floor : new double[]{1, 5, 20, 59, 60, 1000}) {
            DayWeights weights = DayWeights.of(days, target, kernels, floor);

            double expected = Math.max(raw.effectiveCount(), Math.min(floor, 60));
            assertEquals(expected, weights.effectiveCount(), 1e-9 * expected);
            assertEquals(1, Arrays.stream(weights.weights().toArray()).sum(), 1e-12);
            assertEquals(weights.uniformShare() > 0, floor > raw.effectiveCount());
        }
    }

    @Test
    void whereNoDayIsAlikeAllAreEqual() {
        List<SampleDay> work = days(5);

        DayWeights none = DayWeights.of(work, day(5), List.of(DayKindKernel.workAndRest(0)), 1);

        assertEquals(Profile.of(0.2, 0.2, 0.2, 0.2, 0.2), none.weights());
        assertEquals(1, none.uniformShare());
        assertEquals(5, none.effectiveCount(), 1e-12);
    }

    @Test
    void farDaysStillHaveANearest() {
        List<SampleDay> days = List.of(day(0, 0), day(1, 100), day(2, 200));

        DayWeights weights = DayWeights.of(days, day(3, 1e6), List.of(new FeatureKernel(Profile.of(1))), 1);

        assertEquals(Profile.of(0, 0, 1), weights.weights());
        assertEquals(1, weights.weigh(List.of(Profile.of(1), Profile.of(2), Profile.of(3))).count());
    }

    @Test
    void withoutKernelsNoDigitChanges() {
        List<Profile> samples = List.of(Profile.of(0.1), Profile.of(0.2), Profile.of(0.7));

        EmpiricalDistribution weighted = DayWeights.of(days(3), day(3), List.of(), 2).weigh(samples);

        assertEquals(EmpiricalDistribution.of(samples), weighted);
    }

    /// Cold days have residuals of 3 kW, warm ones of 1 kW.
    @Test
    void likeDaysTellTheTailOfAColdDay() {
        double truth = 3 * 2.0627;
        double weightedError = 0;
        double plainError = 0;
        for (long seed = 0; seed < 50; seed++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            List<SampleDay> days = new ArrayList<>();
            List<Profile> samples = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                double temperature = 30 * random.nextDouble() - 5;
                days.add(day(i, temperature));
                samples.add(Profile.of((temperature < 5 ? 3 : 1) * random.nextGaussian()));
            }

            DayWeights weights = DayWeights.of(days, day(200, -2), List.of(FeatureKernel.ofDays(days)), 20);

            assertTrue(weights.effectiveCount() > 20 && weights.effectiveCount() < 200);
            weightedError += Math.abs(weights.weigh(samples).upperTail(0.05).get(0) - truth) / 50;
            plainError += Math.abs(EmpiricalDistribution.of(samples).upperTail(0.05).get(0) - truth) / 50;
        }

        assertTrue(weightedError < 0.6 * plainError, weightedError + " against " + plainError);
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new RecencyKernel(0));
        assertThrows(IllegalArgumentException.class, () -> new RecencyKernel(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new DayKindKernel(0, 1.1, 0));
        assertThrows(IllegalArgumentException.class, () -> new FeatureKernel(Profile.of(-1)));
        assertThrows(IllegalArgumentException.class, () -> day(0, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> FeatureKernel.ofDays(List.of(day(0, 1))));
        assertThrows(IllegalArgumentException.class,
                () -> FeatureKernel.ofDays(List.of(day(0, 1, 2), day(1, 1))));
        assertThrows(IllegalArgumentException.class, () -> DayWeights.of(List.of(), day(0), List.of(), 1));
        assertThrows(IllegalArgumentException.class, () -> DayWeights.of(days(2), day(2), List.of(), 0.5));
    }
}
