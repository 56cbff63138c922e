package org.tavan.standalone;

import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tavan.config.StrictYaml;
import org.tavan.streams.StreamsAppConfig;
import org.tavan.streams.StreamsService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `tavan streams`: the streams application alone, against a cluster.
@Command(name = "streams", mixinStandardHelpOptions = true, description = "Runs the streams application against a cluster.")
final class StreamsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.yaml", description = "configuration, see docs/configuration.md")
    private Path file = Path.of("");

    @Override
    public Integer call() throws Exception {
        var config = StrictYaml.read(file, StreamsAppConfig.class);
        ServiceLoop.logTo(config.stateDir());
        var metrics = new PrometheusRegistry();
        JvmMetrics.builder().register(metrics);
        var service = new StreamsService(config, metrics);
        service.start();
        service.metricsUri().ifPresent(uri -> Progress.say("Metrics: " + uri + "metrics"));
        return ServiceLoop.run("The streams application", service,
                () -> service.failure().map(thrown -> "The streams application stopped: " + thrown));
    }
}
