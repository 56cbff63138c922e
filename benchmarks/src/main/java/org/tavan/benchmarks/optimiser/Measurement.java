package org.tavan.benchmarks.optimiser;

import org.jspecify.annotations.Nullable;

/// One line of a table.
///
/// @param what was run
/// @param solver who ran it
/// @param runs that count
/// @param cpuP50Millis median CPU time of the thread
/// @param cpuP95Millis of all runs
/// @param cpuP99Millis of all runs
/// @param wallP50Millis median time on the clock
/// @param allocatedBytes of the Java heap a run, median
/// @param objectiveError relative to the first line's optimum of the same program; null where there is nothing to compare
/// @param outcome in the solver's words, and what is wrong with its point
record Measurement(String what, String solver, int runs, double cpuP50Millis, double cpuP95Millis,
        double cpuP99Millis, double wallP50Millis, double allocatedBytes, @Nullable Double objectiveError,
        String outcome) {

    static Measurement of(String what, String solver, Trials<?> trials, @Nullable Double objectiveError,
            String outcome) {
        return new Measurement(what, solver, trials.efforts().size(), trials.cpuMillis(50),
                trials.cpuMillis(95),
                trials.cpuMillis(99), trials.wallMillis(), trials.allocatedBytes(), objectiveError, outcome);
    }

    /// {@return the same line where one run did the same thing so many times}
    Measurement each(int times) {
        return new Measurement(what, solver, runs, cpuP50Millis / times, cpuP95Millis / times,
                cpuP99Millis / times, wallP50Millis / times, allocatedBytes / times, objectiveError, outcome);
    }
}
