package org.tavan.conic;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// When to stop. Dimensionless tolerances; see `Residuals` for what they are relative to.
///
/// @param feasibilityTolerance on the relative primal and dual residuals, in (0, 1)
/// @param gapTolerance on the relative duality gap, in (0, 1)
/// @param infeasibilityTolerance on how exactly a certificate must hold, in (0, 1)
/// @param iterationLimit at least 1
/// @param deadline the time limit, empty for none; a run that it cuts short is not reproducible
public record SolverSettings(double feasibilityTolerance, double gapTolerance, double infeasibilityTolerance,
        int iterationLimit, Optional<TimeLimit> deadline) {

    /// Checks the ranges.
    public SolverSettings {
        requireTolerance("feasibilityTolerance", feasibilityTolerance);
        requireTolerance("gapTolerance", gapTolerance);
        requireTolerance("infeasibilityTolerance", infeasibilityTolerance);
        if (iterationLimit < 1) {
            throw new IllegalArgumentException(
                    "The iterationLimit (%d) must be at least 1.".formatted(iterationLimit));
        }
    }

    /// A time limit and the monotonic clock that it is read from.
    ///
    /// @param duration positive
    /// @param nanoTime monotonic nanoseconds, such as `System::nanoTime`; read once an iteration
    public record TimeLimit(Duration duration, LongSupplier nanoTime) {
        /// Checks the range.
        public TimeLimit {
            if (!duration.isPositive()) {
                throw new IllegalArgumentException("""
                        The time limit (%s) must be positive.
                        Maybe the deadline had passed before the solve started.""".formatted(duration));
            }
        }
    }

    /// {@return tolerances of 1e-9, at most 200 iterations, no time limit}
    public static SolverSettings defaults() {
        return new SolverSettings(1e-9, 1e-9, 1e-9, 200, Optional.empty());
    }

    /// {@return the same settings with a time limit}
    ///
    /// @param duration positive
    /// @param nanoTime monotonic nanoseconds, such as `System::nanoTime`
    public SolverSettings withTimeLimit(Duration duration, LongSupplier nanoTime) {
        return new SolverSettings(feasibilityTolerance, gapTolerance, infeasibilityTolerance, iterationLimit,
                Optional.of(new TimeLimit(duration, nanoTime)));
    }

    /// {@return the same settings with other tolerances}
    public SolverSettings withTolerances(double feasibility, double gap) {
        return new SolverSettings(feasibility, gap, infeasibilityTolerance, iterationLimit, deadline);
    }

    /// {@return the same settings with another iteration limit}
    public SolverSettings withIterationLimit(int limit) {
        return new SolverSettings(feasibilityTolerance, gapTolerance, infeasibilityTolerance, limit,
                deadline);
    }

    private static void requireTolerance(String name, double value) {
        if (!(0 < value && value < 1)) {
            throw new IllegalArgumentException("The %s (%s) must lie in (0, 1).".formatted(name, value));
        }
    }
}
