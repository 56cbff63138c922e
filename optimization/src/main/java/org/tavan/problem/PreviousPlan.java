package org.tavan.problem;

import java.util.List;
import java.util.Optional;

import org.tavan.conic.Profile;

/// The plan in force, to which the new one should stay near. All per interval (kW). A device it does not name is free.
///
/// @param storages what each battery and vehicle does
/// @param flexibleLoads what each flexible load draws
public record PreviousPlan(List<StoragePower> storages, List<FlexiblePower> flexibleLoads) {

    /// What one battery or vehicle does.
    ///
    /// @param id whose
    public record StoragePower(String id, Profile chargeKw, Profile dischargeKw) {
        /// Checks the numbers.
        ///
        /// @throws IllegalArgumentException if one is negative or not finite, or the lengths differ
        public StoragePower {
            ProblemChecks.nonNegative("chargeKw", chargeKw);
            ProblemChecks.nonNegative("dischargeKw", dischargeKw);
            ProblemChecks.length("dischargeKw", dischargeKw, chargeKw.length());
        }
    }

    /// What one flexible load draws.
    ///
    /// @param id whose
    public record FlexiblePower(String id, Profile servedKw) {
        /// Checks the numbers.
        ///
        /// @throws IllegalArgumentException if one is negative or not finite
        public FlexiblePower {
            ProblemChecks.nonNegative("flexibleKw", servedKw);
        }
    }

    /// Copies the lists.
    public PreviousPlan {
        storages = List.copyOf(storages);
        flexibleLoads = List.copyOf(flexibleLoads);
    }

    /// The plan of a member with at most one battery and one flexible load, under their default names.
    ///
    /// @throws IllegalArgumentException if a number is negative or not finite, or the lengths differ
    public PreviousPlan(Profile chargeKw, Profile dischargeKw, Profile flexibleKw) {
        this(List.of(new StoragePower(BatteryState.DEFAULT_ID, chargeKw, dischargeKw)),
                List.of(new FlexiblePower(FlexibleDemand.DEFAULT_ID, flexibleKw)));
        ProblemChecks.length("flexibleKw", flexibleKw, chargeKw.length());
    }

    /// {@return what a battery or vehicle does; empty if it is not named}
    public Optional<StoragePower> storage(String id) {
        return storages.stream().filter(power -> power.id().equals(id)).findFirst();
    }

    /// {@return what a flexible load draws; empty if it is not named}
    public Optional<FlexiblePower> flexibleLoad(String id) {
        return flexibleLoads.stream().filter(power -> power.id().equals(id)).findFirst();
    }

    void requireLength(int intervals) {
        for (StoragePower power : storages) {
            ProblemChecks.length("previous plan", power.chargeKw(), intervals);
        }
        for (FlexiblePower power : flexibleLoads) {
            ProblemChecks.length("previous plan", power.servedKw(), intervals);
        }
    }
}
