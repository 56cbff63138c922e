package org.tavan.plan;

import org.tavan.conic.SolverSettings;

/// How hard to try.
///
/// @param solver tolerances and limits of each program; a time limit in it is one for the whole plan
/// @param gapTolerance relative gap between plan and bound up to which a plan counts as optimal, positive; row generation
///        aims at a tenth of it
/// @param roundLimit most rounds of row generation, at least 1
public record PlannerSettings(SolverSettings solver, double gapTolerance, int roundLimit) {

    /// Checks the ranges.
    ///
    /// @throws IllegalArgumentException if one is out of range
    public PlannerSettings {
        if (!(gapTolerance > 0 && gapTolerance < 1)) {
            throw new IllegalArgumentException(
                    "The gapTolerance (%s) must lie in (0, 1).".formatted(gapTolerance));
        }
        if (roundLimit < 1) {
            throw new IllegalArgumentException(
                    "The roundLimit (%d) must be at least 1.".formatted(roundLimit));
        }
    }

    /// {@return the solver's defaults, a gap of 1e-6 and at most 100 rounds}
    public static PlannerSettings defaults() {
        return new PlannerSettings(SolverSettings.defaults(), 1e-6, 100);
    }
}
