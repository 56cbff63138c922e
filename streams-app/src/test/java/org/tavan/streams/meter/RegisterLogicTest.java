package org.tavan.streams.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.schema.Accumulation;
import org.tavan.schema.Channel;
import org.tavan.schema.Reading;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Unit;
import org.tavan.streams.MeteringConfig;
import org.tavan.streams.codec.BinaryWriter;

class RegisterLogicTest {
    private static final long START = Instant.parse("2021-03-01T00:00:00Z").toEpochMilli();
    private static final long QUARTER = 900_000;
    private static final long HOUR = 4 * QUARTER;

    /// A register under test with everything that it has emitted.
    private static final class Register {
        final Map<String, byte[]> chunks = new HashMap<>();
        final List<MeterInterval> emitted = new ArrayList<>();
        final TreeMap<Long, Energy> newest = new TreeMap<>();
        final Registration registration;
        RegisterLogic logic;

        Register(double modulusKwh) {
            registration = new Registration(1, "c", "p", Channel.LOAD, 100, modulusKwh,
                    new SettlementGrid(0, QUARTER),
                    START / QUARTER, Long.MAX_VALUE);
            logic = make();
        }

        private RegisterLogic make() {
            return new RegisterLogic("m", List.of(registration), MeteringConfig.DEFAULT, new ChunkStore() {
                @Override
                public byte @Nullable [] get(String register, long firstTime) {
                    return chunks.get(register + firstTime);
                }

                @Override
                public void put(String register, long firstTime, byte @Nullable [] chunk) {
                    if (chunk == null) {
                        chunks.remove(register + firstTime);
                    } else {
                        chunks.put(register + firstTime, chunk);
                    }
                }
            }, (_, interval) -> {
                emitted.add(interval);
                newest.merge(interval.tick(), interval.energy(),
                        (before, energy) -> interval.isRevision() ? energy : before);
            });
        }

        void restart() {
            byte[] state = logic.write(new BinaryWriter());
            logic = make();
            logic.read(state);
            chunks.keySet().forEach(key -> logic.addChunk(Long.parseLong(key.substring(1))));
        }

        Verdict take(Reading reading) {
            return logic.take(reading, true);
        }

        Energy at(long tick) {
            return Objects.requireNonNull(newest.get(tick));
        }

        double totalKwh(long from, long to) {
            return newest.subMap(from / QUARTER, to / QUARTER)
                    .values()
                    .stream()
                    .mapToDouble(Energy::kWh)
                    .sum();
        }
    }

    private static Reading.Builder reading(Accumulation accumulation, long time, long mantissa, int scaler) {
        boolean energy = accumulation == Accumulation.BULK_QUANTITY
                || accumulation == Accumulation.DELTA_DATA;
        return Reading.newBuilder()
                .setMeterId("m")
                .setAccumulation(accumulation)
                .setUnit(energy ? Unit.WH : Unit.W)
                .setMantissa(mantissa)
                .setScaler(scaler)
                .setReadingTime(Instant.ofEpochMilli(time))
                .setKnowledgeTime(Instant.ofEpochMilli(time));
    }

    private static Reading register(long time, long wattHours) {
        return reading(Accumulation.BULK_QUANTITY, time, wattHours, 0).build();
    }

    private static void assertRefused(RejectReason expected, Verdict verdict) {
        assertEquals(expected, verdict instanceof Verdict.Refused refused ? refused.reason() : null,
                verdict.toString());
    }

    static Stream<Arguments> kindsAndCadences() {
        return Stream
                .of(Accumulation.BULK_QUANTITY, Accumulation.DELTA_DATA, Accumulation.AVERAGE,
                        Accumulation.INSTANTANEOUS)
                .flatMap(kind -> IntStream.of(1, 10, 60, 300, 420, 900, 1800, 3600)
                        .boxed()
                        .flatMap(seconds -> IntStream.range(0, 3)
                                .mapToObj(seed -> Arguments.of(kind, seconds, seed))));
    }

