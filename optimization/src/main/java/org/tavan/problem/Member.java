package org.tavan.problem;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tavan.asset.GridLimits;
import org.tavan.conic.Profile;
import org.tavan.market.DemandCharge;
import org.tavan.recourse.AffineRecourse;
import org.tavan.recourse.StorageReplay;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.Support;

/// One member's part of the problem. Every profile has one value an interval.
///
/// @param id unique in the problem
/// @param nominalKw `C` (kW), positive: `ξ = residual / C`
/// @param grid limits of the day-ahead exchange `p` (kW)
/// @param realTime limits of the real-time exchange `q` (kW), held for every `ξ` in the support, (8b)
/// @param forecastKw `Cμ`: inflexible load minus generation (kW), any sign
/// @param residualKw samples of measured minus forecast net demand (kW)
/// @param supportKw the set that residuals lie in (kW); contains the samples
/// @param storages its batteries and vehicles
/// @param flexibleLoads its flexible loads
/// @param curtailments its generation that may be throttled
/// @param offers those outside the problem that it may trade with
/// @param demandCharge what the peak of its own import costs
/// @param commitment the day-ahead exchange already bought; null where it is to be planned
/// @param previous the plan in force; null if there is none
public record Member(String id, double nominalKw, GridLimits grid, GridLimits realTime, Profile forecastKw,
        EmpiricalDistribution residualKw, Support supportKw, List<Storage> storages,
        List<FlexibleDemand> flexibleLoads, List<Curtailment> curtailments, List<Offer> offers,
        DemandCharge demandCharge, @Nullable Commitment commitment, @Nullable PreviousPlan previous) {

    /// Copies the lists; checks values, and lengths against `forecastKw`.
    ///
    /// @throws IllegalArgumentException if a profile has another length, a value is not finite, `nominalKw` is not positive,
    ///         two devices have the same name, or a sample lies outside the support
    public Member {
        storages = List.copyOf(storages);
        flexibleLoads = List.copyOf(flexibleLoads);
        curtailments = List.copyOf(curtailments);
        offers = List.copyOf(offers);
        try {
            check(nominalKw, forecastKw, residualKw, supportKw);
            int intervals = forecastKw.length();
            checkDevices(storages, flexibleLoads, curtailments, intervals);
            checkOffers(offers, intervals);
            if (commitment != null) {
                ProblemChecks.length("commitment", commitment.gridImportKw(), intervals);
            }
            if (previous != null) {
                previous.requireLength(intervals);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Member %s: %s".formatted(id, e.getMessage()), e);
        }
    }

    /// A member with at most one battery and one flexible load.
    ///
    /// @param battery null without one
    /// @param flexible null without flexible load
    public Member(String id, double nominalKw, GridLimits grid, GridLimits realTime, Profile forecastKw,
            EmpiricalDistribution residualKw, Support supportKw, @Nullable BatteryState battery,
            @Nullable FlexibleDemand flexible, @Nullable Commitment commitment,
            @Nullable PreviousPlan previous) {
        this(id, nominalKw, grid, realTime, forecastKw, residualKw, supportKw,
                battery == null ? List.of() : List.of(battery),
                flexible == null ? List.of() : List.of(flexible), List.of(), List.of(), DemandCharge.NONE,
                commitment,
                previous);
    }

    /// A member that has committed nothing and has no plan in force, with at most one battery and one flexible load.
    public Member(String id, double nominalKw, GridLimits grid, GridLimits realTime, Profile forecastKw,
            EmpiricalDistribution residualKw, Support supportKw, @Nullable BatteryState battery,
            @Nullable FlexibleDemand flexible) {
        this(id, nominalKw, grid, realTime, forecastKw, residualKw, supportKw, battery, flexible, null, null);
    }

    private static void checkDevices(List<Storage> storages, List<FlexibleDemand> flexibleLoads,
            List<Curtailment> curtailments, int intervals) {
        Set<String> ids = new HashSet<>();
        for (Storage storage : storages) {
            unique(ids, storage.id());
            if (storage instanceof BatteryState state && state.reserveKwh() != null) {
                ProblemChecks.length("reserveKwh of %s".formatted(state.id()), state.reserveKwh(), intervals);
            }
        }
        for (FlexibleDemand demand : flexibleLoads) {
            unique(ids, demand.id());
            ProblemChecks.length("desiredKw", demand.desiredKw(), intervals);
        }
        for (Curtailment curtailment : curtailments) {
            unique(ids, curtailment.id());
            ProblemChecks.length("availableKw of %s".formatted(curtailment.id()), curtailment.availableKw(),
                    intervals);
        }
    }

    private static void checkOffers(List<Offer> offers, int intervals) {
        Set<String> ids = new HashSet<>();
        for (Offer offer : offers) {
            if (!ids.add(offer.id())) {
                throw new IllegalArgumentException("There are two offers %s.".formatted(offer.id()));
            }
            ProblemChecks.length("offer %s".formatted(offer.id()), offer.centsPerKwh(), intervals);
        }
    }

    private static void unique(Set<String> ids, String id) {
        if (!ids.add(id)) {
            throw new IllegalArgumentException("There are two devices %s.".formatted(id));
        }
    }

    private static void check(double nominalKw, Profile forecastKw, EmpiricalDistribution residualKw,
            Support supportKw) {
        if (!(nominalKw > 0 && nominalKw < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The nominalKw (%s) must be positive and finite.".formatted(nominalKw));
        }
        ProblemChecks.finite("forecastKw", forecastKw);
        if (residualKw.intervals() != forecastKw.length() || supportKw.intervals() != forecastKw.length()) {
            throw new IllegalArgumentException(
                    "The forecast has %d intervals, the residual samples %d, their support %d.".formatted(
                            forecastKw.length(), residualKw.intervals(), supportKw.intervals()));
        }
        if (!supportKw.contains(residualKw)) {
            throw new IllegalArgumentException("""
                    A residual sample lies outside the support.
                    Maybe the support was made from other samples, or in other units.""");
        }
    }

    /// {@return the first stationary battery; null without one}
    public @Nullable BatteryState battery() {
        return storages.stream()
                .filter(BatteryState.class::isInstance)
                .map(BatteryState.class::cast)
                .findFirst()
                .orElse(null);
    }

    /// {@return its batteries at the beginning of the problem, to live a rule with}
    ///
    /// @param stepHours `Δt` (h), positive
    public StorageReplay replay(AffineRecourse rule, double stepHours) {
        return new StorageReplay(rule, this::arrivalKwh, stepHours);
    }

    private double arrivalKwh(String storageId) {
        return storages.stream()
                .filter(storage -> storage.id().equals(storageId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Member %s has no storage %s.".formatted(id, storageId)))
                .stays(forecastKw.length())
                .getFirst()
                .arrivalKwh();
    }

    /// {@return the first flexible load; null without one}
    public @Nullable FlexibleDemand flexible() {
        return flexibleLoads.isEmpty() ? null : flexibleLoads.getFirst();
    }

    /// {@return the same member, bound to a day-ahead exchange}
    public Member withCommitment(Commitment newCommitment) {
        return new Member(id, nominalKw, grid, realTime, forecastKw, residualKw, supportKw, storages,
                flexibleLoads, curtailments, offers, demandCharge, newCommitment, previous);
    }

    /// {@return the same member with a plan in force}
    public Member withPrevious(PreviousPlan newPrevious) {
        return new Member(id, nominalKw, grid, realTime, forecastKw, residualKw, supportKw, storages,
                flexibleLoads, curtailments, offers, demandCharge, commitment, newPrevious);
    }

    /// {@return the same member with other devices}
    public Member withDevices(List<Storage> newStorages, List<FlexibleDemand> newFlexibleLoads,
            List<Curtailment> newCurtailments) {
        return new Member(id, nominalKw, grid, realTime, forecastKw, residualKw, supportKw, newStorages,
                newFlexibleLoads, newCurtailments, offers, demandCharge, commitment, previous);
    }

    /// {@return the same member with a charge on the peak of its own import}
    public Member withDemandCharge(DemandCharge charge) {
        return new Member(id, nominalKw, grid, realTime, forecastKw, residualKw, supportKw, storages,
                flexibleLoads, curtailments, offers, charge, commitment, previous);
    }

    /// {@return the same member with others outside the problem to trade with}
    public Member withOffers(List<Offer> newOffers) {
        return new Member(id, nominalKw, grid, realTime, forecastKw, residualKw, supportKw, storages,
                flexibleLoads, curtailments, newOffers, demandCharge, commitment, previous);
    }

    /// {@return the same member with other limits of its connection}
    public Member withLimits(GridLimits newGrid, GridLimits newRealTime) {
        return new Member(id, nominalKw, newGrid, newRealTime, forecastKw, residualKw, supportKw, storages,
                flexibleLoads, curtailments, offers, demandCharge, commitment, previous);
    }

    /// {@return the same member with another forecast and other samples of its errors}
    public Member withForecast(Profile newForecastKw, EmpiricalDistribution newResidualKw,
            Support newSupportKw) {
        return new Member(id, nominalKw, grid, realTime, newForecastKw, newResidualKw, newSupportKw, storages,
                flexibleLoads, curtailments, offers, demandCharge, commitment, previous);
    }

    /// {@return the same member with other residuals}
    public Member withResiduals(EmpiricalDistribution otherKw, Support otherSupportKw) {
        return withForecast(forecastKw, otherKw, otherSupportKw);
    }

    /// {@return the same member with other real-time limits}
    public Member withRealTime(GridLimits other) {
        return withLimits(grid, other);
    }
}
