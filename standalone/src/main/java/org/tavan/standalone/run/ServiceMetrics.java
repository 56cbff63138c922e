package org.tavan.standalone.run;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Set;
import java.util.stream.Collectors;
import org.tavan.solver.api.TavanMetrics;

/// The services' own metrics beside those of the console in one process.
///
/// Both count some of the same things, since on a cluster they are different processes; here the console's, which rest on the topics alone, win.
final class ServiceMetrics implements MultiCollector {
    private static final Set<String> OF_THE_CONSOLE = TavanMetrics.labelsByName()
            .keySet()
            .stream()
            .map(ServiceMetrics::base)
            .collect(Collectors.toUnmodifiableSet());

    private final PrometheusRegistry services;

    ServiceMetrics(PrometheusRegistry services) {
        this.services = services;
    }

    @Override
    public MetricSnapshots collect() {
        return new MetricSnapshots(services.scrape()
                .stream()
                .filter(snapshot -> !OF_THE_CONSOLE.contains(base(snapshot.getMetadata().getName())))
                .toList());
    }

    private static String base(String name) {
        return name.endsWith("_total") ? name.substring(0, name.length() - "_total".length()) : name;
    }
}
