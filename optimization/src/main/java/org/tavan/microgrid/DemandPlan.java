package org.tavan.microgrid;

import java.util.List;

import org.tavan.conic.Profile;

/// What was decided about demand.
///
/// @param taken the option of each choice, in the order of the schedule's options
/// @param programmes what takes part in each price programme
/// @param keptShare share of the interruptible load that is kept, of each interval
/// @param cents what the options count for in the plan (¢)
/// @param baselineKw load of all customers at 1 pu without any offer (kW)
/// @param loadKw that with what was decided (kW)
/// @param sourceKw what the sources deliver for it (kW): the load at its voltages, and losses; the load itself without a network
public record DemandPlan(List<Taken> taken, List<Programme> programmes, Profile keptShare, double cents,
        Profile baselineKw, Profile loadKw, Profile sourceKw) {

    /// The option taken of a choice.
    ///
    /// @param choice id of the choice
    /// @param option id of the option
    /// @param cents what it counts for (¢)
    public record Taken(String choice, String option, double cents) {}

    /// A price programme as it is offered.
    ///
    /// @param name its name
    /// @param participation part of the load that takes part
    /// @param centsPerKwh what these customers pay (¢/kWh)
    public record Programme(String name, double participation, Profile centsPerKwh) {}

    /// Copies.
    public DemandPlan {
        taken = List.copyOf(taken);
        programmes = List.copyOf(programmes);
    }
}
