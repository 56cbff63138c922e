package org.tavan.benchmarks.optimiser;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.problem.CommunityProblem;
import org.tavan.dro.PartwisePlanner;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatistics;
import org.tavan.plan.PlannerSettings;
import org.tavan.dro.WholeProgram;
import tools.jackson.databind.json.JsonMapper;

/// A JVM that makes cold plans of one size and says what they took: memory is a process's, so each size has its own.
final class GrowthProcess {
    private static final double MIB = 1 << 20;
    private static final int THREADS = 2;
    private static final Trials.Plan WARM_UP = new Trials.Plan(0, 12, 3);
    private static final Trials.Plan MEASURED = new Trials.Plan(0, 5, 2);

    private GrowthProcess() {}

    /// The process that is measured; prints one point as JSON.
    ///
    /// @param arguments `N`, `T`, `I`, and the seconds that HiGHS has
    public static void main(String[] arguments) throws IOException {
        int members = Integer.parseInt(arguments[0]);
        int intervals = Integer.parseInt(arguments[1]);
        int samples = Integer.parseInt(arguments[2]);
        Trials.of(WARM_UP, _ -> new CommunityInstance(7, 30, 24, 30, true).problem(), GrowthProcess::plan);
        CommunityProblem problem = new CommunityInstance(42, members, intervals, samples, true).problem();
        System.gc();
        double before = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        Trials<Timed> trials = Trials.of(MEASURED, _ -> problem, GrowthProcess::plan);
        double heap = heapPeakMib();
        double resident = residentPeakMib();
        PlanOutcome.Planned planned = trials.last().planned();
        PlanStatistics statistics = planned.statistics();
        Optional<Trials<PeerSolver.Answer>> highs = highs(problem, Double.parseDouble(arguments[3]));
        GrowthPoint point = new GrowthPoint(members, planned.status().name(),
                statistics.variables(), statistics.rows(), statistics.iterations(),
                trials.last().processCpuMillis(),
                trials.wallMillis(), before, heap, resident, Runtime.getRuntime().maxMemory() / MIB,
                highs.map(answer -> answer.last().status()).orElse("no library or room here"),
                highs.map(answer -> answer.cpuMillis(50)).orElse(Double.NaN));
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println(
                JsonMapper.shared().writeValueAsString(point));
    }

    /// A plan with the CPU time of all threads, garbage collection and compiler among them.
    private record Timed(PlanOutcome.Planned planned, double processCpuMillis) {}

    /// @throws IllegalStateException if there is no plan
    private static Timed plan(CommunityProblem problem) {
        long start = processNanos();
        PlanOutcome outcome = new PartwisePlanner(InteriorPointSolver::new, THREADS).plan(problem,
                PlannerSettings.defaults());
        double millis = (processNanos() - start) / 1e6;
        return switch (outcome) {
            case PlanOutcome.Planned planned -> new Timed(planned, millis);
            case PlanOutcome.Unplanned unplanned -> throw new IllegalStateException(unplanned.reason());
        };
    }

    private static long processNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /// HiGHS on the program of the whole community; nothing where that does not fit into the heap that the plan was found in.
    private static Optional<Trials<PeerSolver.Answer>> highs(CommunityProblem problem, double seconds)
            throws IOException {
        Optional<HighsLibrary> library = HighsLibrary.load();
        if (library.isEmpty()) {
            return Optional.empty();
        }
        try {
            ProgramData linear = ProgramData.of(WholeProgram.of(problem)).withoutQuadratics();
            return Optional.of(Trials.of(new Trials.Plan(0, 1, 1), _ -> linear,
                    new HighsPeer(library.get(), seconds)::solve));
        } catch (OutOfMemoryError e) {
            return Optional.empty();
        }
    }

    private static double heapPeakMib() {
        double heap = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            heap += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() / MIB : 0;
        }
        return heap;
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
