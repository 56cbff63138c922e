package org.tavan.commitment.genetic;

import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.Sources;
import org.tavan.commitment.UpstreamGrid;
import org.tavan.conic.Profile;

/// Where each of the `Sources` of a problem stands in their order.
final class SourceOrder {
    final int units;
    /// Index of the grid, or -1.
    final int grid;
    final int firstStorage;
    final int firstRenewable;
    final int count;
    final Profile outageProbability;

    SourceOrder(CommitmentProblem problem) {
        units = problem.units().size();
        grid = problem.grid() == null ? -1 : units;
        firstStorage = units + (grid < 0 ? 0 : 1);
        firstRenewable = firstStorage + problem.storages().size();
        outageProbability = Sources.outageProbability(problem);
        count = outageProbability.length();
        if (count > OnOff.UNITS_MAX) {
            throw new IllegalArgumentException("""
                    There are %d units, grids, storages and renewables, but the search holds at most %d.
                    Maybe equal units can be planned as one group.""".formatted(count, OnOff.UNITS_MAX));
        }
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
