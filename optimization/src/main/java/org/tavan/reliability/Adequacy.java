package org.tavan.reliability;

/// The indices of one interval.
///
/// @param outageOrder how many simultaneous outages are looked at, the number of sources for all
/// @param coveredProbability probability of the outages looked at, 1 for all
/// @param lolp probability that load is shed, within the outages looked at
/// @param eensKwh expected energy not supplied (kWh), within the outages looked at
public record Adequacy(int outageOrder, double coveredProbability, double lolp, double eensKwh) {}
