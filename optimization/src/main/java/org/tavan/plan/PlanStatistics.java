package org.tavan.plan;

/// How a plan was found.
///
/// @param objectiveCents cost of the plan with the worst-case expected recourse (¢), recomputed from the plan itself and
///        without penalties for slacks
/// @param boundCents proven lower bound (¢) on the cost of every plan of the same kind that meets all requirements and keeps the promise with 2e-8 kW of each margin to spare
///        (2e-9 kW once the day-ahead exchange is committed), in the form the promise has in the end. So it is
///        - for `BONFERRONI`: one over all plans and rules of the shape asked for;
///        - for `JOINT_CVAR`: over those that keep the constraint at the scaling of this plan, which others may undercut;
///        - for `EXACT`: over those with the rules of this plan, which others may undercut;
///        - where the reason says that batteries stay still: over those whose batteries do;
///        - for `RELAXED` with slacks: over those whose slacks cost no more in penalties than these.
///        A rule with memory at a two-sided price counts at an upper bound on its expected cost, here as in the objective. Where surplus has a price,
///        plans that charge and discharge at once are among those it is over
/// @param gap `(cents − bound) / max(1, |cents|)` of the cheapest plan found: this one, unless `stabilityBudgetCents` was spent on another one near the plan in force
/// @param rounds programs solved
/// @param iterations interior-point iterations over all rounds
/// @param variables of the last program
/// @param rows of the last program, bounds among them
/// @param primalResidual largest constraint violation of the plan (kW, kWh), slacks aside
public record PlanStatistics(double objectiveCents, double boundCents, double gap, int rounds, int iterations,
        int variables, int rows, double primalResidual) {}
