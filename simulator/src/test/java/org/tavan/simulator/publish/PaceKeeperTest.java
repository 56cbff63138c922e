package org.tavan.simulator.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceKeeperTest {
    private static final Instant ORIGIN = Instant.parse("2025-03-01T00:00:00Z");

    @Test
    void atTwoHoursASecondADayTakesTwelveSeconds() throws InterruptedException {
        var timer = new FakeTimer();
        long begun = timer.nanos();
        var keeper = new PaceKeeper(new Pace.Speed(2), ORIGIN, timer);

        assertTrue(keeper.due(ORIGIN));
        assertFalse(keeper.due(ORIGIN.plusSeconds(3600)));
        keeper.await(ORIGIN.plus(Duration.ofDays(1)), AheadLimiter.none(), () -> false);

        assertEquals(12, (timer.nanos() - begun) / 1e9, 0.1);
        assertTrue(keeper.due(ORIGIN.plusSeconds(3600)));
    }

    @Test
    void withoutAPaceEverythingIsDue() {
        var keeper = new PaceKeeper(new Pace.Unlimited(), ORIGIN, new FakeTimer());

        assertTrue(keeper.due(ORIGIN.plus(Duration.ofDays(3650))));
    }

    @Test
    void theLimiterHoldsASourceBackUntilProgressIsReported() throws InterruptedException {
        var limiter = new AheadLimiter(Duration.ofDays(20), ORIGIN);
        Instant far = ORIGIN.plus(Duration.ofDays(25));
        int[] asked = {0};
        var timer = new FakeTimer();

        new PaceKeeper(new Pace.Unlimited(), ORIGIN, timer).await(far, limiter, () -> {
            if (++asked[0] == 5) {
                limiter.reached(ORIGIN.plus(Duration.ofDays(5)));
            }
            return false;
        });

        assertEquals(5, asked[0]);
        assertTrue(limiter.allows(far));
        assertFalse(limiter.allows(far.plusSeconds(1)));
    }

    @Test
    void progressNeverGoesBack() {
        var limiter = new AheadLimiter(Duration.ofDays(1), ORIGIN);

        limiter.reached(ORIGIN.plus(Duration.ofDays(5)));
        limiter.reached(ORIGIN);

        assertTrue(limiter.allows(ORIGIN.plus(Duration.ofDays(6))));
        assertTrue(AheadLimiter.none().allows(Instant.parse("9999-01-01T00:00:00Z")));
    }

    @Test
    void stoppingEndsTheWait() throws InterruptedException {
        var keeper = new PaceKeeper(new Pace.Speed(0.001), ORIGIN, new FakeTimer());

        keeper.await(ORIGIN.plus(Duration.ofDays(999)), AheadLimiter.none(), () -> true);

        assertFalse(keeper.due(ORIGIN.plus(Duration.ofDays(999))));
    }

    @Test
    void aSpeedMustBePositive() {
        assertThrows(IllegalArgumentException.class, () -> new Pace.Speed(0));
        assertThrows(IllegalArgumentException.class, () -> new Pace.Speed(Double.NaN));
    }
}
