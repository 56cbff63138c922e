package org.tavan.solver.check;

import java.util.List;
import org.tavan.schema.Check;

/// Outcome of all checks of a plan.
///
/// @param wellFormed whether it has the form of a plan; if not, only the checks of form were made
/// @param checks every check, passed or not, in a fixed order
/// @param worstCaseViolation largest exact worst-case joint violation probability of the members, 1 if it
///         cannot be computed
public record CheckReport(boolean wellFormed, List<Check> checks, double worstCaseViolation) {
    public CheckReport {
        checks = List.copyOf(checks);
    }

    /// There was no plan to check.
    public static CheckReport none() {
        return new CheckReport(false, List.of(), 1);
    }

    /// Whether every check passed.
    public boolean passed() {
        return checks.stream().allMatch(Check::getPassed);
    }

    /// What failed, in words; empty if nothing did.
    public String failures() {
        return checks.stream()
                .filter(check -> !check.getPassed())
                .map(check -> "%s by %s at %s".formatted(check.getName(), check.getWorst(), check.getWhere()))
                .reduce((one, other) -> one + "; " + other)
                .orElse("");
    }
}
