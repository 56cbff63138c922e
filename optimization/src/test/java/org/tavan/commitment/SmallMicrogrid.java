package org.tavan.commitment;

import java.util.Arrays;
import java.util.List;

import org.tavan.asset.Battery;
import org.tavan.conic.Profile;

/// Made-up sources for tests by hand.
public final class SmallMicrogrid {
    private SmallMicrogrid() {}

    /// A unit without ramps and times whose start is free; off for long.
    static Unit unit(String id, double minKw, double maxKw, double centsPerKwh, double outageProbability) {
        return new Unit(id, minKw, maxKw, 10, 10, 1, 1, -10, 0, CostCurve.linear(0, centsPerKwh),
                StartCost.flat(0), 0.1,
                outageProbability);
    }

    static Profile flat(int intervals, double value) {
        double[] values = new double[intervals];
        Arrays.fill(values, value);
        return Profile.of(values);
    }

    /// An island without error and reserve.
    static CommitmentProblem island(Profile demandKw, List<Unit> units, List<StorageUnit> storages,
            Reliability reliability) {
        Profile none = flat(demandKw.length(), 0);
        return new CommitmentProblem(1, demandKw, none, none, units, null, storages, List.of(), reliability);
    }

    /// Half a day of everything: two units, grid, storage, a plant, spinning reserve, lost load at 500 ¢/kWh.
    public static CommitmentProblem withEverything() {
        double[] demand = new double[12];
        double[] price = new double[12];
        double[] sun = new double[12];
        for (int t = 0; t < 12; t++) {
            demand[t] = 60 + 25 * Math.sin(t / 2.0);
            price[t] = 8 + 5 * Math.sin(t / 1.5);
            sun[t] = Math.max(0, 20 * Math.sin((t - 2) / 2.5));
        }
        double[] earned = price.clone();
        Arrays.setAll(earned, t -> 0.9 * earned[t]);
        Unit large = new Unit("large", 15, 60, 0.4, 0.4, 3, 2, 5, 40, new CostCurve(30, 6, 0.02),
                new StartCost(40, 90, 4), 0.6, 0.02);
        Unit small = new Unit("small", 5, 30, 1, 1, 2, 2, -3, 0, CostCurve.linear(20, 9),
                new StartCost(20, 30, 3), 0.5,
                0.03);
        UpstreamGrid grid = new UpstreamGrid(30, 20, Profile.of(price), Profile.of(earned), 10, 0.8, 0.005);
        StorageUnit storage = new StorageUnit("store", new Battery(10, 60, 10, 15, 15, 0.95, 0.95, 0), 30, 30,
                0.3, 0.2,
                0.01);
        Renewable plant = new Renewable("sun", Profile.of(sun), flat(12, 1), 0.01, true);
        return new CommitmentProblem(1, Profile.of(demand), flat(12, 2), flat(12, 8), List.of(large, small),
                grid,
                List.of(storage), List.of(plant), Reliability.none(12).withVollCentsPerKwh(500));
    }
}
