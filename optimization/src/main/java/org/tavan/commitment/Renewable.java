package org.tavan.commitment;

import org.tavan.conic.Profile;

/// A wind or solar plant that delivers its forecast, or less where it may be curtailed. It holds no reserve.
///
/// @param id unique within the problem
/// @param forecastKw mean power per interval (kW), non-negative
/// @param sigmaKw standard deviation of the forecast error per interval (kW), non-negative
/// @param outageProbability probability that the plant is lost in an interval, in [0, 1)
/// @param curtailable whether less than the forecast may be taken
public record Renewable(String id, Profile forecastKw, Profile sigmaKw, double outageProbability,
        boolean curtailable) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if a value is out of range; it names the plant
    public Renewable {
        Requirement.named("renewable", id);
        String owner = "Renewable " + id;
        Requirement.nonNegative(owner, "forecastKw", forecastKw);
        Requirement.length(owner, "sigmaKw", sigmaKw, forecastKw.length());
        Requirement.nonNegative(owner, "sigmaKw", sigmaKw);
        Requirement.probability(owner, "outageProbability", outageProbability);
    }
}
