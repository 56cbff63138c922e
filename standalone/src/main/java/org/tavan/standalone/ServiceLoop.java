package org.tavan.standalone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Runs one service until Ctrl-C or its failure.
final class ServiceLoop {
    private static final Duration TURN = Duration.ofMillis(500);

    private ServiceLoop() {}

    /// @param service started already; closed here
    /// @param failure why the service has stopped for good; empty while all is well
    static int run(String name, AutoCloseable service, Supplier<Optional<String>> failure) throws Exception {
        try (service) {
            var stop = StopSignal.install();
            Progress.say(name + " runs; Ctrl-C stops it.");
            while (!stop.await(TURN)) {
                failure.get()
                        .ifPresent(reason -> {
                            throw new IllegalStateException(reason);
                        });
            }
        }
        return 0;
    }

    /// Logs beside the service's state.
    static void logTo(Path stateFolder) {
        LogFiles.to(stateFolder.toAbsolutePath());
    }
}
