package org.tavan.simulator.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tavan.schema.Reading;

class SimulatedMeterTest {
    private static final Instant ORIGIN = Instant.parse("2025-03-01T20:30:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int STEPS = 288;
    private static final String METER = "sim:tehran/home-1/load";

    @ParameterizedTest
    @EnumSource
    void everyKindOfMeterAddsUpToTheSameEnergy(MeterKind kind) {
        List<Reading> readings = run(kind, List.of());

        double wattHours = switch (kind.accumulation()) {
            case BULK_QUANTITY -> value(readings.getLast()) - value(readings.getFirst());
            case DELTA_DATA -> readings.stream().mapToDouble(SimulatedMeterTest::value).sum();
            case AVERAGE, INSTANTANEOUS ->
                readings.stream().mapToDouble(reading -> value(reading) / 12).sum();
            default -> throw new AssertionError(kind);
        };

        assertEquals(truthWattHours(), wattHours, 1.5);
        int periods = STEPS * 5 / kind.periodMinutes(60);
        assertEquals(kind == MeterKind.REGISTER ? periods + 1 : periods, readings.size());
    }

    @Test
    void intervalsOfMeanAndDeltaReadingsFollowOneAnotherWithoutGap() {
        for (MeterKind kind : List.of(MeterKind.POWER, MeterKind.QUARTER_ENERGY, MeterKind.INTERVAL_ENERGY)) {
            Instant end = ORIGIN;
            for (Reading reading : run(kind, List.of())) {
                assertEquals(end, reading.getIntervalStart());
                end = reading.getReadingTime();
            }
            assertEquals(ORIGIN.plus(STEP.multipliedBy(STEPS)), end);
        }
    }

    @Test
    void aSilentMeterSendsNothingButItsRegisterGoesOn() {
        List<Reading> healthy = run(MeterKind.REGISTER, List.of());
        List<Reading> faulty = run(MeterKind.REGISTER, List.of(fault(FaultKind.SILENT, 2, 5)));

        assertEquals(healthy.size() - 12, faulty.size());
        assertEquals(healthy.getLast(), faulty.getLast());
        assertTrue(faulty.stream()
                .noneMatch(reading -> fault(FaultKind.SILENT, 2, 5).at(reading.getReadingTime())));
    }

    @Test
    void aSpikeIsAThousandTimesTooLarge() {
        List<Reading> healthy = run(MeterKind.POWER, List.of());
        List<Reading> faulty = run(MeterKind.POWER, List.of(fault(FaultKind.SPIKE, 2, 3)));

        for (int i = 0; i < healthy.size(); i++) {
            boolean spiked = fault(FaultKind.SPIKE, 2, 3).at(healthy.get(i).getReadingTime());
            assertEquals(healthy.get(i).getMantissa() * (spiked ? 1000 : 1), faulty.get(i).getMantissa());
        }
    }

    @Test
    void aResetRegisterBeginsAgainAtZeroAndCountsOn() {
        List<Reading> readings = run(MeterKind.REGISTER, List.of(fault(FaultKind.REGISTER_RESET, 6, 7)));

        int dips = 0;
        for (int i = 1; i < readings.size(); i++) {
            dips += readings.get(i).getMantissa() < readings.get(i - 1).getMantissa() ? 1 : 0;
        }
        assertEquals(1, dips);
        assertTrue(value(readings.getLast()) < truthWattHours());
    }

    @Test
    void aRegisterTurnsOverAtItsModulus() {
        List<Reading> readings = new ArrayList<>();
        var meter = new SimulatedMeter(METER, "test", MeterKind.REGISTER, ORIGIN, 60, 99, 100, List.of());
        feed(meter, readings);

        assertTrue(readings.stream().allMatch(reading -> value(reading) >= 0 && value(reading) < 100_000));
        assertTrue(value(readings.getLast()) < value(readings.getFirst()));
    }

    @Test
    void aFastClockStampsFourHoursAhead() {
        Reading last = run(MeterKind.QUARTER_ENERGY, List.of(fault(FaultKind.CLOCK_SKEW, 0, 25))).getLast();

        assertEquals(Duration.ofHours(4), Duration.between(last.getKnowledgeTime(), last.getReadingTime()));
        assertEquals(Duration.ofMinutes(15),
                Duration.between(last.getIntervalStart(), last.getReadingTime()));
    }

    @Test
    void duplicatesAreExactCopies() {
        List<Reading> healthy = run(MeterKind.POWER, List.of());
        List<Reading> faulty = run(MeterKind.POWER, List.of(fault(FaultKind.DUPLICATES, 2, 3)));

        assertEquals(healthy.size() + 12, faulty.size());
        assertEquals(healthy, faulty.stream().distinct().toList());
    }

    @Test
    void outOfOrderMeansEveryOtherReadingComesAfterTheNextOne() {
        List<Reading> healthy = run(MeterKind.POWER, List.of());
        List<Reading> faulty = run(MeterKind.POWER, List.of(fault(FaultKind.OUT_OF_ORDER, 2, 3)));

        long late = faulty.stream()
                .filter(reading -> reading.getKnowledgeTime().isAfter(reading.getReadingTime()))
                .count();
        assertEquals(6, late);
        assertEquals(healthy.size(), faulty.size());
        for (int i = 1; i < faulty.size(); i++) {
            assertTrue(!faulty.get(i).getKnowledgeTime().isBefore(faulty.get(i - 1).getKnowledgeTime()));
        }
        assertEquals(healthy.stream().map(Reading::getReadingTime).toList(),
                faulty.stream().map(Reading::getReadingTime).sorted().toList());
    }

    private static List<Reading> run(MeterKind kind, List<Fault> faults) {
        List<Reading> readings = new ArrayList<>();
        feed(new SimulatedMeter(METER, "test", kind, ORIGIN, 60, 10, 1000, faults), readings);
        return readings;
    }

    private static void feed(SimulatedMeter meter, List<Reading> into) {
        meter.step(ORIGIN, Duration.ZERO, 0, into::add);
        for (int i = 1; i <= STEPS; i++) {
            meter.step(ORIGIN.plus(STEP.multipliedBy(i)), STEP, energy(i), into::add);
        }
    }

    private static long energy(int step) {
        return 400_000 + (step * 7919L) % 100_003;
    }

    private static double truthWattHours() {
        double sum = 0;
        for (int i = 1; i <= STEPS; i++) {
            sum += energy(i) / 1000.0;
        }
        return sum;
    }

    private static double value(Reading reading) {
        return reading.getMantissa() * Math.pow(10, reading.getScaler());
    }

    private static Fault fault(FaultKind kind, int fromHour, int toHour) {
        return new Fault(METER, kind, ORIGIN.plus(Duration.ofHours(fromHour)),
                ORIGIN.plus(Duration.ofHours(toHour)));
    }
}
