package org.tavan.dro;

/// How a plan was found.
///
/// @param objectiveCents cost of the plan with the worst-case expected recourse (¢), recomputed from the plan itself and
///        without penalties for slacks
/// @param boundCents proven lower bound on the cost of any plan that keeps the promise with 2e-8 kW to spare (¢); for `RELAXED`, on that of the relaxed problem without
///        its penalties
/// @param gap `(objective − bound) / max(1, |objective|)`
/// @param rounds programs solved
/// @param iterations interior-point iterations over all rounds
/// @param variables of the last program
/// @param rows of the last program, bounds among them
/// @param primalResidual largest constraint violation of the plan (kW, kWh), slacks aside
public record PlanStatistics(double objectiveCents, double boundCents, double gap, int rounds, int iterations,
        int variables, int rows, double primalResidual) {
    /// {@return those of a plan}
    ///
    /// @param found whose bound and program
    static PlanStatistics of(RoundSolver.Result.Found found, PlanDraft draft, int rounds, int iterations) {
        double cents = draft.cents();
        double residual = draft.missed(0).stream().mapToDouble(Slack::amount).max().orElse(0);
        return new PlanStatistics(cents, found.boundCents(),
                (cents - found.boundCents()) / Math.max(1, Math.abs(cents)), rounds, iterations,
                found.program().program.variableCount(), found.program().program.rowCount(), residual);
    }
}
