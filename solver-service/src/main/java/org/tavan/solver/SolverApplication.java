package org.tavan.solver;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.tavan.config.KafkaSettings;
import org.tavan.dro.PartwisePlanner;
import org.tavan.serde.TavanSerdes;
import org.tavan.solver.api.ConsoleServer;
import org.tavan.solver.api.Health;
import org.tavan.solver.coordinator.CoordinatorDevices;
import org.tavan.solver.coordinator.CoordinatorSettings;
import org.tavan.solver.coordinator.CoordinatorStreams;
import org.tavan.solver.coordinator.CoordinatorTopology;
import org.tavan.solver.run.SolverService;
import org.tavan.topic.TopicBootstrap;
import org.tavan.topic.TopicMismatchException;

/// The whole solver service in one process: coordinator, solver and, if configured, the console.
public final class SolverApplication implements AutoCloseable {
    private final KafkaSettings kafka;
    private final CoordinatorStreams coordinator;
    private final SolverService solver;
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
        coordinator = new CoordinatorStreams(CoordinatorTopology.build(serdes, settings, metrics, devices),
                config.kafka(),
                config.stateDir(), rules.commitInterval(), rules.streamThreads());
        solver = new SolverService(config.kafka(), serdes,
                PartwisePlanner::new, new SolverService.Settings(
                        config.solver().threads(), config.solver().deadline(), config.solver().instanceId()),
                clock, System::nanoTime,
                metrics);
        console = config.console() == null
                ? null
                : new ConsoleServer(config.console(), kafka, metrics, clock,
                        () -> new Health(List.of(health())));
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
        String failure = failure();
        return new Health.Part("solver", !failure.isEmpty()
                ? Health.Status.DOWN
                : ready() ? Health.Status.UP : Health.Status.DEGRADED, failure);
    }

    /// Whether every part runs and has its partitions.
    public boolean ready() {
        return coordinator.ready() && solver.ready();
    }

    /// Why a part has stopped for good, in words; empty while all is well.
    public String failure() {
        return coordinator.failure().isEmpty() ? solver.failure() : coordinator.failure();
    }

    /// Stops every part; what was not committed is done again at the next start.
    @Override
    public void close() {
        if (console != null) {
            console.close();
        }
        coordinator.close();
        solver.close();
    }
}