    /// Readings of two hours (at a cadence that does not divide them: a little more) with their total (Wh).
    private static List<Reading> readings(Accumulation kind, int seconds, int seed, double[] totalKwh) {
        var random = new Random(seed);
        var readings = new ArrayList<Reading>();
        long milliWattHours = 5_000_000_000L;
        long step = seconds * 1000L;
        if (!kind.equals(Accumulation.DELTA_DATA) && !kind.equals(Accumulation.AVERAGE)) {
            readings.add(reading(kind, START, kind == Accumulation.BULK_QUANTITY ? milliWattHours : 0, -3)
                    .build());
        }
        double held = 0;
        for (long time = START + step; time <= START + 2 * HOUR + step; time += step) {
            long watts = random.nextInt(20_000);
            long added = watts * seconds * 1000 / 3600;
            milliWattHours += added;
            boolean inside = time <= START + 2 * HOUR;
            double share = inside ? 1 : Math.max(0, START + 2 * HOUR - (time - step)) / (double) step;
            switch (kind) {
                case BULK_QUANTITY -> totalKwh[0] += added / 1e6 * share;
                case DELTA_DATA -> totalKwh[0] += added / 1e6 * share;
                case AVERAGE -> totalKwh[0] += watts / 1000.0 * seconds / 3600.0 * share;
                default -> totalKwh[0] += held / 1000.0 * seconds / 3600.0 * share;
            }
            held = watts;
            Reading.Builder made = switch (kind) {
                case BULK_QUANTITY -> reading(kind, time, milliWattHours, -3);
                case DELTA_DATA -> reading(kind, time, added, -3);
                default -> reading(kind, time, watts, 0);
            };
            if (kind == Accumulation.DELTA_DATA || kind == Accumulation.AVERAGE) {
                made.setIntervalStart(Instant.ofEpochMilli(time - step));
            }
            readings.add(made.build());
        }
        return readings;
    }

    @ParameterizedTest(name = "{0} every {1} s, seed {2}")
    @MethodSource("kindsAndCadences")
    void energyIsConserved(Accumulation kind, int seconds, int seed) {
        var register = new Register(Double.NaN);
        var total = new double[1];

        readings(kind, seconds, seed, total)
                .forEach(reading -> assertEquals(Verdict.ACCEPTED, register.take(reading)));
        register.logic.heartbeat(START + 5 * HOUR);

        // An instantaneous value holds a quarter of an hour only: slower cadences are estimated, not conserved.
        if (kind != Accumulation.INSTANTANEOUS || seconds <= 900) {
            assertEquals(total[0], register.totalKwh(START, START + 2 * HOUR), 1e-6 * total[0] + 1e-9);
        }
        boolean measured = register.newest.headMap(START / QUARTER + 8)
                .values()
                .stream()
                .allMatch(energy -> energy.quality() == Quality.MEASURED);
        boolean resolved = seconds <= 900 || kind == Accumulation.DELTA_DATA || kind == Accumulation.AVERAGE;
        assertEquals(resolved, measured);
    }

    @ParameterizedTest(name = "{0} every {1} s, seed {2}")
    @MethodSource("kindsAndCadences")
    void anyOrderOfReadingsEndsInTheSameEnergy(Accumulation kind, int seconds, int seed) {
        var inOrder = new Register(Double.NaN);
        var shuffled = new Register(Double.NaN);
        List<Reading> readings = readings(kind, seconds, seed, new double[1]);
        var random = new Random(seed);
        var other = new ArrayList<>(readings);
        for (int i = 0; i + 3 < other.size(); i += 3) {
            int j = i + random.nextInt(3);
            Reading first = other.set(i, other.get(j));
            other.set(j, first);
        }

        readings.forEach(inOrder::take);
        other.forEach(shuffled::take);
        inOrder.logic.heartbeat(START + 5 * HOUR);
        shuffled.logic.heartbeat(START + 5 * HOUR);

        assertEquals(inOrder.newest, shuffled.newest);
    }

    @ParameterizedTest(name = "{0} every {1} s, seed {2}")
    @MethodSource("kindsAndCadences")
    void aRestartAfterEveryReadingChangesNothing(Accumulation kind, int seconds, int seed) {
        var steady = new Register(Double.NaN);
        var restarted = new Register(Double.NaN);

        int count = 0;
        for (Reading reading : readings(kind, seconds, seed, new double[1])) {
            steady.take(reading);
            restarted.take(reading);
            if (seconds >= 60 || count++ % 97 == 0) {
                restarted.restart();
            }
        }
        steady.logic.heartbeat(START + 5 * HOUR);
        restarted.logic.heartbeat(START + 5 * HOUR);

        assertEquals(steady.emitted, restarted.emitted);
    }

