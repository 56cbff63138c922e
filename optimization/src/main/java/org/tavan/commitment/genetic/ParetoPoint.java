package org.tavan.commitment.genetic;

import org.tavan.commitment.CommitmentSchedule;

/// A plan that no other found plan beats in cost and reliability at once.
///
/// @param costCents what it costs, lost load not priced (¢)
/// @param eensKwh the expected energy not supplied, outages up to the optimiser's order (kWh)
/// @param lostCentsPerKwh the price of lost load at which the plan was dispatched (¢/kWh)
/// @param schedule the plan, dispatched exactly for its commitment; its own reliability cost is at that price
public record ParetoPoint(double costCents, double eensKwh, double lostCentsPerKwh,
        CommitmentSchedule schedule) {}
