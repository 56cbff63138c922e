package org.tavan.simulator.publish;

import java.time.Duration;

/// A wall clock that goes on only when somebody sleeps.
final class FakeTimer implements Timer {
    private long nanos = 12_345;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void sleep(Duration duration) {
        nanos += duration.toNanos();
    }
}
