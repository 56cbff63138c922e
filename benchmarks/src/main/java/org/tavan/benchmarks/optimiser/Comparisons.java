package org.tavan.benchmarks.optimiser;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

import org.ojalgo.matrix.store.R064Store;
import org.tavan.asset.GridLimits;
import org.tavan.benchmarks.optimiser.CommunityRuns.Captured;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Profile;
import org.tavan.conic.SolveOutcome;
import org.tavan.conic.SolverSettings;
import org.tavan.dro.PartwisePlanner;
import org.tavan.dro.RollingPlanner;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Promise;
import org.tavan.problem.RecourseRule;
import org.tavan.recourse.AffineRecourse;
import org.tavan.recourse.CausalRecourse;
import org.tavan.recourse.DiagonalRecourse;

/// The comparisons of a run.
final class Comparisons {
    private static final String TAVAN = "Tavan";
    private static final int RESPONSES = 100_000;

    private final Extent extent;
    private final List<PeerSolver> peers = new ArrayList<>();
    private final Optional<PeerSolver> highs;

    /// How long to measure.
    ///
    /// @param repeated runs of ours
    /// @param peer runs of others, which may take long
    /// @param windows one sample in and out
    /// @param peerSeconds after which others are stopped
    record Extent(Trials.Plan repeated, Trials.Plan peer, int windows, double peerSeconds) {}

    Comparisons(Extent extent, Optional<HighsLibrary> library) {
        this.extent = extent;
        highs = library.map(found -> new HighsPeer(found, extent.peerSeconds()));
        highs.ifPresent(peers::add);
        peers.add(new OjAlgoPeer((long) (1e3 * extent.peerSeconds())));
    }

    /// One problem cold: the whole plan, the program alone, and the same program by others, with and without its quadratic costs.
    ///
    /// @param own how often Tavan runs
    Comparison cold(String title, String note, CommunityProblem problem, Trials.Plan own) {
        List<Measurement> rows = new ArrayList<>();
        Trials<Captured> plans = Trials.of(own, _ -> problem, Captured::of);
        rows.add(plan("whole plan, as one program", plans));
        Trials<PlanOutcome> parts = Trials.of(own, _ -> problem,
                each -> new PartwisePlanner().plan(each, PlannerSettings.defaults()));
        rows.add(Measurement.of("whole plan, part by part", TAVAN, parts, null, status(parts.last())));
        ConicProgram program = plans.last().program();
        ProgramData data = ProgramData.of(program);
        Trials<SolveOutcome> solves = Trials.of(own, _ -> program, Comparisons::solve);
        double optimum = objective(solves.last());
        rows.add(solved("its program (QP)", solves, optimum));
        InteriorPointSolver solver = new InteriorPointSolver();
        rows.add(solved("same, solver kept", Trials.of(own, _ -> program,
                p -> solver.solve(p, SolverSettings.defaults())), optimum));
        rows.addAll(peers("its program (QP)", data, optimum));
        rows.addAll(linear("without squares (LP)", data.withoutQuadratics(), own));
        return new Comparison(title, note, rows);
    }

    private List<Measurement> linear(String what, ProgramData data, Trials.Plan own) {
        ConicProgram program = data.conic();
        Trials<SolveOutcome> trials = Trials.of(own, _ -> program, Comparisons::solve);
        double optimum = objective(trials.last());
        List<Measurement> rows = new ArrayList<>();
        rows.add(solved(what, trials, optimum));
        rows.addAll(peers(what, data, optimum));
        return rows;
    }

    private List<Measurement> peers(String what, ProgramData data, double optimum) {
        List<Measurement> rows = new ArrayList<>();
        for (PeerSolver peer : peers) {
            rows.add(peer(what, peer, data, optimum));
        }
        return rows;
    }

    private Measurement peer(String what, PeerSolver peer, ProgramData data, double optimum) {
        Trials<PeerSolver.Answer> trials = Trials.of(extent.peer(), _ -> data, peer::solve);
        PeerSolver.Answer answer = trials.last();
        String outcome = answer.violation() > 1e-6
                ? "%s, off by %.0e".formatted(answer.status(), answer.violation())
                : answer.status();
        return Measurement.of(what, peer.name(), trials, relative(answer.objective(), optimum), outcome);
    }

