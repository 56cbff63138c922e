package org.tavan.powerflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.tavan.powerflow.FeederDemand.BusPower;
import org.tavan.powerflow.RadialFeeder.Branch;
import org.tavan.powerflow.RadialFeeder.Bus;
import org.tavan.powerflow.RadialFeeder.Capacitor;
import org.tavan.powerflow.RadialFeeder.TapChanger;

/// Feeders, demands and positions drawn from a seed.
public final class RandomFeeders {
    private RandomFeeders() {}

    /// A tree of 2 to 14 buses in any order, its branches written in either direction, one tap changer and up to two capacitors.
    public static RadialFeeder feeder(Random random) {
        int n = random.nextInt(2, 15);
        List<Bus> buses = new ArrayList<>();
        List<Branch> branches = new ArrayList<>();
        List<TapChanger> changers = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double z = random.nextDouble();
            double current = random.nextDouble(-0.3, 1 - z);
            buses.add(new Bus("b" + i, i == 0 ? 10 : random.nextDouble(0, 120), random.nextDouble(-20, 70),
                    random.nextInt(3) == 0
                            ? ZipLoad.CONSTANT_POWER
                            : ZipLoad.of(z, current, 1 - z - current)));
            if (i > 0) {
                int parent = random.nextInt(i);
                boolean downwards = random.nextBoolean();
                branches.add(new Branch("b" + (downwards ? parent : i), "b" + (downwards ? i : parent),
                        random.nextDouble(0.01, 0.4), random.nextDouble(0.01, 0.6)));
                if (parent == 0 && changers.isEmpty()) {
                    changers.add(new TapChanger("b0", "b" + i));
                }
            }
        }
        List<Capacitor> capacitors = new ArrayList<>();
        for (int k = random.nextInt(3); k > 0; k--) {
            capacitors.add(
                    new Capacitor("b" + random.nextInt(n), random.nextDouble(20, 100), random.nextInt(1, 3)));
        }
        Collections.shuffle(buses, random);
        Collections.shuffle(branches, random);
        return new RadialFeeder("b0", random.nextDouble(0.98, 1.04), 4.16, buses, branches, changers,
                capacitors,
                List.of());
    }

    /// Loads about the feeder's own, some injections, and some loads that restore their energy.
    public static FeederDemand demand(Random random, RadialFeeder feeder) {
        List<BusPower> powers = new ArrayList<>();
        for (Bus bus : feeder.buses()) {
            double factor = random.nextDouble(0.2, 1.3);
            BusPower power = new BusPower(factor * bus.loadKw(), factor * bus.loadKvar());
            if (random.nextInt(4) == 0) {
                power = power.inject(random.nextDouble(-20, 150), random.nextDouble(-20, 20));
            }
            if (random.nextInt(4) == 0) {
                power = power.restoring(random.nextDouble(), random.nextDouble(0.8, 1));
            }
            powers.add(power);
        }
        return new FeederDemand(powers, Collections.nCopies(feeder.inverters().size(), 0.0));
    }

    /// Any positions.
    public static FeederPositions positions(Random random, RadialFeeder feeder) {
        return new FeederPositions(
                feeder.tapChangers().stream().map(c -> random.nextInt(c.lowest(), c.highest() + 1)).toList(),
                feeder.capacitors().stream().map(c -> random.nextInt(c.steps() + 1)).toList());
    }
}
