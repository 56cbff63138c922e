package org.tavan.commitment.genetic;

import java.util.ArrayList;
import java.util.List;

import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.UpstreamGrid;
import org.tavan.conic.Profile;

/// Everything that can deliver and be lost, in one order: units, grid, storages, renewables.
final class Sources {
    final int units;
    /// Index of the grid, or -1.
    final int grid;
    final int firstStorage;
    final int firstRenewable;
    final int count;
    final Profile outageProbability;

    Sources(CommitmentProblem problem) {
        List<Double> outage = new ArrayList<>();
        problem.units().forEach(unit -> outage.add(unit.outageProbability()));
        units = outage.size();
        UpstreamGrid upstream = problem.grid();
        grid = upstream == null ? -1 : units;
        if (upstream != null) {
            outage.add(upstream.outageProbability());
        }
        firstStorage = outage.size();
        problem.storages().forEach(storage -> outage.add(storage.outageProbability()));
        firstRenewable = outage.size();
        problem.renewables().forEach(plant -> outage.add(plant.outageProbability()));
        count = outage.size();
        if (count > OnOff.UNITS_MAX) {
            throw new IllegalArgumentException("""
                    There are %d units, grids, storages and renewables, but the search holds at most %d.
                    Maybe equal units can be planned as one group.""".formatted(count, OnOff.UNITS_MAX));
        }
        outageProbability = Profile.of(outage.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /// {@return the most a source can deliver in an interval (kW), 0 for a unit that is off}
    double largestKw(CommitmentProblem problem, int source, int t, long mask) {
        if (source < units) {
            return (mask >>> source & 1) != 0 ? problem.units().get(source).maxKw() : 0;
        }
        UpstreamGrid upstream = problem.grid();
        if (upstream != null && source == grid) {
            return upstream.importMaxKw();
        }
        return source < firstRenewable
                ? problem.storages().get(source - firstStorage).battery().dischargeMaxKw()
                : problem.renewables().get(source - firstRenewable).forecastKw().get(t);
    }

    /// {@return whether a loss changes anything: a unit that is off, or a plant without forecast, has nothing to lose}
    boolean active(CommitmentProblem problem, int source, int t, long mask) {
        return (source >= units && source < firstRenewable) || largestKw(problem, source, t, mask) > 0;
    }
}
