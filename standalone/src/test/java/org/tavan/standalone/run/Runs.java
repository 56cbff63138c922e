package org.tavan.standalone.run;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tavan.config.KafkaSettings;
import org.tavan.simulator.publish.Pace;
import org.tavan.simulator.publish.PublishCounts;
import org.tavan.simulator.source.Source;
import org.tavan.standalone.summary.RunSummary;

/// Runs a source to its end.
final class Runs {
    private static final Duration TURN = Duration.ofMillis(100);

    private Runs() {}

    /// @param sent what the publisher says it sent
    record Finished(RunSummary summary, PublishCounts sent) {}

    static Finished toTheEnd(KafkaSettings kafka, Path state, Source source, Duration patience)
            throws InterruptedException {
        try (var run = Run.start(kafka, state, source, List.of(new Run.Phase(null, new Pace.Unlimited())),
                Tuning.REPLAY, new PrometheusRegistry())) {
            long turns = patience.dividedBy(TURN);
            while (!run.finished()) {
                run.requireHealthy();
                if (turns-- == 0) {
                    throw new AssertionError(
                            "not finished within %s: %s".formatted(patience, run.summary().text()));
                }
                TimeUnit.NANOSECONDS.sleep(TURN.toNanos());
            }
            return new Finished(run.summary(), run.sent());
        }
    }
}
