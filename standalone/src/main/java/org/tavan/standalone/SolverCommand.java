package org.tavan.standalone;

import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tavan.config.StrictYaml;
import org.tavan.solver.SolverApplication;
import org.tavan.solver.SolverServiceConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `tavan solver`: the solver service alone, against a cluster.
@Command(name = "solver", mixinStandardHelpOptions = true, description = "Runs the solver service against a cluster.")
final class SolverCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.yaml", description = "configuration, see docs/configuration.md")
    private Path file = Path.of("");

    @Override
    public Integer call() throws Exception {
        var config = StrictYaml.read(file, SolverServiceConfig.class);
        ServiceLoop.logTo(config.stateDir());
        var metrics = new PrometheusRegistry();
        JvmMetrics.builder().register(metrics);
        var service = new SolverApplication(config, Clock.systemUTC(), metrics);
        service.start();
        service.console().ifPresent(uri -> Progress.say("Console: " + uri));
        return ServiceLoop.run("The solver service", service,
                () -> Optional.of(service.failure()).filter(reason -> !reason.isEmpty()));
    }
}
