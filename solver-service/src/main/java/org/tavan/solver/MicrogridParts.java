package org.tavan.solver;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.tavan.config.KafkaSettings;
import org.tavan.serde.TavanSerdes;
import org.tavan.solver.api.Health;
import org.tavan.solver.microgrid.MicrogridPlanning;
import org.tavan.solver.microgrid.MicrogridService;
import org.tavan.solver.microgrid.MicrogridTopology;
import org.tavan.solver.microgrid.RequestSettings;
import org.tavan.solver.state.StreamsRunner;

/// What plans microgrids: the state machine that asks, and the service that answers.
final class MicrogridParts implements AutoCloseable {
    private final StreamsRunner requests;
    private final MicrogridService plans;

    /// Wires both; nothing runs yet.
    MicrogridParts(SolverServiceConfig config, TavanSerdes serdes, MicrogridPlanning planning,
            PrometheusRegistry metrics) {
        KafkaSettings kafka = config.kafka();
        SolverServiceConfig.Microgrid rules = config.microgrid();
        var settings = new RequestSettings(rules.answerPatience(), rules.responsePatience(),
                rules.skipOvertaken());
        requests = new StreamsRunner(MicrogridTopology.build(serdes, settings, metrics),
                MicrogridTopology.APPLICATION_ID, kafka, config.stateDir(), rules.commitInterval(), 1);
        plans = new MicrogridService(kafka, serdes, planning, config.solver().instanceId(), rules.threads(),
                System::nanoTime, metrics);
    }

    void start() {
        plans.start();
        requests.start();
    }

    boolean ready() {
        return requests.ready() && plans.ready();
    }

    String failure() {
        return requests.failure().isEmpty() ? plans.failure() : requests.failure();
    }

    Health.Part health() {
        return Health.Part.of("microgrid", ready(), failure());
    }

    @Override
    public void close() {
        requests.close();
        plans.close();
    }
}
