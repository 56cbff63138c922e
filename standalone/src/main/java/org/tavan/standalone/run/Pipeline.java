package org.tavan.standalone.run;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.tavan.simulator.customer.CustomerConfig;
import org.tavan.simulator.customer.CustomerService;
import org.tavan.solver.SolverApplication;
import org.tavan.solver.SolverServiceConfig;
import org.tavan.solver.api.Health;
import org.tavan.solver.coordinator.CoordinatorDevices;
import org.tavan.streams.StreamsAppConfig;
import org.tavan.streams.StreamsService;
import org.tavan.streams.meter.Registry;

/// The services of one run in this process: streams application, solver service and, with a microgrid, its simulated customers.
public final class Pipeline implements AutoCloseable {
    private final StreamsService streams;
    private final SolverApplication solver;
    private final @Nullable CustomerService customers;

    /// Wires the services; starts nothing.
    ///
    /// @param clock wall clock, for patience and durations only
    /// @param metrics where both services register their metrics
    /// @param devices in this process
    /// @param customers of microgrids; null: there are none
    Pipeline(StreamsAppConfig streams, SolverServiceConfig solver, Clock clock,
            PrometheusRegistry metrics, CoordinatorDevices devices, @Nullable CustomerConfig customers) {
        this.streams = new StreamsService(streams, metrics);
        this.solver = new SolverApplication(solver, clock, metrics, devices);
        this.customers = customers == null ? null : new CustomerService(customers);
    }

    /// Starts all and returns at once.
    public void start() {
        streams.start();
        solver.start();
        if (customers != null) {
            customers.start();
        }
    }

    /// Whether all have their partitions and state.
    public boolean ready() {
        return streams.readiness().ready() && solver.ready() && (customers == null || customers.ready());
    }

    /// Why a service has stopped for good, in words; empty while all is well.
    public Optional<String> failure() {
        var inStreams = streams.failure().map(thrown -> "The streams application stopped: " + thrown);
        var inSolver = solver.failure();
        return inStreams
                .or(() -> inSolver.isEmpty()
                        ? Optional.empty()
                        : Optional.of("The solver service stopped: " + inSolver))
                .or(() -> customers != null && customers.state() == KafkaStreams.State.ERROR
                        ? Optional.of("The simulated customers stopped, see the log.")
                        : Optional.empty());
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

    List<Health.Part> solverHealth() {
        return List.of(solver.health(), solver.microgridHealth());
    }

    /// Simulated customers; empty if there are none.
    Optional<Health.Part> customersHealth() {
        return Optional.ofNullable(customers)
                .map(service -> new Health.Part("customers", switch (service
                        .state()) {
                    case ERROR, NOT_RUNNING, PENDING_ERROR, PENDING_SHUTDOWN -> Health.Status.DOWN;
                    case CREATED, REBALANCING, RUNNING ->
                        service.ready() ? Health.Status.UP : Health.Status.DEGRADED;
                }, service.state().toString()));
    }

    /// Stops all at the same time, each within its own limit.
    @Override
    public void close() {
        Closing.together(streams, solver, () -> {
            if (customers != null) {
                customers.close();
            }
        });
    }
}
