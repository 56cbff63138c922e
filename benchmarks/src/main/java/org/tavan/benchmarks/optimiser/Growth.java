package org.tavan.benchmarks.optimiser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/// How time and memory grow with the number of members.
///
/// @param title the size of everything else
/// @param points one a number of members
/// @param exponent `k` of the best fit `CPU time ~ N^k`; NaN with fewer than two sizes
record Growth(String title, List<GrowthPoint> points, double exponent) {
    private static final String LINE = "  %6s %9s %9s %5s %9s %9s %9s %9s %9s %9s  %s";
    /// First what the target allows, then what the machine has.
    private static final List<String> HEAPS = List.of("-Xmx1g", "-XX:MaxRAMPercentage=60");

    /// Runs the sizes one after another, each in a process of its own.
    ///
    /// @param processSeconds that each may take
    /// @param highsSeconds of them for HiGHS
    static Growth of(int intervals, int samples, List<Integer> members, long processSeconds,
            double highsSeconds) throws IOException, InterruptedException {
        List<GrowthPoint> points = new ArrayList<>();
        for (int count : members) {
            points.add(point(count, intervals, samples, processSeconds, highsSeconds));
        }
        return new Growth(
                "Growth with N, closed diagonal cold, part by part on two threads, CPU of all, T = %d, I = %d"
                        .formatted(intervals, samples),
                List.copyOf(points), GrowthPoint.exponent(points));
    }

    private static GrowthPoint point(int members, int intervals, int samples, long processSeconds,
            double highsSeconds) throws IOException, InterruptedException {
        for (String heap : HEAPS) {
            Process process = new ProcessBuilder(
                    List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), heap,
                            "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp",
                            System.getProperty("java.class.path"), GrowthProcess.class.getName(),
                            Integer.toString(members), Integer.toString(intervals), Integer.toString(samples),
                            Double.toString(highsSeconds)))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(processSeconds, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return GrowthPoint.failed(members, "not done in %d s".formatted(processSeconds));
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.exitValue() == 0) {
                return JsonMapper.shared().readValue(said, GrowthPoint.class);
            }
        }
        return GrowthPoint.failed(members, "failed, maybe out of memory");
    }

    /// {@return lines for the table}
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(title);
        lines.add(LINE.formatted("N", "variables", "rows", "iter", "CPU", "clock", "CPU / N", "heap peak",
                "RAM peak",
                "HiGHS LP", "outcome").stripTrailing());
        for (GrowthPoint p : points) {
            lines.add(p.planned()
                    ? LINE.formatted(p.members(), p.variables(), p.rows(), p.iterations(),
                            TextTable.time(p.cpuMillis()), TextTable.time(p.wallMillis()),
                            TextTable.time(p.cpuMillis() / p.members()), mib(p.heapPeakMib()),
                            mib(p.residentPeakMib()),
                            p.highsOutcome().equals("OPTIMAL")
                                    ? TextTable.time(p.highsCpuMillis())
                                    : p.highsOutcome().toLowerCase(Locale.ROOT).replace('_', ' '),
                            p.outcome())
                    : "  %6d %s".formatted(p.members(), p.outcome()));
        }
        lines.add(String.format(Locale.ROOT, "  CPU time ~ N^%.2f", exponent));
        return lines;
    }

    private static String mib(double mib) {
        return String.format(Locale.ROOT, "%.0f MiB", mib);
    }
}
