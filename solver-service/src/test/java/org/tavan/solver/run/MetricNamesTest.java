package org.tavan.solver.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tavan.config.KafkaSettings;
import org.tavan.serde.TavanSerdes;
import org.tavan.solver.api.TavanMetrics;
import org.tavan.solver.coordinator.CoordinatorSettings;
import org.tavan.solver.coordinator.CoordinatorTopology;
import org.tavan.solver.microgrid.MicrogridService;
import org.tavan.solver.microgrid.MicrogridSolver;
import org.tavan.solver.microgrid.MicrogridTopology;
import org.tavan.solver.microgrid.RequestSettings;

/// In one process the console and the services have one page of metrics.
class MetricNamesTest {
    @Test
    void noMetricOfTheServicesHasTheNameOfOneOfTheConsole() {
        var recorded = new NamesOnly();
        new SolverMetrics(recorded, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        KafkaSettings kafka = KafkaSettings.of("unused:9092", "mock://names");
        TavanSerdes serdes = TavanSerdes.of(kafka);
        CoordinatorTopology.build(serdes,
                new CoordinatorSettings(Duration.ofSeconds(1), Duration.ofSeconds(1)), recorded, null);
        MicrogridTopology.build(serdes,
                new RequestSettings(Duration.ofSeconds(1), Duration.ofSeconds(1), false), recorded);
        new MicrogridService(kafka, serdes, new MicrogridSolver(() -> 0)::solve, "1", 1, () -> 0, recorded);

        var shared = new TreeSet<>(recorded.names);
        shared.retainAll(TavanMetrics.labelsByName().keySet().stream().map(MetricNamesTest::base).toList());

        assertEquals(List.of(), List.copyOf(shared));
        assertFalse(recorded.names.isEmpty());
    }

    private static String base(String name) {
        return name.replaceFirst("_total$", "");
    }

    private static final class NamesOnly extends PrometheusRegistry {
        private final TreeSet<String> names = new TreeSet<>();

        @Override
        public void register(io.prometheus.metrics.model.registry.Collector collector) {
            names.add(base(String.valueOf(collector.getPrometheusName())));
            super.register(collector);
        }
    }
}
