package org.tavan.experiment;

import java.util.List;
import org.tavan.conic.Profile;
import org.tavan.market.EnergyPrices;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.Support;

/// What is known of a day when its gate closes; a plan is made of this alone.
///
/// @param prices as known, real-time ones as anticipated (¢/kWh)
/// @param members one entry a participant
public record GateKnowledge(EnergyPrices prices, List<Member> members) {

    /// Of one participant; every profile has one value an interval.
    ///
    /// @param forecastKw inflexible load minus generation (kW)
    /// @param desiredKw flexible load as desired (kW), zeros without
    /// @param residualKw samples of measured minus forecast (kW)
    /// @param supportKw contains the samples (kW)
    public record Member(Profile forecastKw, Profile desiredKw, EmpiricalDistribution residualKw,
            Support supportKw) {}

    /// Copies the list and checks lengths.
    ///
    /// @throws IllegalArgumentException if a forecast has another length than the prices
    public GateKnowledge {
        members = List.copyOf(members);
        for (Member member : members) {
            if (member.forecastKw().length() != prices.intervals()
                    || member.desiredKw().length() != prices.intervals()) {
                throw new IllegalArgumentException(
                        "There are %d prices, %d forecasts and %d desired powers.".formatted(
                                prices.intervals(), member.forecastKw().length(),
                                member.desiredKw().length()));
            }
        }
    }
}
