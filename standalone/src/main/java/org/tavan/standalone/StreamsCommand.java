package org.tavan.standalone;

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
        var service = new StreamsService(config);
        service.start();
        return ServiceLoop.run("The streams application", service,
                () -> service.failure().map(thrown -> "The streams application stopped: " + thrown));
    }
}
