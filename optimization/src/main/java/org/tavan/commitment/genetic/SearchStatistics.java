package org.tavan.commitment.genetic;

/// What a search did.
///
/// @param generations that were bred
/// @param rounds how often it began anew with sharper bounds; 1 where intervals stand alone
/// @param dispatchedDays commitments whose whole day was dispatched exactly
/// @param exhausted whether it ended because no cheaper commitment was to be found, not by a limit
public record SearchStatistics(int generations, int rounds, int dispatchedDays, boolean exhausted) {

    SearchStatistics plus(SearchStatistics next) {
        return new SearchStatistics(generations + next.generations, rounds + next.rounds,
                dispatchedDays + next.dispatchedDays, next.exhausted);
    }
}
