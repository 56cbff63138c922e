package org.tavan.benchmarks.optimiser;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// What JMH says of one method of a benchmark.
///
/// @param name of the method
/// @param nanos average time on the clock
/// @param fastestNanos average time of the fastest iteration, which other work on the machine disturbs least
/// @param errorNanos half the width of its 99.9 % confidence interval; NaN with too few iterations
/// @param bytes of heap per operation, `gc.alloc.rate.norm`
public record JmhRun(String name, double nanos, double fastestNanos, double errorNanos, double bytes) {
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    /// Runs all methods of a benchmark, each in a JVM of its own.
    ///
    /// @param iterations as many to warm up, and as many that count
    /// @param iterationMillis length of each
    /// @param options of those JVMs, besides the ones of this
    /// @throws RunnerException if one fails
    public static List<JmhRun> all(Class<?> benchmark, int iterations, long iterationMillis,
            String... options)
            throws RunnerException {
        List<JmhRun> runs = new ArrayList<>();
        for (RunResult result : new Runner(new OptionsBuilder()
                .include("\\b" + benchmark.getSimpleName() + "\\b")
                .forks(1)
                .jvmArgsAppend(options)
                .warmupIterations(iterations)
                .measurementIterations(iterations)
                .warmupTime(TimeValue.milliseconds(iterationMillis))
                .measurementTime(TimeValue.milliseconds(iterationMillis))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build()).run()) {
            String label = result.getParams().getBenchmark();
            runs.add(new JmhRun(label.substring(label.lastIndexOf('.') + 1),
                    result.getPrimaryResult().getScore(),
                    result.getPrimaryResult().getStatistics().getMin(),
                    result.getPrimaryResult().getScoreError(),
                    Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATION)).getScore()));
        }
        runs.sort(Comparator.comparing(JmhRun::name));
        return List.copyOf(runs);
    }

    /// {@return the average time as text}
    public String time() {
        return TextTable.time(nanos / 1e6);
    }

    /// {@return the time of the fastest iteration as text}
    public String fastest() {
        return TextTable.time(fastestNanos / 1e6);
    }

    /// {@return half the width of the interval as text, `?` where there is none}
    public String error() {
        return Double.isNaN(errorNanos) ? "?" : TextTable.time(errorNanos / 1e6);
    }

    /// {@return heap per operation as text}
    public String heap() {
        return TextTable.bytes(bytes);
    }

    /// {@return lines for the table}
    static List<String> lines(List<JmhRun> runs) {
        List<String> lines = new ArrayList<>();
        lines.add("By JMH 1.37: average time on the clock, heap per operation (gc.alloc.rate.norm)");
        for (JmhRun run : runs) {
            lines.add(String.format(Locale.ROOT, "  %-29s %9s ± %-9s %9s/op", run.name(),
                    run.time(),
                    run.error(), run.heap()));
        }
        return lines;
    }
}