    /// The paper's form with all its dual vectors beside the closed form of the same problem, for one member.
    Comparison literal(CommunityInstance instance) {
        CommunityProblem problem = instance.withMembers(1).oneSided().problem();
        Trials<Captured> plans = Trials.of(extent.repeated(), _ -> problem, Captured::of);
        ConicProgram program = plans.last().program();
        ProgramData data = ProgramData.of(program);
        ProgramData literal = LiteralProgram.of(problem);
        Trials<SolveOutcome> solves = Trials.of(extent.repeated(), _ -> program, Comparisons::solve);
        double optimum = objective(solves.last());
        List<Measurement> rows = new ArrayList<>();
        rows.add(solved("closed form (QP)", solves, optimum));
        rows.addAll(peers("closed form (QP)", data, optimum));
        ConicProgram conic = literal.conic();
        rows.add(solved("paper's literal form (QP)",
                Trials.of(new Trials.Plan(0, 3, extent.peerSeconds()), _ -> conic, Comparisons::solve),
                optimum));
        highs.ifPresent(peer -> rows.add(peer("paper's literal form (QP)", peer, literal, optimum)));
        rows.addAll(linear("closed form (LP)", data.withoutQuadratics(), extent.repeated()));
        double linearOptimum = objective(solve(data.withoutQuadratics().conic()));
        highs.ifPresent(peer -> rows.add(
                peer("paper's literal form (LP)", peer, literal.withoutQuadratics(), linearOptimum)));
        return new Comparison(
                "The paper's literal form, N = 1, T = %d, I = %d, one real-time price".formatted(
                        instance.intervals(), instance.samples()),
                "literal: %,d variables, %,d rows; closed: %,d and %,d. LP: without the squares, as MIP and LP solvers take it."
                        .formatted(literal.variables(), literal.rows(), data.variables(), data.rows()),
                rows);
    }

    /// One sample in and one out, window after window.
    Comparison sliding(String title, CommunityInstance instance, RecourseRule rule, Promise promise) {
        WindowPlanner planner = new WindowPlanner();
        Trials.Plan windows = new Trials.Plan(20, extent.windows(), 60);
        List<Measurement> rows = new ArrayList<>();
        String note = "";
        if (WindowPlanner.rolls(instance.problem(0, rule, promise))) {
            Trials<RollingPlanner> rolled = Trials.of(
                    new Trials.Plan(extent.windows(), extent.windows(), 60),
                    k -> WindowPlanner.Next.of(instance.problem(k, rule, promise)), planner::planned);
            note = "From the plan before: %d of %d windows allocated nothing; %d programs were made in all."
                    .formatted(rolled.efforts().stream().filter(each -> each.allocatedBytes() == 0).count(),
                            rolled.efforts().size(), rolled.last().programs());
            rows.add(Measurement.of("next window, from the plan before", TAVAN, rolled, null,
                    planner.words()));
        }
        Trials<PlanOutcome> plans = Trials.of(windows, k -> instance.problem(k, rule, promise),
                planner::plan);
        rows.add(Measurement.of("next window, whole plan anew", TAVAN, plans, null, status(plans.last())));
        Trials<PlanOutcome> parts = Trials.of(windows, k -> instance.problem(k, rule, promise),
                problem -> new PartwisePlanner().plan(problem, PlannerSettings.defaults()));
        rows.add(Measurement.of("same, part by part", TAVAN, parts, null, status(parts.last())));
        InteriorPointSolver solver = new InteriorPointSolver();
        Trials<SolveOutcome> solves = Trials.of(windows,
                k -> Captured.of(instance.problem(k, rule, promise)).program(),
                program -> solver.solve(program, SolverSettings.defaults()));
        rows.add(solved("its program, solver kept", solves, objective(solves.last())));
        highs.ifPresent(peer -> {
            Trials<PeerSolver.Answer> answers = Trials.of(extent.peer(),
                    k -> ProgramData.of(Captured.of(instance.problem(k, rule, promise)).program()),
                    peer::solve);
            rows.add(Measurement.of("its program (QP), cold", peer.name(), answers, null,
                    answers.last().status()));
        });
        return new Comparison(title, note, rows);
    }

