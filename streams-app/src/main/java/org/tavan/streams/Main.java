package org.tavan.streams;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavan.config.ConfigurationException;
import org.tavan.config.StrictYaml;

/// Runs the streams application alone: `Main <config.yaml>`. Exit code 0 after a signal, 1 after a failure, 2 for wrong usage.
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    /// Runs until a signal or a failure.
    public static void main(String[] args) throws InterruptedException {
        if (args.length != 1) {
            System.err.println("usage: streams <config.yaml>");
            System.exit(2);
        }
        StreamsAppConfig config;
        try {
            config = StrictYaml.read(Path.of(args[0]), StreamsAppConfig.class);
        } catch (ConfigurationException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        LOG.info("Streams application on JDK {} with {}", Runtime.version(), config);
        var service = new StreamsService(config);
        var signalled = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            service.close();
            signalled.countDown();
        }, "streams-shutdown"));
        service.start();
        while (!signalled.await(1, java.util.concurrent.TimeUnit.SECONDS)) {
            if (service.failure().isPresent()) {
                System.exit(1);
            }
        }
    }
}
