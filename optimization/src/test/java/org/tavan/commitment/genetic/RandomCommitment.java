package org.tavan.commitment.genetic;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.jspecify.annotations.Nullable;
import org.tavan.asset.Battery;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.CostCurve;
import org.tavan.commitment.Reliability;
import org.tavan.commitment.Renewable;
import org.tavan.commitment.StartCost;
import org.tavan.commitment.StorageUnit;
import org.tavan.commitment.Unit;
import org.tavan.commitment.UpstreamGrid;
import org.tavan.conic.Profile;

/// Small commitment problems from a seed.
final class RandomCommitment {
    private final RandomGenerator random;
    private final int units;
    private final int intervals;

    private RandomCommitment(long seed, int units, int intervals) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.units = units;
        this.intervals = intervals;
    }

    /// {@return units alone but for a plant, with square costs, whose intervals stand alone}
    static CommitmentProblem alone(long seed, int units, int intervals) {
        RandomCommitment made = new RandomCommitment(seed, units, intervals);
        List<Unit> list = made.units(false, true);
        Profile demand = made.demand(list, 0);
        double[] reserve = demand.toArray();
        for (int t = 0; t < reserve.length; t++) {
            reserve[t] *= 0.05;
        }
        return new CommitmentProblem(1, demand, Profile.of(new double[intervals]), Profile.of(reserve), list,
                null, List.of(), List.of(new Renewable("wind", made.profile(0, 30),
                        Profile.of(new double[intervals]), 0, seed % 2 == 0)),
                Reliability.none(intervals));
    }

    /// {@return a microgrid with ramps, grid, battery, renewables and priced lost load}
    static CommitmentProblem microgrid(long seed, int units, int intervals) {
        RandomCommitment made = new RandomCommitment(seed, units, intervals);
        List<Unit> list = made.units(true, false);
        double[] none = new double[intervals];
        List<Renewable> plants = List.of(
                new Renewable("wind", made.profile(2, 20), made.profile(1, 3), 0.03, seed % 2 == 0));
        Battery battery = new Battery(4, 30, 4, 9, 11, 0.93, 0.96, 0);
        StorageUnit storage = new StorageUnit("battery", battery, made.random.nextDouble(6, 28),
                made.random.nextDouble(12, 20), 0.4, 0.3, 0.01);
        return new CommitmentProblem(1, made.demand(list, 10), made.profile(0, 2), Profile.of(none), list,
                made.grid(),
                List.of(storage), plants, Reliability.none(intervals).withVollCentsPerKwh(800));
    }

    private @Nullable UpstreamGrid grid() {
        double[] price = profile(3, 14).toArray();
        double[] earned = price.clone();
        for (int t = 0; t < price.length; t++) {
            earned[t] *= 0.8;
        }
        return new UpstreamGrid(18, 10, Profile.of(price), Profile.of(earned), 8, 0.6, 0.004);
    }

    private List<Unit> units(boolean ramps, boolean squares) {
        List<Unit> list = new ArrayList<>();
        for (int u = 0; u < units; u++) {
            double most = random.nextDouble(25, 60);
            double least = random.nextDouble(0.15, 0.4) * most;
            int before = random.nextInt(1, 5) * (random.nextBoolean() ? 1 : -1);
            double hot = random.nextDouble(10, 60);
            double ramp = ramps ? random.nextDouble(0.25, 0.6) * most / 60 : Double.POSITIVE_INFINITY;
            list.add(new Unit("U" + u, least, most, ramp, 1.2 * ramp, random.nextInt(1, 4),
                    random.nextInt(1, 4), before,
                    before > 0 ? random.nextDouble(least, most) : 0,
                    new CostCurve(random.nextDouble(10, 60), random.nextDouble(5, 12),
                            squares && u % 3 != 2 ? random.nextDouble(0.001, 0.05) : 0),
                    new StartCost(hot, hot * random.nextDouble(1, 2.5), random.nextInt(1, 4)),
                    random.nextDouble(0.3, 1.5), random.nextDouble(0.005, 0.04)));
        }
        return list;
    }

    private Profile demand(List<Unit> list, double extraKw) {
        double most = list.stream().mapToDouble(Unit::maxKw).sum();
        return profile(0.25 * most + extraKw, 0.8 * most + extraKw + 1);
    }

    private Profile profile(double low, double high) {
        return Profile.of(random.doubles(intervals, low, high).toArray());
    }
}
