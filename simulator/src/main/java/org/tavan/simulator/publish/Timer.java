package org.tavan.simulator.publish;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The wall clock of pacing; nothing in a record depends on it.
public interface Timer {

    /// Nanoseconds since some moment.
    long nanos();

    /// Waits.
    ///
    /// @param duration how long
    /// @throws InterruptedException if the thread was interrupted
    void sleep(Duration duration) throws InterruptedException;

    /// The real one.
    static Timer system() {
        return new Timer() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                TimeUnit.NANOSECONDS.sleep(duration.toNanos());
            }
        };
    }
}
