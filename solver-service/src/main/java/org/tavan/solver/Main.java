package org.tavan.solver;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavan.config.ConfigurationException;
import org.tavan.config.StrictYaml;
import org.tavan.solver.codec.PlanId;

/// Runs the solver service alone, against a given cluster. Exit code 2: wrong usage or configuration; 1: it
/// failed.
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final long LOOK_MILLIS = 500;

    private Main() {}

    /// Runs until the process is ended.
    ///
    /// @param arguments the configuration file (YAML)
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 1) {
            System.err.println("usage: solver-service <configuration.yaml>");
            System.exit(2);
        }
        SolverServiceConfig config;
        try {
            config = StrictYaml.read(Path.of(arguments[0]), SolverServiceConfig.class);
        } catch (ConfigurationException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        LOG.info("solver service {} on JDK {}: {}", PlanId.SOLVER_VERSION, Runtime.version(), config);
        System.exit(run(config));
    }

    private static int run(SolverServiceConfig config) throws InterruptedException {
        var stop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.countDown();
            try {
                stopped.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "shutdown"));
        try (var application = new SolverApplication(config, Clock.systemUTC(),
                PrometheusRegistry.defaultRegistry)) {
            application.start();
            while (!stop.await(LOOK_MILLIS, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                if (!application.failure().isEmpty()) {
                    LOG.error("{}", application.failure());
                    return 1;
                }
            }
        } finally {
            stopped.countDown();
        }
        return 0;
    }
}
