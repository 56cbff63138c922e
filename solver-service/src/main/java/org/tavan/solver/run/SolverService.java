package org.tavan.solver.run;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.tavan.config.KafkaSettings;
import org.tavan.plan.CommunityPlanner;
import org.tavan.schema.SolveRequest;
import org.tavan.serde.TavanSerdes;

/// Solves the requests of communities.
public final class SolverService implements AutoCloseable {
    /// Consumer group.
    public static final String GROUP = "tavan-solver";

    private final RequestLoop<SolveRequest, Answer> loop;

    /// Wires the solver; nothing runs yet.
    ///
    /// @param kafka broker and registry
    /// @param serdes of all topics
    /// @param planners gives a planner for each thread that solves
    /// @param settings threads, deadline and name of the instance
    /// @param clock wall clock, for metrics
    /// @param nanoTime monotonic clock, for durations and the deadline
    /// @param registry where the metrics go
    public SolverService(KafkaSettings kafka, TavanSerdes serdes, Supplier<CommunityPlanner> planners,
            Settings settings, Clock clock,
            LongSupplier nanoTime, PrometheusRegistry registry) {
        loop = new RequestLoop<>(kafka, serdes,
                new RequestLoop.Group(GROUP, settings.instanceId(), settings.threads(), "solve-"),
                new CommunityWork(new RequestSolver(planners, settings.deadline(), nanoTime),
                        new SolverMetrics(registry, clock)),
                nanoTime);
    }

    /// How to solve.
    ///
    /// @param threads solves at a time
    /// @param deadline longest time of one solve
    /// @param instanceId name of this instance, the same after a restart and unlike that of any other
    public record Settings(int threads, Duration deadline, String instanceId) {}

    /// Starts and returns at once.
    public void start() {
        loop.start();
    }

    /// Whether it has its partitions.
    public boolean ready() {
        return loop.ready();
    }

    /// Why it has stopped for good, in words; empty while all is well.
    public String failure() {
        return loop.failure();
    }

    @Override
    public void close() {
        loop.close();
    }
}
