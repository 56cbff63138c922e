package org.tavan.calibration;

/// How a radius did on the held-out days.
///
/// @param radius `ρ` in units of `ξ`
/// @param brokenFraction weight of the days on which demand exceeded supply in any interval: that of the member with the largest limit
/// @param violationLimit what is held against `ε`, the largest of the members
/// @param cost mean cost of a held-out day of the community (¢); where only margins are judged, their size (kWh a day)
///        those of `unplannedDays` left out
/// @param unplannedDays held-out days of folds without a plan that meets every requirement; they count as broken, and such a radius does
///        not pass
public record RadiusScore(double radius, double brokenFraction, double violationLimit, double cost,
        int unplannedDays) {}
