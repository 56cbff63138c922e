package org.tavan.solver;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.tavan.config.KafkaSettings;
import org.tavan.dro.PartwisePlanner;
import org.tavan.serde.TavanSerdes;
import org.tavan.solver.api.ConsoleServer;
import org.tavan.solver.api.Health;
import org.tavan.solver.coordinator.CoordinatorDevices;
import org.tavan.solver.coordinator.CoordinatorSettings;
import org.tavan.solver.coordinator.CoordinatorTopology;
import org.tavan.solver.microgrid.MicrogridSolver;
import org.tavan.solver.run.SolverService;
import org.tavan.solver.state.StreamsRunner;
import org.tavan.topic.TopicBootstrap;
import org.tavan.topic.TopicMismatchException;

/// The whole solver service in one process: coordinator, solver, what plans microgrids and, if configured, the console.
public final class SolverApplication implements AutoCloseable {
    private final KafkaSettings kafka;
    private final StreamsRunner coordinator;
    private final SolverService solver;
    private final MicrogridParts microgrids;
    private final @Nullable ConsoleServer console;

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
        kafka = config.kafka();
        TavanSerdes serdes = TavanSerdes.of(config.kafka());
        SolverServiceConfig.Coordinator rules = config.coordinator();
        var settings = new CoordinatorSettings(rules.answerPatience(), rules.devicePatience());
        coordinator = new StreamsRunner(CoordinatorTopology.build(serdes, settings, metrics, devices),
                CoordinatorTopology.APPLICATION_ID, config.kafka(),
                config.stateDir(), rules.commitInterval(), rules.streamThreads());
        solver = new SolverService(config.kafka(), serdes,
                PartwisePlanner::new, new SolverService.Settings(
                        config.solver().threads(), config.solver().deadline(), config.solver().instanceId()),
                clock, System::nanoTime,
                metrics);
        microgrids = new MicrogridParts(config, serdes, new MicrogridSolver(System::nanoTime)::solve,
                metrics);
        console = config.console() == null
                ? null
                : new ConsoleServer(config.console(), kafka, metrics, clock,
                        () -> new Health(List.of(health(), microgridHealth())));
    }

    /// Verifies the topics, starts every part and returns at once.
    ///
    /// @throws TopicMismatchException if a topic is missing or not as the catalogue says
    public void start() {
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            TopicBootstrap.verify(admin);
        }
        solver.start();
        coordinator.start();
        microgrids.start();
        if (console != null) {
            console.start();
        }
    }

    /// Address of the console page; empty without a console.
    public Optional<URI> console() {
        return Optional.ofNullable(console).map(ConsoleServer::uri);
    }

    /// How coordinator and solver are, for a console.
    public Health.Part health() {
        return Health.Part.of("solver", coordinator.ready() && solver.ready(),
                coordinator.failure().isEmpty() ? solver.failure() : coordinator.failure());
    }

    /// How what plans microgrids is, for a console.
    public Health.Part microgridHealth() {
        return microgrids.health();
    }

    /// Whether every part runs and has its partitions.
    public boolean ready() {
        return coordinator.ready() && solver.ready() && microgrids.ready();
    }

    /// Why a part has stopped for good, in words; empty while all is well.
    public String failure() {
        return Stream.of(coordinator.failure(), solver.failure(), microgrids.failure())
                .filter(failure -> !failure.isEmpty())
                .findFirst()
                .orElse("");
    }

    /// Stops every part; what was not committed is done again at the next start.
    @Override
    public void close() {
        if (console != null) {
            console.close();
        }
        microgrids.close();
        coordinator.close();
        solver.close();
    }
}
