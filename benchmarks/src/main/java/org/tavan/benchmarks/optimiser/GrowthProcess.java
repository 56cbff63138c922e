package org.tavan.benchmarks.optimiser;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.dro.CommunityProblem;
import org.tavan.dro.ConicCommunityPlanner;
import org.tavan.dro.PlanOutcome;
import org.tavan.dro.PlannerSettings;

/// A JVM that makes one cold plan of one size and says what it took: memory is a process's, so each size has its own.
final class GrowthProcess {
    private static final double MIB = 1 << 20;
    private static final int WARM_UP_PLANS = 12;

    private GrowthProcess() {}

    /// @param arguments `N`, `T`, `I`
    public static void main(String[] arguments) throws IOException {
        int members = Integer.parseInt(arguments[0]);
        int intervals = Integer.parseInt(arguments[1]);
        int samples = Integer.parseInt(arguments[2]);
        CommunityProblem small = new CommunityInstance(7, 10, 24, 30, true).problem();
        for (int k = 0; k < WARM_UP_PLANS; k++) {
            plan(small);
        }
        CommunityProblem problem = new CommunityInstance(42, members, intervals, samples, true).problem();
        System.gc();
        double before = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        Effort.Started started = Effort.start();
        PlanOutcome outcome = plan(problem);
        Effort effort = started.stop();
        double heap = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            heap += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() / MIB : 0;
        }
        String said = switch (outcome) {
            case PlanOutcome.Planned planned -> "%s %d %d %d".formatted(planned.status(),
                    planned.statistics().variables(), planned.statistics().rows(),
                    planned.statistics().iterations());
            case PlanOutcome.Unplanned _ -> "UNPLANNED 0 0 0";
        };
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println(
                String.format(Locale.ROOT, "%s %.3f %.3f %.1f %.1f %.1f", said, effort.cpuMillis(),
                        effort.wallMillis(), before, heap, residentPeakMib()));
    }

    private static PlanOutcome plan(CommunityProblem problem) {
        return new ConicCommunityPlanner(new InteriorPointSolver()).plan(problem, PlannerSettings.defaults());
    }

    /// {@return the most memory that the process ever had in RAM; 0 where the system does not say}
    private static double residentPeakMib() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status)
                .stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
