package org.tavan.commitment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tavan.conic.Profile;
import org.tavan.reliability.OperatingAdequacy;

/// A microgrid and the day it has to plan.
///
/// Every interval: units, renewables, import and discharge carry demand, export and charge. Where `spinningReserveKw` is
/// positive, `Σ_units Pmax u + Σ_renewables P + Σ_grid,storages (P + R) >= demand + spinningReserve`, with `P` net of
/// export and charge; for units alone that is the usual rule of Kazarlis.
///
/// @param stepHours length of an interval (h): 1, or 1 over a whole number
/// @param demandKw mean demand per interval (kW), non-negative
/// @param demandSigmaKw standard deviation of its forecast error (kW), non-negative
/// @param spinningReserveKw capacity on line above demand (kW), non-negative; 0 where reliability decides
/// @param units generating units, ids unique
/// @param grid upstream grid, or null for an island
/// @param storages batteries, ids unique
/// @param renewables wind and solar plants, ids unique
/// @param reliability price and limits of lost load
/// @param demandChoices how demand may be shaped, ids unique; whatever is taken, demand stays non-negative
public record CommitmentProblem(double stepHours, Profile demandKw, Profile demandSigmaKw,
        Profile spinningReserveKw,
        List<Unit> units, @Nullable UpstreamGrid grid, List<StorageUnit> storages, List<Renewable> renewables,
        Reliability reliability, List<DemandChoice> demandChoices) {

    /// Copies the lists and checks the values.
    ///
    /// @throws IllegalArgumentException if lengths differ, an id comes twice, or a value is out of range
    public CommitmentProblem {
        int intervals = demandKw.length();
        Requirement.positive(OWNER, "number of intervals", intervals);
        if (!(stepHours > 0 && Math.rint(1 / stepHours) >= 1
                && Math.abs(1 / stepHours - Math.rint(1 / stepHours)) <= 1e-9)) {
            throw new IllegalArgumentException("""
                    %s: the stepHours (%s) must be 1 or 1 over a whole number, such as 0.25.
                    Maybe it is in minutes.""".formatted(OWNER, stepHours));
        }
        units = List.copyOf(units);
        storages = List.copyOf(storages);
        renewables = List.copyOf(renewables);
        demandChoices = List.copyOf(demandChoices);
        Requirement.nonNegative(OWNER, "demandKw", demandKw);
        Requirement.length(OWNER, "demandSigmaKw", demandSigmaKw, intervals);
        Requirement.nonNegative(OWNER, "demandSigmaKw", demandSigmaKw);
        Requirement.length(OWNER, "spinningReserveKw", spinningReserveKw, intervals);
        Requirement.nonNegative(OWNER, "spinningReserveKw", spinningReserveKw);
        Requirement.length("The reliability", "lolpMax", reliability.lolpMax(), intervals);
        if (grid != null) {
            Requirement.length("The upstream grid", "importCentsPerKwh", grid.importCentsPerKwh(), intervals);
        }
        Set<String> ids = new HashSet<>();
        units.forEach(unit -> unique(ids, unit.id()));
        storages.forEach(storage -> unique(ids, storage.id()));
        for (Renewable renewable : renewables) {
            unique(ids, renewable.id());
            Requirement.length("Renewable " + renewable.id(), "forecastKw", renewable.forecastKw(),
                    intervals);
        }
        long fallible = units.stream().filter(unit -> unit.outageProbability() > 0).count()
                + storages.stream().filter(storage -> storage.outageProbability() > 0).count()
                + renewables.stream().filter(renewable -> renewable.outageProbability() > 0).count()
                + (grid != null && grid.outageProbability() > 0 ? 1 : 0);
        Requirement.atMost(OWNER, "number of sources that can fail", (double) fallible,
                "number whose outages are counted",
                OperatingAdequacy.SOURCES_MAX);
        requireDemand(demandKw, demandChoices);
    }

    /// A problem whose demand is what it is.
    public CommitmentProblem(double stepHours, Profile demandKw, Profile demandSigmaKw,
            Profile spinningReserveKw, List<Unit> units, @Nullable UpstreamGrid grid,
            List<StorageUnit> storages, List<Renewable> renewables, Reliability reliability) {
        this(stepHours, demandKw, demandSigmaKw, spinningReserveKw, units, grid, storages, renewables,
                reliability, List.of());
    }

    private static final String OWNER = "The commitment problem";
    private static final double ROUNDING_KW = 1e-9;

    private static void unique(Set<String> ids, String id) {
        if (id.equals(UpstreamGrid.ID) || !ids.add(id)) {
            throw new IllegalArgumentException(
                    """
                            The id %s comes twice; units, storages and renewables need ids of their own, and "%s" is taken.\
                            """
                            .formatted(id, UpstreamGrid.ID));
        }
    }

    private static void requireDemand(Profile demandKw, List<DemandChoice> choices) {
        Set<String> ids = new HashSet<>();
        for (DemandChoice choice : choices) {
            if (!ids.add(choice.id())) {
                throw new IllegalArgumentException(
                        "The demand choice %s comes twice.".formatted(choice.id()));
            }
            choice.options()
                    .forEach(option -> Requirement.length("Demand choice " + choice.id(),
                            "changeKw of option " + option.id(), option.changeKw(), demandKw.length()));
        }
        for (int t = 0; t < demandKw.length(); t++) {
            requireDemand(t, demandKw.get(t), choices);
        }
    }

    /// The options that take most away, all at once.
    private static void requireDemand(int t, double demandKw, List<DemandChoice> choices) {
        double left = demandKw;
        double most = 0;
        String culprit = "";
        for (DemandChoice choice : choices) {
            DemandOption least = Collections.min(choice.options(),
                    Comparator.comparingDouble(option -> option.changeKw().get(t)));
            left += least.changeKw().get(t);
            if (least.changeKw().get(t) < most) {
                most = least.changeKw().get(t);
                culprit = "option %s of choice %s".formatted(least.id(), choice.id());
            }
        }
        if (!(left >= -ROUNDING_KW)) {
            throw new IllegalArgumentException("""
                    The demand of interval %d (%s kW) could fall to %s kW, most of all by %s (%s kW).
                    Maybe the choices take part with more than the whole demand."""
                    .formatted(t, demandKw, left, culprit, most));
        }
    }

    /// {@return the number of intervals}
    public int intervals() {
        return demandKw.length();
    }

    /// {@return how many intervals make up one hour}
    public int stepsPerHour() {
        return (int) Math.rint(1 / stepHours);
    }

    /// {@return the standard deviation of demand less renewables (kW), their errors taken as independent}
    ///
    /// @param interval from 0
    public double netSigmaKw(int interval) {
        double variance = demandSigmaKw.get(interval) * demandSigmaKw.get(interval);
        for (Renewable renewable : renewables) {
            variance += renewable.sigmaKw().get(interval) * renewable.sigmaKw().get(interval);
        }
        return Math.sqrt(variance);
    }

    /// {@return the same problem with another demand (kW)}
    public CommitmentProblem withDemandKw(Profile kw) {
        return new CommitmentProblem(stepHours, kw, demandSigmaKw, spinningReserveKw, units, grid, storages,
                renewables,
                reliability, demandChoices);
    }

    /// {@return the same problem with another price and other limits of lost load}
    public CommitmentProblem withReliability(Reliability other) {
        return new CommitmentProblem(stepHours, demandKw, demandSigmaKw, spinningReserveKw, units, grid,
                storages,
                renewables, other, demandChoices);
    }

    /// {@return the same problem with other choices of demand}
    public CommitmentProblem withDemandChoices(List<DemandChoice> choices) {
        return new CommitmentProblem(stepHours, demandKw, demandSigmaKw, spinningReserveKw, units, grid,
                storages, renewables, reliability, choices);
    }

    /// {@return the demand once the choices are made (kW)}
    ///
    /// @param options index of the option taken of each choice, in their order
    /// @throws IllegalArgumentException if there is not one for each choice, or one is out of range
    public Profile demandKw(List<Integer> options) {
        List<DemandOption> taken = taken(options);
        return PlanReader.read(intervals(), t -> {
            double kw = demandKw.get(t);
            for (DemandOption option : taken) {
                kw += option.changeKw().get(t);
            }
            return Math.max(0, kw);
        });
    }

    /// {@return what the operator pays for the choices (¢)}
    ///
    /// @param options index of the option taken of each choice, in their order
    /// @throws IllegalArgumentException if there is not one for each choice, or one is out of range
    public double demandCents(List<Integer> options) {
        return taken(options).stream().mapToDouble(DemandOption::cents).sum();
    }

    private List<DemandOption> taken(List<Integer> options) {
        if (options.size() != demandChoices.size()) {
            throw new IllegalArgumentException("There are %d options taken of %d demand choices."
                    .formatted(options.size(), demandChoices.size()));
        }
        List<DemandOption> taken = new ArrayList<>();
        for (int c = 0; c < options.size(); c++) {
            DemandChoice choice = demandChoices.get(c);
            int index = options.get(c);
            if (index < 0 || index >= choice.options().size()) {
                throw new IllegalArgumentException("Demand choice %s has the options 0 to %d, not %d."
                        .formatted(choice.id(), choice.options().size() - 1, index));
            }
            taken.add(choice.options().get(index));
        }
        return taken;
    }
}
