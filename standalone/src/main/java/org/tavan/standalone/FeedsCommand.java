package org.tavan.standalone;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.tavan.config.ConfigurationException;
import org.tavan.config.StrictYaml;
import org.tavan.feeds.gateway.FeedsConfig;
import org.tavan.feeds.gateway.FeedsService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `tavan feeds`: the gateway of real meters, against a cluster, until Ctrl-C or until every feed is at its end.
@Command(name = "feeds", mixinStandardHelpOptions = true, description = "Runs the gateway of real meters against a cluster.")
final class FeedsCommand implements Callable<Integer> {
    private static final Duration TURN = Duration.ofMillis(200);

    @Parameters(paramLabel = "FILE.yaml", description = "configuration, see docs/configuration.md")
    private Path file = Path.of("");

    @Override
    public Integer call() throws InterruptedException {
        var stop = StopSignal.install();
        try (var service = open(StrictYaml.read(file, FeedsConfig.class))) {
            var ends = service.start();
            Progress.say("The gateway runs; Ctrl-C stops it.");
            while (!ends.isDone() && !stop.await(TURN)) {
                // a turn is all there is to do
            }
            if (ends.isDone()) {
                ends.join();
            }
        }
        return 0;
    }

    private FeedsService open(FeedsConfig config) {
        try {
            return new FeedsService(config, Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("%s: %s".formatted(file, e.getMessage()));
        }
    }
}
