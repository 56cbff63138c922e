package org.tavan.standalone;

import org.tavan.config.ConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `tavan <command>`: exit code 0 done, 2 wrong usage or input, 1 failed; an error is one clear line on standard error.
@Command(name = "tavan", description = "Runs an energy community in real time and keeps a promise about its demand.", mixinStandardHelpOptions = true, version = "tavan 0.1.0", synopsisSubcommandLabel = "COMMAND", footer = "Measurements of this machine: tavan bench.", subcommands = {
        UpCommand.class, ReplayCommand.class, BacktestCommand.class, SolveCommand.class,
        MicrogridCommand.class, TopicsCommand.class,
        ResetCommand.class,
        StreamsCommand.class, SolverCommand.class, SimulateCommand.class, FeedsCommand.class})
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    public static void main(String[] arguments) {
        int code = run(arguments);
        StopSignal.finish(code);
        System.exit(code);
    }

    static int run(String... arguments) {
        return execute(new Main(), arguments);
    }

    /// Runs a command line and returns its exit code; an error is one line.
    ///
    /// @param command annotated by picocli
    public static int execute(Object command, String... arguments) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Main::wrongUsage)
                .setExecutionExceptionHandler((failure, _, _) -> failed(failure))
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? One of "
                + String.join(", ", spec.subcommands().keySet()) + "; see tavan --help.");
    }

    private static int wrongUsage(ParameterException wrong, String[] arguments) {
        System.err.println("tavan: " + wrong.getMessage());
        return 2;
    }

    private static int failed(Exception failure) {
        boolean wrongInput = failure instanceof ConfigurationException;
        System.err.println("tavan: " + message(failure));
        if (!wrongInput) {
            LogFiles.failed(failure);
        }
        return wrongInput ? 2 : 1;
    }

    private static String message(Throwable failure) {
        var message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().reduce((a, b) -> a + " " + b.strip()).orElse("");
    }
}