    @Test
    void aLateReadingFarBehindTheTailIsFoundInItsChunk() {
        var register = new Register(Double.NaN);
        for (int i = 1; i <= 1000; i++) {
            if (i != 10) {
                register.take(delta(START + i * QUARTER, 100));
            }
        }
        register.logic.heartbeat(START + 1001 * QUARTER);

        Verdict tooLate = register.take(delta(START + 10 * QUARTER, 77));
        Verdict duplicate = register.take(delta(START + 400 * QUARTER, 100));
        Verdict conflict = register.take(delta(START + 400 * QUARTER, 101));

        assertEquals(Verdict.LATE, tooLate);
        assertEquals(Verdict.DUPLICATE, duplicate);
        assertRefused(RejectReason.CONFLICT, conflict);
    }

    @Test
    void lateReadingsFillAHoleBehindTheTail() {
        var register = new Register(Double.NaN);
        for (int i = 1; i <= 600; i++) {
            if (i < 200 || i > 300) {
                register.take(delta(START + i * QUARTER, 100));
            }
        }
        register.logic.heartbeat(START + 601 * QUARTER);

        for (int i = 300; i >= 200; i--) {
            assertEquals(Verdict.ACCEPTED, register.take(delta(START + i * QUARTER, 50)));
            register.restart();
        }

        assertEquals(499 * 0.1 + 101 * 0.05, register.totalKwh(START, START + 600 * QUARTER), 1e-9);
        assertTrue(register.newest.headMap(START / QUARTER + 600)
                .values()
                .stream()
                .allMatch(energy -> energy.quality() == Quality.MEASURED && energy.readings() == 1));
    }

    @Test
    void chunksBeyondTheLateHorizonAreDeleted() {
        var register = new Register(Double.NaN);

        for (int i = 1; i <= 20_000; i++) {
            register.take(delta(START + i * QUARTER, 100));
        }

        assertTrue(register.chunks.size() < 12, register.chunks.size() + " chunks");
    }

    @Test
    void aRegisterStartsAgainAtItsModulus() {
        var register = new Register(1000);

        register.take(register(START, 999_998));
        register.take(register(START + QUARTER, 4));

        assertEquals(0.006, register.at(START / QUARTER).kWh(), 1e-12);
    }

    @Test
    void aSingleDipOrZeroIsRefusedAndTheDifferenceCountsAcrossIt() {
        var register = new Register(Double.NaN);

        register.take(register(START, 5000));
        Verdict zero = register.take(register(START + QUARTER / 2, 0));
        Verdict dip = register.take(register(START + QUARTER * 3 / 4, 4900));
        register.take(register(START + QUARTER, 5100));

        assertRefused(RejectReason.REGISTER_DIP, zero);
        assertRefused(RejectReason.REGISTER_DIP, dip);
        assertEquals(new Energy(0.1, Quality.MEASURED, 2), register.newest.get(START / QUARTER));
    }

    @Test
    void zerosAloneNeverStartANewEpoch() {
        var register = new Register(Double.NaN);
        register.take(register(START, 5000));

        for (int i = 1; i <= 143; i++) {
            assertRefused(RejectReason.REGISTER_DIP, register.take(register(START + i * 10_000L, 0)));
        }

        assertEquals(Verdict.ACCEPTED, register.take(register(START + 2 * QUARTER, 5100)));
    }

