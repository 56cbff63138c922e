package org.tavan.dro;

import org.tavan.dro.RoundSolver.Result.Found;

/// Finds, among the plans that cost at most a budget more than the optimum, the one nearest to the plan in force.
///
/// `min ‖x − x'‖²  s.t.  cost(x) ≤ optimum + budget` has the same solution as `min cost(x) + κ‖x − x'‖²` for the right `κ` (Lagrange).
/// Both sides of the balance move one way with `κ`, and `κ = budget / ‖x* − x'‖²` is within the budget for certain, since there
/// `cost + κ‖x − x'‖² ≤ cost* + budget`. From there the search follows the money spent, which grows with a power of `κ`, by
/// interpolation in logarithms. Squares are summed over charge, discharge and flexible load.
final class StabilitySearch {
    private static final int STEPS_MAX = 12;
    /// A plan that spends this part of the budget is near enough to the nearest; the search aims between it and the whole.
    private static final double SPENT_ENOUGH = 0.9;
    private static final double SPENT_AIM = 0.95;
    /// A plan this near (kW²) is the plan in force.
    private static final double SAME = 1e-6;

    private final RoundSolver solver;
    private final CommunityModel model;

    StabilitySearch(RoundSolver solver, CommunityModel model) {
        this.solver = solver;
        this.model = model;
    }

    /// {@return the draft to publish: the optimum itself where no nearer plan fits the budget}
    PlanDraft nearest(Found optimum) {
        double budget = model.problem.stabilityBudgetCents();
        double distance = optimum.draft().distanceFromPrevious();
        PlanDraft nearest = optimum.draft();
        if (!(budget > 0 && distance > SAME)) {
            return nearest;
        }
        Bracket bracket = new Bracket(SPENT_AIM * budget);
        double weight = budget / distance;
        for (int step = 0; step < STEPS_MAX; step++) {
            if (!(solver.solve(new CommunityProgram.Options(false, weight)) instanceof Found found)) {
                return nearest;
            }
            double spent = found.cents() - optimum.cents();
            double now = found.draft().distanceFromPrevious();
            boolean fits = spent <= budget && found.draft().missed(RoundSolver.FEASIBLE_TOLERANCE).isEmpty();
            if (fits && now < distance) {
                nearest = found.draft();
                distance = now;
            }
            if (fits && (spent >= SPENT_ENOUGH * budget || distance <= SAME)) {
                return nearest;
            }
            weight = bracket.next(weight, spent, fits);
        }
        return nearest;
    }

    /// The weights between which the right one lies, and the money spent at each.
    private static final class Bracket {
        private static final double SPENT_LEAST = 1e-9;
        private static final double GROWTH_LEAST = 2;
        private static final double GROWTH_MOST = 100;

        private final double aim;
        private double within;
        private double spentWithin = SPENT_LEAST;
        private double beyond = Double.POSITIVE_INFINITY;
        private double spentBeyond;

        Bracket(double aim) {
            this.aim = aim;
        }

        /// Near the optimum the money spent grows with the square of the weight, which gives the first steps.
        double next(double weight, double spent, boolean fits) {
            if (fits) {
                within = weight;
                spentWithin = Math.max(SPENT_LEAST, spent);
            } else {
                beyond = weight;
                spentBeyond = Math.max(spent, aim * 1.1);
            }
            if (beyond == Double.POSITIVE_INFINITY) {
                return within * Math.clamp(Math.sqrt(aim / spentWithin), GROWTH_LEAST, GROWTH_MOST);
            }
            if (within == 0) {
                return 0.1 * beyond;
            }
            double share = Math.log(aim / spentWithin) / Math.log(spentBeyond / spentWithin);
            return within * Math.pow(beyond / within, Math.clamp(share, 0.1, 0.9));
        }
    }
}
