package org.tavan.benchmarks.optimiser;

import java.util.ArrayList;
import java.util.List;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.problem.CommunityProblem;
import org.tavan.dro.ConicCommunityPlanner;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlannerSettings;

/// The first windows of an instance with the programs that the planner makes of them.
final class CommunityRuns {
    private final List<CommunityProblem> problems = new ArrayList<>();
    private final List<ConicProgram> programs = new ArrayList<>();
    private final PlanOutcome.Planned firstPlan;

    CommunityRuns(CommunityInstance instance, int windows) {
        List<PlanOutcome.Planned> plans = new ArrayList<>();
        for (int k = 0; k < windows; k++) {
            problems.add(instance.problem(k));
            Captured captured = Captured.of(problems.get(k));
            programs.add(captured.program());
            plans.add(captured.planned());
        }
        firstPlan = plans.getFirst();
    }

    /// A plan and the last program that was solved for it.
    record Captured(PlanOutcome.Planned planned, ConicProgram program) {
        /// @throws IllegalStateException if there is no plan
        static Captured of(CommunityProblem problem) {
            InteriorPointSolver solver = new InteriorPointSolver();
            List<ConicProgram> solved = new ArrayList<>();
            PlanOutcome outcome = new ConicCommunityPlanner((program, settings) -> {
                solved.add(program);
                return solver.solve(program, settings);
            }).plan(problem, PlannerSettings.defaults());
            return switch (outcome) {
                case PlanOutcome.Planned planned -> new Captured(planned, solved.getLast());
                case PlanOutcome.Unplanned unplanned -> throw new IllegalStateException(unplanned.reason());
            };
        }
    }

    /// {@return what each window brings}
    List<WindowPlanner.Next> nexts() {
        return problems.stream().map(WindowPlanner.Next::of).toList();
    }

    CommunityProblem problem(int window) {
        return problems.get(window);
    }

    ConicProgram program(int window) {
        return programs.get(window);
    }

    /// {@return the certificate of the first window's plan}
    CertificateTask certificate() {
        return new CertificateTask(problems.getFirst(), firstPlan.plan());
    }
}
