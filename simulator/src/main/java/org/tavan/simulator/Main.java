package org.tavan.simulator;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavan.config.ConfigurationException;
import org.tavan.config.StrictYaml;
import org.tavan.simulator.customer.CustomerConfig;
import org.tavan.simulator.customer.CustomerService;
import org.tavan.simulator.device.DeviceConfig;
import org.tavan.simulator.device.DeviceService;
import org.tavan.simulator.publish.AheadLimiter;
import org.tavan.simulator.publish.ContextBarrier;
import org.tavan.simulator.publish.GroupBarrier;
import org.tavan.simulator.publish.Pace;
import org.tavan.simulator.publish.PublishConfig;
import org.tavan.simulator.publish.SourcePublisher;
import org.tavan.simulator.publish.Timer;
import org.tavan.simulator.replay.ReplayConfig;
import org.tavan.simulator.replay.ReplaySource;
import org.tavan.simulator.service.AbstractStreamsService;
import org.tavan.simulator.source.Source;
import org.tavan.simulator.synthetic.SyntheticSource;

/// Runs the simulator alone: `Main <configuration.yaml> [<data folder>]`. Exit code 0 done, 1 failed, 2 wrong usage
/// or input.
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final Duration BARRIER_PATIENCE = Duration.ofMinutes(5);
    private static final Duration REPORT_EVERY = Duration.ofDays(7);

    private Main() {}

    /// Runs until the source ends or, with devices or customers, until the process is told to stop.
    ///
    /// @param arguments configuration file, and the folder of a replay's data
    /// @throws InterruptedException if the thread was interrupted
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length < 1 || arguments.length > 2) {
            System.err.println("usage: Main <configuration.yaml> [<data folder>]");
            System.exit(2);
        }
        try {
            run(StrictYaml.read(Path.of(arguments[0]), SimulatorConfig.class),
                    arguments.length > 1 ? Path.of(arguments[1]) : Path.of("."));
        } catch (ConfigurationException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (RuntimeException e) {
            LOG.error("the simulator failed", e);
            System.exit(1);
        }
    }

    private static void run(SimulatorConfig config, Path dataFolder) throws InterruptedException {
        LOG.info("simulator java={} config={}", Runtime.version(), config);
        try (AbstractStreamsService devices = devices(config);
                AbstractStreamsService customers = customers(config)) {
            List<AbstractStreamsService> services = Stream.of(devices, customers)
                    .filter(Objects::nonNull)
                    .toList();
            for (AbstractStreamsService service : services) {
                Runtime.getRuntime().addShutdownHook(new Thread(service::close, "close-service"));
                service.start();
            }
            Source source = source(config, dataFolder);
            if (source != null) {
                publish(config, source);
            }
            if (!services.isEmpty()) {
                // What was published is still on its way to dispatches and signals: they are obeyed until told to stop.
                Thread.currentThread().join();
            }
        }
    }

    private static void publish(SimulatorConfig config, Source source) throws InterruptedException {
        PublishConfig publish = config.publish() != null
                ? config.publish()
                : config.replay() == null ? PublishConfig.live() : PublishConfig.replay();
        var publisher = new SourcePublisher(config.kafka(), publish, Timer.system());
        Runtime.getRuntime().addShutdownHook(new Thread(publisher::stop, "stop-publisher"));
        Pace pace = config.hoursPerSecond() == null
                ? new Pace.Unlimited()
                : new Pace.Speed(config.hoursPerSecond());
        var reported = new Instant[]{source.start()};
        try (Admin admin = Admin.create(config.kafka().clientProperties())) {
            ContextBarrier barrier = publish.wholeContextFirst()
                    ? new GroupBarrier(admin, GroupBarrier.SERVICES, Timer.system(), BARRIER_PATIENCE)
                    : ContextBarrier.none();
            var counts = publisher.run(source, pace, AheadLimiter.none(), barrier, (reached, sent) -> {
                if (!reached.isBefore(reported[0].plus(REPORT_EVERY))) {
                    reported[0] = reached;
                    LOG.info("published up to {}: {}", reached, sent);
                }
            });
            LOG.info("published everything: {}", counts);
        }
    }

    private static @Nullable Source source(SimulatorConfig config, Path dataFolder) {
        if (config.synthetic() != null) {
            return new SyntheticSource(config.synthetic());
        }
        if (config.replay() == null) {
            return null;
        }
        ReplaySource source = ReplaySource.open(StrictYaml.read(config.replay(), ReplayConfig.class),
                dataFolder);
        source.files().forEach(file -> LOG.info("read {}", file));
        return source;
    }

    private static @Nullable DeviceService devices(SimulatorConfig config) {
        if (config.devices() == null) {
            return null;
        }
        return new DeviceService(new DeviceConfig(config.kafka(), config.devices().stateFolder(), null, null,
                config.devices().faults()));
    }

    private static @Nullable CustomerService customers(SimulatorConfig config) {
        if (config.customers() == null) {
            return null;
        }
        return new CustomerService(new CustomerConfig(config.kafka(), config.customers().stateFolder(), null,
                null, config.customers().behaviour()));
    }
}