    @Test
    void threeGrowingValuesBelowTheOldStartANewEpochWithNothingCountedAcross() {
        var register = new Register(Double.NaN);
        register.take(register(START, 5_000_000));
        register.take(register(START + QUARTER, 5_000_100));

        assertRefused(RejectReason.REGISTER_DIP, register.take(register(START + 2 * QUARTER, 10)));
        assertRefused(RejectReason.REGISTER_DIP, register.take(register(START + 3 * QUARTER, 60)));
        assertEquals(Verdict.ACCEPTED, register.take(register(START + 4 * QUARTER, 110)));
        assertEquals(Verdict.ACCEPTED, register.take(register(START + 5 * QUARTER, 160)));
        register.logic.heartbeat(START + 6 * QUARTER);

        assertEquals(0.15, register.totalKwh(START, START + 5 * QUARTER), 1e-12);
        assertEquals(Quality.MISSING, register.at(START / QUARTER + 2).quality());
        assertEquals(Quality.MEASURED, register.at(START / QUARTER + 4).quality());
    }

    @Test
    void aMeterExchangedForOneWithAHigherRegisterStartsANewEpoch() {
        var register = new Register(Double.NaN);
        register.take(register(START, 1_000));

        assertRefused(RejectReason.SPIKE, register.take(register(START + QUARTER, 8_000_000)));
        assertRefused(RejectReason.SPIKE, register.take(register(START + 2 * QUARTER, 8_000_050)));
        assertEquals(Verdict.ACCEPTED, register.take(register(START + 3 * QUARTER, 8_000_100)));
        register.take(register(START + 4 * QUARTER, 8_000_150));
        register.logic.heartbeat(START + 6 * QUARTER);

        assertEquals(0.05, register.totalKwh(START, START + 4 * QUARTER), 1e-12);
    }

    @Test
    void aCoarseRegisterMayJumpByItsStep() {
        var register = new Register(Double.NaN);
        register.take(reading(Accumulation.BULK_QUANTITY, START, 7, 3).build());

        Verdict verdict = register.take(reading(Accumulation.BULK_QUANTITY, START + 10_000, 8, 3).build());

        assertEquals(Verdict.ACCEPTED, verdict);
    }

    @Test
    void overlappingIntervalsAreRefused() {
        var register = new Register(Double.NaN);
        register.take(delta(START + QUARTER, 100));

        Verdict verdict = register.take(reading(Accumulation.DELTA_DATA, START + QUARTER * 3 / 2, 100, 0)
                .setIntervalStart(Instant.ofEpochMilli(START + QUARTER / 2))
                .build());

        assertRefused(RejectReason.BAD_INTERVAL, verdict);
    }

    @Test
    void aReadingThatItsSourceEstimatedNeverMakesAMeasuredInterval() {
        var register = new Register(Double.NaN);

        register.take(Reading.newBuilder(delta(START + QUARTER, 100))
                .setQuality(org.tavan.schema.ReadingQuality.ESTIMATED)
                .build());
        register.logic.heartbeat(START + 2 * QUARTER);

        assertEquals(new Energy(0.1, Quality.ESTIMATED, 1), register.newest.get(START / QUARTER));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void heartbeatsAnywhereBehindTheReadingsTheyPromiseGiveTheSameIntervals(int seed) {
        var random = new Random(seed);
        List<Reading> readings = readings(Accumulation.DELTA_DATA, 300, seed, new double[1]).stream()
                .filter(_ -> random.nextInt(6) != 0)
                .toList();
        var often = new Register(Double.NaN);
        var atTheEnd = new Register(Double.NaN);

        for (Reading reading : readings) {
            often.logic.heartbeat(reading.getReadingTime().toEpochMilli() - 1);
            often.take(reading);
            atTheEnd.take(reading);
        }
        often.logic.heartbeat(START + 5 * HOUR);
        atTheEnd.logic.heartbeat(START + 5 * HOUR);

        assertEquals(often.newest, atTheEnd.newest);
        assertEquals(firstValues(often), firstValues(atTheEnd));
    }

    static IntStream seeds() {
        return IntStream.range(0, 50);
    }

    private static Map<Long, MeterInterval> firstValues(Register register) {
        var first = new TreeMap<Long, MeterInterval>();
        register.emitted.stream()
                .filter(interval -> !interval.isRevision())
                .forEach(interval -> first.put(interval.tick(), interval));
        return first;
    }

    private static Reading delta(long time, long wattHours) {
        return reading(Accumulation.DELTA_DATA, time, wattHours, 0)
                .setIntervalStart(Instant.ofEpochMilli(time - QUARTER))
                .build();
    }
}
