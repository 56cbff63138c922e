package org.tavan.feeds.gateway;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavan.config.ConfigurationException;
import org.tavan.config.StrictYaml;

/// Runs the gateway: `GatewayMain <configuration.yaml>`. Ends by itself when every feed is at its end.
public final class GatewayMain {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayMain.class);

    private GatewayMain() {}

    /// Exit status: 0 at the end of all feeds, 1 when one cannot go on, 2 for a wrong configuration.
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        if (arguments.length != 1) {
            LOG.error("Usage: GatewayMain <configuration.yaml>");
            return 2;
        }
        try (var service = new FeedsService(StrictYaml.read(Path.of(arguments[0]), FeedsConfig.class),
                Clock.systemUTC())) {
            Runtime.getRuntime().addShutdownHook(new Thread(service::close, "feeds-shutdown"));
            service.start().join();
            return 0;
        } catch (ConfigurationException | IllegalArgumentException e) {
            LOG.error("The configuration is wrong: {}", e.getMessage());
            return 2;
        } catch (CompletionException e) {
            LOG.error("A feed cannot go on", e);
            return 1;
        }
    }
}
