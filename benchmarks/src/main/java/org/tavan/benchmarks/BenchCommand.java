package org.tavan.benchmarks;

import org.tavan.benchmarks.optimiser.OptimiserBenchmark;
import org.tavan.benchmarks.pipeline.PipelineBenchmark;
import org.tavan.benchmarks.powerflow.MicrogridBenchmark;
import org.tavan.standalone.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `tavan bench <what>`: measurements on this machine.
@Command(name = "tavan bench", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "WHAT", description = "Measures Tavan on this machine.", subcommands = {
        OptimiserBenchmark.class, PipelineBenchmark.class, MicrogridBenchmark.class})
public final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private BenchCommand() {}

    public static void main(String[] arguments) {
        System.exit(Main.execute(new BenchCommand(), arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
                "Which measurement? One of " + String.join(", ", spec.subcommands().keySet())
                        + "; see tavan bench --help.");
    }
}
