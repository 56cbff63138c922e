package org.tavan.standalone.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tavan.solver.api.TavanMetrics;
import org.tavan.streams.StreamsMetrics;

/// In one process the console and the services have one page of metrics.
class MetricNamesTest {
    @Test
    void noMetricOfTheStreamsApplicationHasTheNameOfOneOfTheConsole() {
        var recorded = new NamesOnly();
        new StreamsMetrics(recorded);

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
