package org.tavan.commitment;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.tavan.asset.Battery;
import org.tavan.conic.Profile;

/// Random problems that are small enough to try every plan.
final class TinyProblem {
    private final SplittableRandom random;
    private final int intervals;

    private TinyProblem(int seed, int intervals) {
        random = new SplittableRandom(seed);
        this.intervals = intervals;
    }

    /// Two or three units of hourly square cost, four hours, spinning reserve.
    static CommitmentProblem unitsAlone(int seed) {
        TinyProblem tiny = new TinyProblem(seed, 4);
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            units.add(tiny.unit(i, 1 + tiny.random.nextInt(20) / 100.0, false));
        }
        Profile none = tiny.profile(0, 0);
        return new CommitmentProblem(1, tiny.profile(20, 110), none, tiny.profile(0, 15), units, null,
                List.of(),
                List.of(), Reliability.none(4));
    }

    /// Two units with ramps, reserve and outages, with grid or storage, a curtailable plant, and lost load by value.
    static CommitmentProblem microgrid(int seed) {
        TinyProblem tiny = new TinyProblem(seed, 3);
        SplittableRandom random = tiny.random;
        List<Unit> units = List.of(tiny.unit(0, 0, true), tiny.unit(1, 0, true));
        boolean withGrid = random.nextBoolean();
        UpstreamGrid grid = withGrid
                ? new UpstreamGrid(random.nextDouble(5, 60), random.nextDouble(30), tiny.profile(-3, 15),
                        tiny.profile(-5, 14), random.nextInt(2) * 10, random.nextDouble(2), 0.01)
                : null;
        double eta = random.nextDouble(0.8, 1);
        Battery battery = new Battery(5, 40, 5, 12, 15, eta, eta, 0);
        List<StorageUnit> storages = withGrid
                ? List.of()
                : List.of(
                        new StorageUnit("store", battery, random.nextDouble(5, 40), random.nextDouble(5, 25),
                                random.nextDouble(1), random.nextDouble(1), 0.02));
        Renewable plant = new Renewable("plant", tiny.profile(0, 30), tiny.profile(0, 4), 0.05,
                random.nextInt(4) > 0);
        Reliability reliability = new Reliability(random.nextInt(3) * 300, Reliability.lolpLimit(3, 1),
                Double.POSITIVE_INFINITY, 10, random.nextDouble(0.5, 1.5), 2);
        return new CommitmentProblem(1, tiny.profile(15, 95), tiny.profile(0, 4), tiny.profile(0, 8), units,
                grid, storages,
                List.of(plant), reliability);
    }

    private Unit unit(int index, double square, boolean ramps) {
        double minKw = random.nextDouble(20);
        double maxKw = minKw + random.nextDouble(5, 50);
        boolean on = random.nextBoolean();
        double hot = random.nextDouble(60);
        return new Unit("unit-" + index, minKw, maxKw,
                ramps ? random.nextDouble(0.1, 2) : Double.POSITIVE_INFINITY,
                ramps ? random.nextDouble(0.1, 2) : Double.POSITIVE_INFINITY, random.nextInt(1, 4),
                random.nextInt(1, 4),
                (on ? 1 : -1) * random.nextInt(1, 5), on ? random.nextDouble(minKw, maxKw) : 0,
                new CostCurve(random.nextDouble(40), random.nextDouble(4, 14), square),
                new StartCost(hot, hot * random.nextDouble(1, 2.5), random.nextInt(1, 4)),
                random.nextDouble(2),
                ramps ? random.nextDouble(0.1) : 0);
    }

    private Profile profile(double low, double high) {
        double[] values = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            values[t] = low < high ? random.nextDouble(low, high) : low;
        }
        return Profile.of(values);
    }
}