    /// `q = Qξ` of one interval.
    Comparison respond(int intervals) {
        double[] ones = new double[CausalRecourse.packedLength(intervals)];
        Arrays.fill(ones, 0.1);
        Profile errors = Profile.of(Arrays.copyOf(ones, intervals));
        R064Store matrix = R064Store.FACTORY.make(intervals, intervals);
        R064Store vector = R064Store.FACTORY.make(intervals, 1);
        List<Measurement> rows = new ArrayList<>();
        rows.add(responses("diagonal rule", TAVAN, intervals,
                new Response(new DiagonalRecourse(errors), errors)::ask));
        rows.add(responses("causal rule", TAVAN, intervals,
                new Response(new CausalRecourse(intervals, Profile.of(ones)), errors)::ask));
        double[] values = errors.toArray();
        AffineRecourse causal = new CausalRecourse(intervals, Profile.of(ones));
        rows.add(responses("causal rule, exchange alone", TAVAN, intervals,
                t -> AffineRecourse.clippedKw(causal.exchangeKw(t, 0, values), Response.LIMITS)));
        rows.add(responses("matrix × vector, per hour", "ojAlgo", 1,
                _ -> matrix.multiply(vector).doubleValue(0))
                .each(intervals));
        return new Comparison("q = Qξ, one interval, T = %d".formatted(intervals),
                "Tavan's answer has the share of every residual and what the limits clipped, unless it is the exchange alone.",
                rows);
    }

    private record Response(AffineRecourse rule, Profile errors) {
        private static final GridLimits LIMITS = new GridLimits(2, 2);

        double ask(int t) {
            return rule.respond(t, 0, errors, LIMITS).importKw();
        }
    }

    private Measurement responses(String what, String solver, int intervals, IntToDoubleFunction ask) {
        Trials<Double> trials = Trials.of(extent.repeated(), k -> k, _ -> {
            double sum = 0;
            for (int k = 0, t = 0; k < RESPONSES; k++, t = t + 1 == intervals ? 0 : t + 1) {
                sum += ask.applyAsDouble(t);
            }
            return sum;
        });
        return Measurement.of(what, solver, trials, null, "").each(RESPONSES);
    }

    /// The certificate of all members.
    Comparison certificate(CommunityInstance instance) {
        CertificateTask task = new CommunityRuns(instance, 1).certificate();
        Trials<Double> own = Trials.of(extent.repeated(), k -> k, _ -> task.violation());
        List<ProgramData> programs = task.programs();
        List<Measurement> rows = new ArrayList<>();
        rows.add(Measurement.of("exact worst case", TAVAN, own, 0.0,
                "%.3f %%".formatted(100 * own.last())));
        for (PeerSolver peer : peers) {
            Trials<Double> trials = Trials.of(extent.peer(), k -> k, _ -> programs.stream()
                    .mapToDouble(program -> -peer.solve(program).objective())
                    .max()
                    .orElseThrow());
            rows.add(Measurement.of("transport LP, given distances", peer.name(), trials,
                    trials.last() - own.last(), ""));
        }
        return new Comparison("Certificate of a plan, all %d members, T = %d, I = %d".formatted(
                instance.members(), instance.intervals(), instance.samples()), "", rows);
    }

    private static SolveOutcome solve(ConicProgram program) {
        return new InteriorPointSolver().solve(program, SolverSettings.defaults());
    }

    private static Measurement plan(String what, Trials<Captured> trials) {
        PlanOutcome.Planned planned = trials.last().planned();
        return Measurement.of(what, TAVAN, trials, null, status(planned));
    }

    private static String status(PlanOutcome outcome) {
        return switch (outcome) {
            case PlanOutcome.Planned planned -> "%s, %d round%s".formatted(planned.status(),
                    planned.statistics().rounds(), planned.statistics().rounds() == 1 ? "" : "s");
            case PlanOutcome.Unplanned unplanned -> unplanned.reason();
        };
    }

    private static Measurement solved(String what, Trials<SolveOutcome> trials, double optimum) {
        return Measurement.of(what, TAVAN, trials, relative(objective(trials.last()), optimum),
                trials.last() instanceof SolveOutcome.Solved solved
                        ? "%d iterations".formatted(solved.solution().iterations())
                        : trials.last().getClass().getSimpleName());
    }

    /// {@return the primal objective of an outcome; NaN if it has none}
    private static double objective(SolveOutcome outcome) {
        return switch (outcome) {
            case SolveOutcome.Solved solved -> solved.solution().primalObjective();
            case SolveOutcome.LimitReached reached -> reached.last().primalObjective();
            case SolveOutcome.NumericalError error -> error.last().primalObjective();
            case SolveOutcome.PrimalInfeasible _,SolveOutcome.DualInfeasible _ -> Double.NaN;
        };
    }

    private static double relative(double value, double optimum) {
        return (value - optimum) / Math.max(1, Math.abs(optimum));
    }
}
