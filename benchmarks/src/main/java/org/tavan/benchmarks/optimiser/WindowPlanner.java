package org.tavan.benchmarks.optimiser;

import org.jspecify.annotations.Nullable;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.dro.ConicCommunityPlanner;
import org.tavan.dro.RollingPlanner;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.problem.RecourseRule;

/// Plans one window after another as a caller would who wants the next plan fast: from the plan before where `RollingPlanner` can, else anew.
final class WindowPlanner {
    private final ConicCommunityPlanner planner = new ConicCommunityPlanner(new InteriorPointSolver());
    private @Nullable RollingPlanner rolling;

    /// What a window brings: a new sample and a forecast for each member.
    static final class Next {
        /// The window as a whole.
        private final CommunityProblem problem;
        private final double[][] samplesKw;
        private final double[][] forecastsKw;

        private Next(CommunityProblem problem, double[][] samplesKw, double[][] forecastsKw) {
            this.problem = problem;
            this.samplesKw = samplesKw;
            this.forecastsKw = forecastsKw;
        }

        static Next of(CommunityProblem problem) {
            return new Next(problem,
                    problem.members().stream().map(Next::newest).toArray(double[][]::new),
                    problem.members()
                            .stream()
                            .map(member -> member.forecastKw().toArray())
                            .toArray(double[][]::new));
        }

        private static double[] newest(Member member) {
            return member.residualKw().sample(member.residualKw().count() - 1).toArray();
        }
    }

    /// {@return whether the next window is planned from the one before}
    static boolean rolls(CommunityProblem problem) {
        return problem.rule().equals(RecourseRule.DIAGONAL)
                && problem.promise().jointMethod() != JointMethod.EXACT;
    }

    /// {@return the cost of the next window's plan (¢)}
    double cents(Next next) {
        return planned(next).costCents();
    }

    /// {@return the planner with the next window's plan, one sample in and out}
    RollingPlanner planned(Next next) {
        RollingPlanner own = rolling;
        if (own == null) {
            own = RollingPlanner.withSupportMargin(next.problem, PlannerSettings.defaults(),
                    CommunityInstance.SUPPORT_MARGIN);
            rolling = own;
        } else {
            for (int n = 0; n < next.samplesKw.length; n++) {
                own.slide(n, next.samplesKw[n]);
                own.setForecast(n, next.forecastsKw[n]);
            }
        }
        own.replan();
        return own;
    }

    /// {@return how the last plan of `cents` came out}
    String words() {
        RollingPlanner own = rolling;
        return own == null
                ? "none"
                : "%s%s, %d round%s".formatted(own.status(), own.fellBack() ? " (fell back)" : "",
                        own.rounds(), own.rounds() == 1 ? "" : "s");
    }

    /// {@return the next window's plan as a whole, made anew}
    PlanOutcome plan(CommunityProblem problem) {
        return planner.plan(problem, PlannerSettings.defaults());
    }
}
