package org.tavan.benchmarks.powerflow;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.tavan.benchmarks.machine.Machine;
import org.tavan.benchmarks.optimiser.JmhRun;
import org.tavan.powerflow.DistFlow;
import org.tavan.powerflow.FeederFile;
import org.tavan.powerflow.FeederPositions;
import org.tavan.powerflow.RadialFeeder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Measures load flows beside powsybl-open-loadflow; `./tavan bench microgrid [--quick] [FILE.json]` prints a table, keeps the figures in the
/// file.
@Command(name = "microgrid", mixinStandardHelpOptions = true, description = "Measures load flows of the IEEE 13 bus feeder beside powsybl-open-loadflow.")
public final class MicrogridBenchmark implements Callable<Integer> {
    private static final String LINE = "  %-14s %10s %10s ± %-9s %10s/op  %9s  %10s";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--quick", description = "fewer and shorter iterations: under half a minute")
    private boolean quick;

    @Option(names = "--shared", paramLabel = "DIR", description = "where cases/ieee13.json is (default: beside the repository)")
    private Path shared = Path.of(System.getProperty("tavan.home", "."), "..", "shared");

    @Parameters(arity = "0..1", paramLabel = "FILE.json", description = "where the figures are kept as well")
    private @Nullable Path file;

    private MicrogridBenchmark() {}

    /// Everything measured in one run. Multiples are of the fastest iterations, which other work on the machine disturbs least.
    ///
    /// @param distFlowLossKw loss of the single-phase equivalent by Tavan (kW)
    /// @param powsyblLossKw loss of the same feeder by powsybl (kW)
    /// @param powsyblToThreePhase time of a powsybl flow that keeps its network, as a multiple of Tavan's three-phase flow
    /// @param powsyblToDistFlow the same as a multiple of Tavan's single-phase flow
    record Result(String commit, Machine machine, boolean quick, List<JmhRun> jmh, double distFlowLossKw,
            double powsyblLossKw, double powsyblToThreePhase, double powsyblToDistFlow) {}

    @Override
    public Integer call() throws Exception {
        Path feeder = shared.resolve("cases").resolve("ieee13.json").toAbsolutePath().normalize();
        if (!Files.exists(feeder)) {
            throw new ParameterException(spec.commandLine(),
                    "There is no file %s; name the folder of the cases with --shared.".formatted(feeder));
        }
        RadialFeeder equivalent = FeederFile.equivalent(JsonMapper.shared().readTree(feeder));
        PowsyblPeer peer = new PowsyblPeer(equivalent, false);
        peer.solve(FlowBenchmark.TAP);
        DistFlow distFlow = new DistFlow(equivalent, FlowBenchmark.TOLERANCE_PU);
        distFlow.set(FeederPositions.allIn(equivalent, FlowBenchmark.TAP));
        if (!distFlow.converge()) {
            throw new IllegalStateException("The single-phase flow did not converge.");
        }
        List<JmhRun> runs = JmhRun.all(FlowBenchmark.class, quick ? 3 : 8, quick ? 300 : 1000,
                "-D%s=%s".formatted(FlowBenchmark.FILE, feeder));
        double kept = nanos(runs, "powsyblKept");
        Result result = new Result(Machine.commit(), Machine.here(), quick, runs, distFlow.lossKw(),
                peer.lossKw(),
                kept / nanos(runs, "threePhase"), kept / nanos(runs, "distFlow"));
        print(result);
        if (file != null) {
            Files.writeString(file, JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(result) + System.lineSeparator());
        }
        return 0;
    }

    private static void print(Result result) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Machine machine = result.machine();
        out.printf(Locale.ROOT, "Tavan %s, %s, %d cores, JDK %s.%n", result.commit(), machine.processor(),
                machine.cores(), machine.jdk());
        out.println(
                "One flow of the IEEE 13 bus feeder to 1e-6 pu, all in one run of JMH 1.37. Targets: threePhase 6 µs, distFlow 2 µs,");
        out.println(
                "powsybl (keeping its network from run to run) at least 30 times as long as either. Multiples are of the fastest iterations.");
        out.println(LINE.formatted("", "fastest", "mean", "99.9 %", "heap", "x 3-phase", "x distFlow"));
        double threePhase = nanos(result.jmh(), "threePhase");
        double distFlow = nanos(result.jmh(), "distFlow");
        for (JmhRun run : result.jmh()) {
            out.println(LINE.formatted(run.name(), run.fastest(), run.time(), run.error(), run.heap(),
                    String.format(Locale.ROOT, "%.2f", run.fastestNanos() / threePhase),
                    String.format(Locale.ROOT, "%.2f", run.fastestNanos() / distFlow)));
        }
        out.printf(Locale.ROOT,
                "powsybl takes %.0f times as long as the three-phase flow (which it has not got) and %.0f times as long as the single-phase one.%n",
                result.powsyblToThreePhase(), result.powsyblToDistFlow());
        out.printf(Locale.ROOT,
                "Both agree: the single-phase equivalent loses %.5f kW here, %.5f kW in powsybl.%n",
                result.distFlowLossKw(), result.powsyblLossKw());
    }

    private static double nanos(List<JmhRun> runs, String name) {
        return runs.stream().filter(run -> run.name().equals(name)).findFirst().orElseThrow().fastestNanos();
    }
}
