package org.tavan.benchmarks.optimiser;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tavan.benchmarks.optimiser.CommunityRuns.Captured;
import org.tavan.dro.CommunityProblem;
import org.tavan.dro.PlanStatistics;
import tools.jackson.databind.json.JsonMapper;

/// A JVM that makes cold plans of one size and says what they took: memory is a process's, so each size has its own.
final class GrowthProcess {
    private static final double MIB = 1 << 20;
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
        Trials.of(WARM_UP, _ -> new CommunityInstance(7, 10, 24, 30, true).problem(), Captured::of);
        CommunityProblem problem = new CommunityInstance(42, members, intervals, samples, true).problem();
        System.gc();
        double before = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        Trials<Captured> trials = Trials.of(MEASURED, _ -> problem, Captured::of);
        double heap = heapPeakMib();
        double resident = residentPeakMib();
        PlanStatistics statistics = trials.last().planned().statistics();
        Optional<Trials<PeerSolver.Answer>> highs = highs(trials.last(), Double.parseDouble(arguments[3]));
        GrowthPoint point = new GrowthPoint(members, trials.last().planned().status().name(),
                statistics.variables(), statistics.rows(), statistics.iterations(), trials.cpuMillis(50),
                trials.wallMillis(), before, heap, resident, Runtime.getRuntime().maxMemory() / MIB,
                highs.map(answer -> answer.last().status()).orElse("no library here"),
                highs.map(answer -> answer.cpuMillis(50)).orElse(Double.NaN));
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println(
                JsonMapper.shared().writeValueAsString(point));
    }

    private static Optional<Trials<PeerSolver.Answer>> highs(Captured captured, double seconds)
            throws IOException {
        ProgramData linear = ProgramData.of(captured.program()).withoutQuadratics();
        return HighsLibrary.load()
                .map(library -> Trials.of(new Trials.Plan(0, 1, 1), _ -> linear,
                        new HighsPeer(library, seconds)::solve));
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
