package org.tavan.standalone.run;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.Optional;
import org.tavan.solver.SolverApplication;
import org.tavan.solver.SolverServiceConfig;
import org.tavan.solver.api.Health;
import org.tavan.solver.coordinator.CoordinatorDevices;
import org.tavan.streams.StreamsAppConfig;
import org.tavan.streams.StreamsService;
import org.tavan.streams.meter.Registry;

/// The services of one run in this process: streams application and solver service.
public final class Pipeline implements AutoCloseable {
    private final StreamsService streams;
    private final SolverApplication solver;

    /// Wires the services; starts nothing.
    ///
    /// @param clock wall clock, for patience and durations only
    /// @param metrics where both services register their metrics
    /// @param devices in this process
    Pipeline(StreamsAppConfig streams, SolverServiceConfig solver, Clock clock,
            PrometheusRegistry metrics, CoordinatorDevices devices) {
        this.streams = new StreamsService(streams, metrics);
        this.solver = new SolverApplication(solver, clock, metrics, devices);
    }

    /// Starts both and returns at once.
    public void start() {
        streams.start();
        solver.start();
    }

    /// Whether both have their partitions and state.
    public boolean ready() {
        return streams.readiness().ready() && solver.ready();
    }

    /// Why a service has stopped for good, in words; empty while all is well.
    public Optional<String> failure() {
        var inStreams = streams.failure().map(thrown -> "The streams application stopped: " + thrown);
        var inSolver = solver.failure();
        return inStreams.isPresent() || inSolver.isEmpty()
                ? inStreams
                : Optional.of("The solver service stopped: " + inSolver);
    }

    /// What the streams application knows about communities and their meters.
    Registry registry() {
        return streams.registry();
    }

    Health.Part streamsHealth() {
        var readiness = streams.readiness();
        return new Health.Part("streams", readiness.failure() != null
                ? Health.Status.DOWN
                : readiness.ready() ? Health.Status.UP : Health.Status.DEGRADED,
                "%s, %d tasks, %d records behind".formatted(readiness.state(), readiness.activeTasks(),
                        readiness.restoreLagRecords() + readiness.inputLagRecords()));
    }

    Health.Part solverHealth() {
        return solver.health();
    }

    /// Stops both at the same time, each within its own limit.
    @Override
    public void close() {
        Closing.together(streams, solver);
    }
}
