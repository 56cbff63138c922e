package org.tavan.streams.meter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.streams.MeteringConfig;
import org.tavan.streams.codec.BinaryWriter;

class HeartbeatsTest {
    private static final long START = Instant.parse("2021-03-01T00:00:00Z").toEpochMilli();
    private static final long ANCIENT = Instant.parse("2001-01-01T00:00:00Z").toEpochMilli();
    private static final long FAR = Instant.parse("2090-01-01T00:00:00Z").toEpochMilli();
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final long HORIZON = MeteringConfig.DEFAULT.lateHorizon().toMillis();

    private final Heartbeats heartbeats = new Heartbeats(MeteringConfig.DEFAULT);

    private void beatHourly(String source, long from, long to) {
        for (long time = from; time <= to; time += HOUR) {
            heartbeats.beat(source, time);
        }
    }

    @Test
    void thereIsNoTimeBeforeTheFirstHeartbeat() {
        assertEquals(Long.MIN_VALUE, heartbeats.clockMillis());
    }

    @Test
    void aSourceThatDoesNotAdvanceSaysNothing() {
        assertTrue(heartbeats.beat("a", START));

        assertFalse(heartbeats.beat("a", START));
        assertFalse(heartbeats.beat("a", START - 1));
        assertEquals(START, heartbeats.clockMillis());
    }

    @Test
    void theSlowestSourceIsTheClockHoweverFarBehindWhileItSpeaks() {
        for (int day = 0; day < 60; day++) {
            heartbeats.beat("slow", START + day * HOUR);
            beatHourly("fast", START + day * DAY, START + (day + 1) * DAY);
        }

        assertEquals(START + 59 * HOUR, heartbeats.clockMillis());
    }

    @Test
    void aSilentSourceHoldsTheClockUntilAnotherHasAdvancedByMoreThanTheHorizon() {
        heartbeats.beat("silent", START);
        beatHourly("other", START, START + HORIZON);
        long held = heartbeats.clockMillis();

        heartbeats.beat("other", START + HORIZON + 1);

        assertEquals(START, held);
        assertEquals(START + HORIZON + 1, heartbeats.clockMillis());
    }

    @Test
    void aSourceThatComesBackCountsAgainOnceItIsWithinTheHorizon() {
        heartbeats.beat("silent", START);
        beatHourly("other", START, START + 20 * DAY);

        long apart = catchUp(START + 13 * DAY - 1, START + 20 * DAY);
        long caughtUp = catchUp(START + 14 * DAY, START + 20 * DAY + HOUR);

        assertEquals(START + 20 * DAY, apart);
        assertEquals(START + 14 * DAY, caughtUp);
    }

    private long catchUp(long silent, long other) {
        heartbeats.beat("silent", silent);
        heartbeats.beat("other", other);
        return heartbeats.clockMillis();
    }

    @Test
    void anAncientHeartbeatDoesNotMoveTheClock() {
        heartbeats.beat("live", START);

        heartbeats.beat("test", ANCIENT);

        assertEquals(START, heartbeats.clockMillis());
    }

    @Test
    void anAncientHeartbeatAtTheBeginningHoldsTheClockForTheHorizonOnly() {
        heartbeats.beat("test", ANCIENT);

        beatHourly("live", START, START + HORIZON + HOUR);

        assertEquals(START + HORIZON + HOUR, heartbeats.clockMillis());
    }

    @Test
    void aSourceThatSpeaksOnlyOnceInLongerThanTheHorizonLeavesASilentOneBehind() {
        heartbeats.beat("silent", START);
        heartbeats.beat("rare", START);

        for (int leap = 1; leap <= 3; leap++) {
            heartbeats.beat("rare", START + leap * (HORIZON + DAY));
        }

        assertEquals(START + 3 * (HORIZON + DAY), heartbeats.clockMillis());
    }

    @Test
    void aClockThatIsSetFarAheadLeavesNobodyBehind() {
        beatHourly("live", START, START + DAY);

        beatHourly("new", FAR, FAR + HOUR);
        heartbeats.beat("live", START + DAY + HOUR);
        heartbeats.beat("other", START + DAY);
        heartbeats.beat("other", FAR);

        assertEquals(START + DAY + HOUR, heartbeats.clockMillis());
    }

    @Test
    void aLastingLeadLeavesNobodyBehindWhoSpeaks() {
        for (int hour = 0; hour < 30 * 24; hour++) {
            heartbeats.beat("live", START + hour * HOUR);
            heartbeats.beat("ahead", FAR + hour * HOUR);
        }

        assertEquals(START + (30 * 24 - 1) * HOUR, heartbeats.clockMillis());
    }

    @Test
    void afterAHeartbeatFarAheadTheClockGoesOnWithThoseWhoSpeak() {
        heartbeats.beat("test", FAR);

        beatHourly("live", START, START + HORIZON + HOUR);

        assertEquals(START + HORIZON + HOUR, heartbeats.clockMillis());
    }

    @Test
    void aRemovedSourceHoldsNothing() {
        heartbeats.beat("retired", START);
        heartbeats.beat("live", START + HOUR);

        boolean known = heartbeats.remove("retired");

        assertTrue(known);
        assertFalse(heartbeats.remove("retired"));
        assertEquals(START + HOUR, heartbeats.clockMillis());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void restartsChangeNothing(int seed) {
        var random = new Random(seed);
        var restarted = new Heartbeats(MeteringConfig.DEFAULT);
        var times = new long[]{START, START, START - 9 * DAY};
        for (int i = 0; i < 300; i++) {
            int source = random.nextInt(10) == 0 ? 0 : random.nextInt(times.length);
            times[source] += random.nextLong(2 * DAY);

            heartbeats.beat("s" + source, times[source]);
            byte[] state = restarted.write(new BinaryWriter());
            restarted = new Heartbeats(MeteringConfig.DEFAULT);
            restarted.read(state);
            restarted.beat("s" + source, times[source]);

            assertEquals(heartbeats.clockMillis(), restarted.clockMillis());
            assertArrayEquals(heartbeats.write(new BinaryWriter()), restarted.write(new BinaryWriter()));
        }
    }
}
