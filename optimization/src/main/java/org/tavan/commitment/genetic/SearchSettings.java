package org.tavan.commitment.genetic;

import java.util.Optional;

import org.tavan.conic.SolverSettings.TimeLimit;

/// How the search runs.
///
/// @param seed of every random choice
/// @param threads that compute costs, at least 1; their number changes nothing but the time
/// @param population commitments kept at once, at least 4
/// @param generations at most, at least 1
/// @param steadyGenerations after so many generations without a better commitment the search ends, at least 1
/// @param localSearchShare share of new commitments that the local search improves, in [0, 1]
/// @param localSearchMoves moves it tries on each, non-negative
/// @param rounds at most so many times the search goes on with sharper bounds, where intervals are coupled; at least 1
/// @param deadline the time limit, empty for none; a run that it cuts short is not reproducible
public record SearchSettings(long seed, int threads, int population, int generations, int steadyGenerations,
        double localSearchShare, int localSearchMoves, int rounds, Optional<TimeLimit> deadline) {

    /// Checks the ranges.
    public SearchSettings {
        atLeast("threads", threads, 1);
        atLeast("population", population, 4);
        atLeast("generations", generations, 1);
        atLeast("steadyGenerations", steadyGenerations, 1);
        if (!(0 <= localSearchShare && localSearchShare <= 1)) {
            throw new IllegalArgumentException("""
                    The localSearchShare (%s) must lie in [0, 1].
                    Maybe it is in percent.""".formatted(localSearchShare));
        }
        atLeast("localSearchMoves", localSearchMoves, 0);
        atLeast("rounds", rounds, 1);
    }

    /// {@return a population of 100, at most 500 generations, 150 steady ones, a local search of 60 moves on a tenth, 20 rounds, one thread}
    ///
    /// @param seed of every random choice
    public static SearchSettings defaults(long seed) {
        return new SearchSettings(seed, 1, 100, 500, 150, 0.1, 60, 20, Optional.empty());
    }

    /// {@return the same on so many threads}
    public SearchSettings withThreads(int count) {
        return new SearchSettings(seed, count, population, generations, steadyGenerations, localSearchShare,
                localSearchMoves, rounds, deadline);
    }

    /// {@return the same with other sizes}
    public SearchSettings withSizes(int individuals, int most, int steady) {
        return new SearchSettings(seed, threads, individuals, most, steady, localSearchShare,
                localSearchMoves,
                rounds, deadline);
    }

    /// {@return the same with so many rounds at most}
    public SearchSettings withRounds(int most) {
        return new SearchSettings(seed, threads, population, generations, steadyGenerations, localSearchShare,
                localSearchMoves, most, deadline);
    }

    /// {@return the same with a time limit}
    public SearchSettings withDeadline(TimeLimit limit) {
        return new SearchSettings(seed, threads, population, generations, steadyGenerations, localSearchShare,
                localSearchMoves, rounds, Optional.of(limit));
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "The %s (%d) must be at least %d.".formatted(name, value, least));
        }
    }
}
