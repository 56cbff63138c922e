package org.tavan.commitment;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tavan.conic.Profile;

/// All that can fail, in one order: units, grid, storages, renewables.
public final class Sources {
    private Sources() {}

    /// {@return the probability that each is lost in an interval}
    public static Profile outageProbability(CommitmentProblem problem) {
        List<Double> probability = new ArrayList<>();
        problem.units().forEach(unit -> probability.add(unit.outageProbability()));
        UpstreamGrid grid = problem.grid();
        if (grid != null) {
            probability.add(grid.outageProbability());
        }
        problem.storages().forEach(storage -> probability.add(storage.outageProbability()));
        problem.renewables().forEach(renewable -> probability.add(renewable.outageProbability()));
        return profile(probability);
    }

    /// {@return the largest `P + R` of each source (kW)}
    static double[] marginMaxKw(CommitmentProblem problem, int t) {
        List<Double> kw = new ArrayList<>();
        problem.units().forEach(unit -> kw.add(unit.maxKw()));
        UpstreamGrid grid = problem.grid();
        if (grid != null) {
            kw.add(grid.importMaxKw());
        }
        problem.storages().forEach(storage -> kw.add(storage.battery().dischargeMaxKw()));
        problem.renewables().forEach(renewable -> kw.add(renewable.forecastKw().get(t)));
        return profile(kw).toArray();
    }

    /// {@return `P` of each source (kW), negative where it consumes}
    static Profile outputKw(CommitmentProblem problem, int t, List<UnitSchedule> units,
            @Nullable GridSchedule grid,
            List<StorageSchedule> storages, List<RenewableSchedule> renewables) {
        List<Double> kw = new ArrayList<>();
        units.forEach(unit -> kw.add(unit.powerKw().get(t)));
        if (grid != null) {
            kw.add(grid.importKw().get(t) - grid.exportKw().get(t));
        }
        storages.forEach(storage -> kw.add(storage.dischargeKw().get(t) - storage.chargeKw().get(t)));
        for (int i = 0; i < renewables.size(); i++) {
            kw.add(problem.renewables().get(i).forecastKw().get(t) - renewables.get(i).curtailedKw().get(t));
        }
        return profile(kw);
    }

    /// {@return `R` of each source (kW)}
    static Profile reserveKw(int t, List<UnitSchedule> units, @Nullable GridSchedule grid,
            List<StorageSchedule> storages, List<RenewableSchedule> renewables) {
        List<Double> kw = new ArrayList<>();
        units.forEach(unit -> kw.add(unit.reserveKw().get(t)));
        if (grid != null) {
            kw.add(grid.reserveKw().get(t));
        }
        storages.forEach(storage -> kw.add(storage.reserveKw().get(t)));
        renewables.forEach(_ -> kw.add(0.0));
        return profile(kw);
    }

    private static Profile profile(List<Double> values) {
        return Profile.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
