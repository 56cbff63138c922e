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

/// What JMH says of one method of `CommunityBenchmark`.
///
/// @param name of the method
/// @param nanos average time on the clock
/// @param errorNanos half the width of its 99.9 % confidence interval; NaN with too few iterations
/// @param bytes of heap per operation, `gc.alloc.rate.norm`
record JmhRun(String name, double nanos, double errorNanos, double bytes) {
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    /// Runs all of them in a JVM of their own.
    ///
    /// @param iterations as many to warm up, and as many that count
    /// @param iterationMillis length of each
    static List<JmhRun> all(int iterations, long iterationMillis) throws RunnerException {
        List<JmhRun> runs = new ArrayList<>();
        for (RunResult result : new Runner(new OptionsBuilder()
                .include("\\b" + CommunityBenchmark.class.getSimpleName() + "\\b")
                .forks(1)
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
                    result.getPrimaryResult().getScore(), result.getPrimaryResult().getScoreError(),
                    Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATION)).getScore()));
        }
        runs.sort(Comparator.comparing(JmhRun::name));
        return List.copyOf(runs);
    }

    /// {@return lines for the table}
    static List<String> lines(List<JmhRun> runs) {
        List<String> lines = new ArrayList<>();
        lines.add("By JMH 1.37: average time on the clock, heap per operation (gc.alloc.rate.norm)");
        for (JmhRun run : runs) {
            lines.add(String.format(Locale.ROOT, "  %-29s %9s ± %-9s %9s/op", run.name(),
                    TextTable.time(run.nanos() / 1e6),
                    Double.isNaN(run.errorNanos()) ? "?" : TextTable.time(run.errorNanos() / 1e6),
                    TextTable.bytes(run.bytes())));
        }
        return lines;
    }
}
