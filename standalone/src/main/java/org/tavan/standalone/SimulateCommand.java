package org.tavan.standalone;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tavan simulate`: a source of readings, or devices, or both, against a cluster.
@Command(name = "simulate", mixinStandardHelpOptions = true, description = "Runs a synthetic or replayed source, or devices, against a cluster.")
final class SimulateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.yaml", description = "configuration, see docs/configuration.md")
    private Path file = Path.of("");

    @Option(names = "--data", paramLabel = "DIR", defaultValue = ".", description = "folder of a replay's files (default: ${DEFAULT-VALUE})")
    private Path data = Path.of(".");

    @Override
    public Integer call() throws InterruptedException {
        Progress.say("The simulator runs, devices until Ctrl-C.");
        org.tavan.simulator.Main.main(new String[]{file.toString(), data.toString()});
        return 0;
    }
}
