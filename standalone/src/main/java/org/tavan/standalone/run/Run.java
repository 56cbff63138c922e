package org.tavan.standalone.run;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.tavan.config.KafkaSettings;
import org.tavan.simulator.publish.AheadLimiter;
import org.tavan.simulator.publish.Pace;
import org.tavan.simulator.publish.PublishCounts;
import org.tavan.simulator.publish.SourcePublisher;
import org.tavan.simulator.publish.Timer;
import org.tavan.simulator.source.Source;
import org.tavan.solver.api.Health;
import org.tavan.standalone.summary.Performance;
import org.tavan.standalone.summary.RunLedger;
import org.tavan.standalone.summary.RunSummary;

/// One source through the whole pipeline in this process: services, publisher and observer.
///
/// Everything it does is in the topics, so a run that was cut off goes on when it is started again on the same cluster and state folder.
public final class Run implements AutoCloseable {
    private static final Duration AFTERMATH = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Duration PLANNING = Duration.ofMinutes(4);

    private final KafkaSettings kafka;
    private final Source source;
    private final List<Phase> phases;
    private final Pipeline pipeline;
    private final SourcePublisher publisher;
    private final AheadLimiter limiter;
    private final Observer observer;
    private final Thread publishing;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicLong startedNanos = new AtomicLong();
    private volatile boolean published;
    private long lastSeen;
    private long lastSeenNanos;
    private volatile boolean stopping;

    /// A part of the source and how fast it goes.
    ///
    /// @param until last heartbeat of the part (UTC); null: to the end
    public record Phase(@Nullable Instant until, Pace pace) {}

    /// Starts everything and returns at once.
    ///
    /// @param state folder of the services' local state
    /// @param phases parts of the source, one after the other
    /// @param metrics where the services register their metrics
    public static Run start(
            KafkaSettings kafka,
            Path state,
            Source source,
            List<Phase> phases,
            Tuning tuning,
            PrometheusRegistry metrics) {
        var run = new Run(kafka, state, source, phases, tuning, metrics);
        run.pipeline.start();
        run.publishing.start();
        return run;
    }

    private Run(
            KafkaSettings kafka,
            Path state,
            Source source,
            List<Phase> phases,
            Tuning tuning,
            PrometheusRegistry metrics) {
        this.kafka = kafka;
        this.source = source;
        this.phases = List.copyOf(phases);
        pipeline = new Pipeline(tuning.streams(kafka, state), tuning.solver(kafka, state), Clock.systemUTC(),
                metrics, new LocalDevices(kafka), source.microgrids().isEmpty()
                        ? null
                        : tuning.customers(kafka, state));
        publisher = new SourcePublisher(kafka, tuning.publish(), Timer.system());
        limiter = new AheadLimiter(AheadLimiter.DEFAULT_AHEAD, source.start());
        observer = Observer.start(kafka, source.communities(), limiter::reached);
        publishing = Thread.ofPlatform().name("publisher").unstarted(this::publish);
    }

    /// Whether the services have their partitions and state.
    public boolean ready() {
        return pipeline.ready();
    }

    /// Asks the ledger of what was seen in the topics.
    public <T> T ask(Function<RunLedger, T> question) {
        return observer.ask(question);
    }

    /// Whether the source has been sent to its end.
    public boolean published() {
        return published;
    }

    /// What the publisher sent since this start.
    public PublishCounts sent() {
        return publisher.counts();
    }

    /// Whether a source with an end has been sent and nothing more comes of it: a moment after the last dispatch; after a longer silence if
    /// some interval stays without one, or a microgrid may be asked for once more; and after the longest if it is being planned.
    public boolean finished() {
        Optional<Instant> end = source.end();
        long now = System.nanoTime();
        long seen = observer.records();
        if (seen != lastSeen) {
            lastSeen = seen;
            lastSeenNanos = now;
        }
        if (!published || end.isEmpty()) {
            return false;
        }
        return now - lastSeenNanos > quiet(end.get()).toNanos();
    }

    /// How long nothing must have come.
    private Duration quiet(Instant end) {
        if (observer.ask(RunLedger::openMicrogridRequests) > 0) {
            return PLANNING;
        }
        boolean through = !observer.ask(RunLedger::dispatched).isBefore(end);
        return through && source.microgrids().isEmpty() ? AFTERMATH : SILENCE;
    }

    /// Returns while all is well.
    ///
    /// @throws IllegalStateException if a part has failed, with the cause
    public void requireHealthy() {
        var failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("The source cannot be published: " + failed.getMessage(), failed);
        }
        pipeline.failure()
                .ifPresent(reason -> {
                    throw new IllegalStateException(reason);
                });
        observer.ask(RunLedger::reached);
    }

    /// State of every part, for the console.
    public Health health() {
        var failed = failure.get();
        List<Health.Part> parts = new ArrayList<>(List.of(pipeline.streamsHealth()));
        parts.addAll(pipeline.solverHealth());
        pipeline.customersHealth().ifPresent(parts::add);
        parts.add(new Health.Part("source", failed == null ? Health.Status.UP : Health.Status.DOWN,
                failed == null ? source.name() : String.valueOf(failed.getMessage())));
        return new Health(parts);
    }

    /// Everything so far.
    public RunSummary summary() {
        double seconds = startedNanos.get() == 0 ? 0 : (System.nanoTime() - startedNanos.get()) / 1e9;
        double readings = publisher.counts().readings();
        var performance = new Performance(seconds, seconds == 0 ? 0 : readings / seconds,
                Memory.peakHeapMiB(),
                Memory.peakResidentMiB());
        return observer.ask(ledger -> ledger.summary(performance));
    }

    /// Stops the publisher, then everything else at the same time; what was not committed is done again at the next start.
    @Override
    public void close() {
        stopping = true;
        publisher.stop();
        Closing.together(pipeline, observer, publishing::join);
    }

    private void publish() {
        try (var admin = Admin.create(kafka.clientProperties())) {
            var barrier = new ServicesBarrier(admin, pipeline.registry(), source, Timer.system());
            for (var phase : phases) {
                var part = phase.until == null ? source : new Head(source, phase.until);
                publisher.run(part, phase.pace, limiter, barrier,
                        (_, _) -> startedNanos.compareAndSet(0, System.nanoTime()));
            }
            published = !stopping;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!stopping) {
                failure.set(e);
            }
        }
    }
}
