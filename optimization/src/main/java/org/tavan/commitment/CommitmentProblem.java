package org.tavan.commitment;

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
public record CommitmentProblem(double stepHours, Profile demandKw, Profile demandSigmaKw,
        Profile spinningReserveKw,
        List<Unit> units, @Nullable UpstreamGrid grid, List<StorageUnit> storages, List<Renewable> renewables,
        Reliability reliability) {

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
    }

    private static final String OWNER = "The commitment problem";

    private static void unique(Set<String> ids, String id) {
        if (id.equals(UpstreamGrid.ID) || !ids.add(id)) {
            throw new IllegalArgumentException(
                    """
                            The id %s comes twice; units, storages and renewables need ids of their own, and "%s" is taken.\
                            """
                            .formatted(id, UpstreamGrid.ID));
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
                reliability);
    }

    /// {@return the same problem with another price and other limits of lost load}
    public CommitmentProblem withReliability(Reliability other) {
        return new CommitmentProblem(stepHours, demandKw, demandSigmaKw, spinningReserveKw, units, grid,
                storages,
                renewables, other);
    }
}
