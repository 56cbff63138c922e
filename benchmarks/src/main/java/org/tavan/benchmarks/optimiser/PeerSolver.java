package org.tavan.benchmarks.optimiser;

/// A solver that a user could pick instead.
interface PeerSolver {
    /// What it says, and what its point is worth when looked at from outside.
    ///
    /// @param status in its own words
    /// @param objective of the point, recomputed
    /// @param violation of the worst bound or row, recomputed
    record Answer(String status, double objective, double violation) {
        static Answer of(String status, ProgramData program, double[] point) {
            return new Answer(status, program.objective(point), program.violation(point));
        }
    }

    /// {@return its name}
    String name();

    /// Solves one program from the start.
    Answer solve(ProgramData program);
}
