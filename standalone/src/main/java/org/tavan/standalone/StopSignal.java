package org.tavan.standalone;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Turns Ctrl-C and SIGTERM into an orderly stop: the command's own thread closes everything, then the process ends with the
/// command's exit code.
final class StopSignal {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static volatile @Nullable StopSignal installed;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final AtomicInteger exitCode = new AtomicInteger(1);

    private StopSignal() {}

    /// From now on a signal is answered by the calling command.
    static StopSignal install() {
        var signal = new StopSignal();
        installed = signal;
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(signal::onShutdown));
        return signal;
    }

    /// Tells a waiting shutdown that the command is through.
    static void finish(int code) {
        var signal = installed;
        if (signal != null) {
            signal.exitCode.set(code);
            signal.finished.countDown();
        }
    }

    boolean raised() {
        return asked.getCount() == 0;
    }

    void raise() {
        asked.countDown();
    }

    /// Waits for the signal.
    ///
    /// @return whether it came in time
    boolean await(Duration timeout) throws InterruptedException {
        return asked.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void onShutdown() {
        if (finished.getCount() == 0) {
            return;
        }
        asked.countDown();
        try {
            if (finished.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(exitCode.get());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
