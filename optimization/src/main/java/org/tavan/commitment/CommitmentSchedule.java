package org.tavan.commitment;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// A plan for the day; its lists are in the order of the problem's.
///
/// @param units one per unit
/// @param grid exchange with the upstream grid, null for an island
/// @param storages one per storage
/// @param renewables one per renewable plant
/// @param cost what it costs
/// @param adequacy how well it stands outages, one per interval
/// @param options index of the option taken of each demand choice, empty where there are none
public record CommitmentSchedule(List<UnitSchedule> units, @Nullable GridSchedule grid,
        List<StorageSchedule> storages, List<RenewableSchedule> renewables, CommitmentCost cost,
        List<IntervalAdequacy> adequacy, List<Integer> options) {

    /// Copies the lists.
    public CommitmentSchedule {
        units = List.copyOf(units);
        storages = List.copyOf(storages);
        renewables = List.copyOf(renewables);
        adequacy = List.copyOf(adequacy);
        options = List.copyOf(options);
    }

    /// A plan for a demand that is what it is.
    public CommitmentSchedule(List<UnitSchedule> units, @Nullable GridSchedule grid,
            List<StorageSchedule> storages, List<RenewableSchedule> renewables, CommitmentCost cost,
            List<IntervalAdequacy> adequacy) {
        this(units, grid, storages, renewables, cost, adequacy, List.of());
    }

    /// {@return the expected energy not supplied with outages up to the optimiser's order (kWh)}
    public double plannedEensKwh() {
        return adequacy.stream().mapToDouble(a -> a.planned().eensKwh()).sum();
    }

    /// {@return the expected energy not supplied with outages of every order (kWh)}
    public double completeEensKwh() {
        return adequacy.stream().mapToDouble(a -> a.complete().eensKwh()).sum();
    }
}
