package org.tavan.solver;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.dro.ConicCommunityPlanner;
import org.tavan.serde.TavanSerdes;
import org.tavan.solver.coordinator.CoordinatorDevices;
import org.tavan.solver.coordinator.CoordinatorSettings;
import org.tavan.solver.coordinator.CoordinatorStreams;
import org.tavan.solver.coordinator.CoordinatorTopology;
import org.tavan.solver.run.SolverService;

/// The whole solver service in one process: coordinator and solver.
public final class SolverApplication implements AutoCloseable {
    private final CoordinatorStreams coordinator;
    private final SolverService solver;

    /// Wires the service; nothing runs yet.
    ///
    /// @param config places, patience and threads
    /// @param clock wall clock, for metrics only
    /// @param metrics where the metrics go
    public SolverApplication(SolverServiceConfig config, Clock clock, PrometheusRegistry metrics) {
        this(config, clock, metrics, null);
    }

    /// Wires the service with devices in its process; nothing runs yet.
    ///
    /// @param clock wall clock, for metrics only
    /// @param devices null: they report through their topic
    public SolverApplication(SolverServiceConfig config, Clock clock, PrometheusRegistry metrics,
            @Nullable CoordinatorDevices devices) {
        TavanSerdes serdes = TavanSerdes.of(config.kafka());
        SolverServiceConfig.Coordinator rules = config.coordinator();
        var settings = new CoordinatorSettings(rules.answerPatience(), rules.devicePatience());
        coordinator = new CoordinatorStreams(CoordinatorTopology.build(serdes, settings, metrics, devices),
                config.kafka(),
                config.stateDir(), rules.commitInterval(), rules.streamThreads());
        solver = new SolverService(config.kafka(), serdes,
                () -> new ConicCommunityPlanner(new InteriorPointSolver()), new SolverService.Settings(
                        config.solver().threads(), config.solver().deadline(), config.solver().instanceId()),
                clock, System::nanoTime,
                metrics);
    }

    /// Starts both parts and returns at once; the topics must exist.
    public void start() {
        solver.start();
        coordinator.start();
    }

    /// Whether every part runs and has its partitions.
    public boolean ready() {
        return coordinator.ready() && solver.ready();
    }

    /// Why a part has stopped for good, in words; empty while all is well.
    public String failure() {
        return coordinator.failure().isEmpty() ? solver.failure() : coordinator.failure();
    }

    /// Stops both parts; what was not committed is done again at the next start.
    @Override
    public void close() {
        coordinator.close();
        solver.close();
    }
}
