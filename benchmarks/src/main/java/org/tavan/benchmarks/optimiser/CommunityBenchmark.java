package org.tavan.benchmarks.optimiser;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.tavan.asset.GridLimits;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Profile;
import org.tavan.conic.SolveOutcome;
import org.tavan.conic.SolverSettings;
import org.tavan.dro.PartwisePlanner;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlannerSettings;
import org.tavan.recourse.AffineRecourse;
import org.tavan.recourse.CausalRecourse;
import org.tavan.recourse.DiagonalRecourse;
import org.tavan.recourse.RecourseAction;

/// The operations whose heap per operation matters, for JMH and its allocation profiler: N = 10, T = 24, I = 90, closed diagonal.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CommunityBenchmark {
    private static final int WINDOWS = 100;
    private static final int INTERVALS = CommunityInstance.standard().intervals();

    private final DiagonalRecourse diagonal = new DiagonalRecourse(Profile.of(new double[INTERVALS]));
    private final CausalRecourse causal = new CausalRecourse(INTERVALS,
            Profile.of(new double[CausalRecourse.packedLength(INTERVALS)]));
    private final double[] errorValues = new double[INTERVALS];
    private final Profile errors = Profile.of(errorValues);
    private final GridLimits limits = new GridLimits(2, 2);
    private int next;

    /// For JMH.
    public CommunityBenchmark() {}

    /// Windows and what solves them.
    @State(Scope.Thread)
    public static class Windows {
        private final CommunityRuns runs = new CommunityRuns(CommunityInstance.standard(), WINDOWS);
        private final List<WindowPlanner.Next> nexts = runs.nexts();
        private final WindowPlanner planner = new WindowPlanner();
        private final InteriorPointSolver solver = new InteriorPointSolver();
        private final CertificateTask certificate = runs.certificate();
        private int window;

        /// For JMH.
        public Windows() {}

        private int next() {
            window = (window + 1) % WINDOWS;
            return window;
        }
    }

    /// The whole plan, with a solver that has seen nothing.
    @Benchmark
    public PlanOutcome planCold(Windows windows) {
        return new PartwisePlanner().plan(windows.runs.problem(0),
                PlannerSettings.defaults());
    }

    /// The program alone, with a solver that has seen nothing.
    @Benchmark
    public SolveOutcome solveCold(Windows windows) {
        return new InteriorPointSolver().solve(windows.runs.program(0), SolverSettings.defaults());
    }

    /// The plan of the next window, from the one before.
    @Benchmark
    public double planNextWindow(Windows windows) {
        return windows.planner.cents(windows.nexts.get(windows.next()));
    }

    /// The program of the next window alone.
    @Benchmark
    public SolveOutcome solveNextWindow(Windows windows) {
        return windows.solver.solve(windows.runs.program(windows.next()), SolverSettings.defaults());
    }

    /// `q = Qξ` of one interval, diagonal.
    @Benchmark
    public RecourseAction respondDiagonal() {
        next = (next + 1) % INTERVALS;
        return diagonal.respond(next, 0, errors, limits);
    }

    /// `q = Qξ` of one interval, causal.
    @Benchmark
    public RecourseAction respondCausal() {
        next = (next + 1) % INTERVALS;
        return causal.respond(next, 0, errors, limits);
    }

    /// `q = Qξ` of one interval, diagonal, within the limits, without the shares of the residuals.
    @Benchmark
    public double exchangeDiagonal() {
        next = (next + 1) % INTERVALS;
        return AffineRecourse.clippedKw(diagonal.exchangeKw(next, 0, errorValues), limits);
    }

    /// `q = Qξ` of one interval, causal, within the limits, without the shares of the residuals.
    @Benchmark
    public double exchangeCausal() {
        next = (next + 1) % INTERVALS;
        return AffineRecourse.clippedKw(causal.exchangeKw(next, 0, errorValues), limits);
    }

    /// The worst-case violation of every member's plan.
    @Benchmark
    public double certificate(Windows windows) {
        return windows.certificate.violation();
    }
}
