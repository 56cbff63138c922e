package org.tavan.commitment;

import java.util.function.LongSupplier;

/// Plans a commitment problem exactly: a mixed-integer linear program in HiGHS, with a proof of how good the plan is.
///
/// Everything of the problem is exact but two things. Square costs are replaced by tangents from below, and the plan is
/// dispatched again with tangents where it lies until its own cost is exact; so the bound stays a bound. And outages are
/// counted up to `Reliability.outageOrder`, which the schedule reports beside the complete count.
///
/// A run of HiGHS that is cut off by time gives nothing; so a wide gap is asked for first, then the narrow one as long as
/// time is left. Storages may charge and discharge at once in the first try, for that hardly ever pays; if the plan does,
/// binaries forbid it.
///
/// Source: the paper, eqs. (1)–(15). Departs from it: minimum power, up and down times, ramps, hot and cold starts, grid
/// and storage in the balance (10); the corrected (13); expected energy by convex rows instead of binaries.
public final class CommitmentModel {
    private final CommitmentSettings settings;
    private final LongSupplier nanoTime;

    /// A planner.
    ///
    /// @param settings gap and time limit
    /// @param nanoTime a clock for the time limit, such as `System::nanoTime`
    public CommitmentModel(CommitmentSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /// Plans the problem; safe for use by several threads at once.
    ///
    /// @param problem what to plan
    /// @return a plan with its certificate, the requirements that cannot be met, or that time ran out
    public CommitmentOutcome plan(CommitmentProblem problem) {
        return new CommitmentRun(problem, settings, nanoTime).outcome();
    }
}
