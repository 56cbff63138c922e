package org.tavan.calibration;

import java.util.Comparator;
import java.util.List;

/// A radius and how it was found.
///
/// @param radius `ρ` in units of `ξ`
/// @param passed whether it kept the promise on the held-out days
/// @param scores of all candidates, in ascending order of the radius
/// @param reason in words
public record RadiusChoice(double radius, boolean passed, List<RadiusScore> scores, String reason) {
    /// Rounding of a sum of weights: three of ten days are 30 %.
    private static final double ROUNDING = 1e-9;

    /// Copies the list.
    public RadiusChoice {
        scores = List.copyOf(scores);
    }

    /// The cheapest candidate that passes, of equally cheap ones the smallest; else the largest.
    ///
    /// @param scores at least one, in ascending order of the radius
    /// @param epsilon `ε`
    static RadiusChoice of(List<RadiusScore> scores, double epsilon) {
        RadiusScore largest = scores.getLast();
        return scores.stream()
                .filter(score -> score.unplannedDays() == 0 && score.violationLimit() <= epsilon + ROUNDING)
                .min(Comparator.comparingDouble(RadiusScore::cost))
                .map(score -> new RadiusChoice(score.radius(), true, scores,
                        "The radius %s is the cheapest that kept the promise on the held-out days: %s at most %s."
                                .formatted(score.radius(), score.violationLimit(), epsilon)))
                .orElseGet(() -> new RadiusChoice(largest.radius(), false, scores,
                        """
                                No radius kept the promise on the held-out days; the largest, %s, has a limit of %s above %s.
                                Maybe there are too few days for the confidence, the support is too narrow, or the radii are too small."""
                                .formatted(largest.radius(), largest.violationLimit(), epsilon)));
    }
}
