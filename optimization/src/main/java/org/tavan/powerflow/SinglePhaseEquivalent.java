package org.tavan.powerflow;

import java.util.ArrayList;
import java.util.List;

import org.tavan.powerflow.RadialFeeder.Branch;
import org.tavan.powerflow.RadialFeeder.Bus;
import org.tavan.powerflow.RadialFeeder.Capacitor;
import org.tavan.powerflow.RadialFeeder.TapChanger;

/// The single-phase feeder that stands for a three-phase one in the equations of [DistFlow].
///
/// A line of three phases has its positive sequence, `z₁ = z_s − z_m` with the means of self and mutual impedances. One of two or one phases has
/// `1.5 z_s − 0.75 z_m` or `3 z_s`: of all its current it then loses what the real one does. A bus has the sum of its phases' loads, with shares of
/// impedance, current and power in the mean; half of a load along a line is at each end. Charging is left out.
///
/// What it cannot show is how far the phases lie apart: on the IEEE 13 bus feeder its lowest voltage is 0.9975 pu, that of the three phases 0.9738.
public final class SinglePhaseEquivalent {
    private SinglePhaseEquivalent() {}

    /// The equivalent with 1 pu at its source.
    public static RadialFeeder of(ThreePhaseFeeder feeder) {
        return of(feeder, 1);
    }

    /// The equivalent; buses, regulators and capacitors keep their names and order.
    ///
    /// @param sourceVoltagePu voltage held at the source (pu), positive
    /// @throws IllegalArgumentException if a transformer's ratio is not that of its buses, or a value is out of range
    public static RadialFeeder of(ThreePhaseFeeder feeder, double sourceVoltagePu) {
        ThreePhaseTree tree = feeder.tree();
        double nominalKv = tree.buses().getFirst().nominalKv();
        List<Branch> branches = new ArrayList<>();
        List<TapChanger> tapChangers = new ArrayList<>();
        for (ThreePhaseBranch branch : feeder.branches()) {
            if (branch instanceof ThreePhaseBranch.Regulator) {
                tapChangers.add(new TapChanger(branch.fromBus(), branch.toBus()));
            }
            if (branch.isClosed()) {
                branches.add(branch(branch, feeder, nominalKv));
            }
        }
        return new RadialFeeder(feeder.sourceBus(), sourceVoltagePu, nominalKv,
                feeder.buses().stream().map(bus -> bus(bus.name(), feeder)).toList(), branches, tapChangers,
                feeder.capacitors()
                        .stream()
                        .map(bank -> new Capacitor(bank.bus(), bank.kvarPerStep().total(), bank.steps()))
                        .toList(),
                List.of());
    }

    /// Impedances are referred to the voltage of the source.
    private static Branch branch(ThreePhaseBranch branch, ThreePhaseFeeder feeder, double nominalKv) {
        double base = square(nominalKv);
        return switch (branch) {
            case ThreePhaseBranch.Line line -> {
                double referred = base / square(nominalKv(feeder, line.fromBus()));
                yield new Branch(line.fromBus(), line.toBus(),
                        referred * equivalent(line.phases(), line.resistanceOhm()),
                        referred * equivalent(line.phases(), line.reactanceOhm()));
            }
            case ThreePhaseBranch.Transformer transformer -> {
                requireNominal(transformer, feeder);
                double ohmPerPercent = base / transformer.ratedKva() * 10
                        * square(transformer.secondaryKv() / nominalKv(feeder, transformer.toBus()));
                yield new Branch(transformer.fromBus(), transformer.toBus(),
                        ohmPerPercent * transformer.resistancePercent(),
                        ohmPerPercent * transformer.reactancePercent());
            }
            case ThreePhaseBranch.Switch _,ThreePhaseBranch.Regulator _ ->
                new Branch(branch.fromBus(), branch.toBus(), 0, 0);
        };
    }

    private static double equivalent(Phases phases, PhaseMatrix z) {
        double self = z.aa() + z.bb() + z.cc();
        double mutual = z.ab() + z.ac() + z.bc();
        int count = (phases.a() ? 1 : 0) + (phases.b() ? 1 : 0) + (phases.c() ? 1 : 0);
        return switch (count) {
            case 3 -> self / 3 - mutual / 3;
            case 2 -> 1.5 * self / 2 - 0.75 * mutual;
            default -> 3 * self;
        };
    }

    private static void requireNominal(ThreePhaseBranch.Transformer transformer, ThreePhaseFeeder feeder) {
        double turns = transformer.primaryKv() / transformer.secondaryKv();
        double nominal = nominalKv(feeder, transformer.fromBus()) / nominalKv(feeder, transformer.toBus());
        if (!(Math.abs(turns / nominal - 1) <= 1e-9)) {
            throw new IllegalArgumentException(
                    "The ratio of transformer %s (%s to %s kV) must be that of its buses: a single-phase feeder has one nominal voltage."
                            .formatted(transformer.name(), transformer.primaryKv(),
                                    transformer.secondaryKv()));
        }
    }

    private static double nominalKv(ThreePhaseFeeder feeder, String bus) {
        return feeder.buses()
                .stream()
                .filter(one -> one.name().equals(bus))
                .findFirst()
                .orElseThrow()
                .nominalKv();
    }

    private static Bus bus(String name, ThreePhaseFeeder feeder) {
        double kw = 0;
        double kvar = 0;
        double[] active = new double[3];
        double[] reactive = new double[3];
        for (ThreePhaseLoad load : feeder.loads()) {
            List<String> places = ThreePhaseFeeder.busesOf(load, feeder.branches());
            if (places.contains(name)) {
                double p = load.kw().total() / places.size();
                double q = load.kvar().total() / places.size();
                kw += p;
                kvar += q;
                ZipLoad zip = load.zip();
                add(active, p, zip.zp(), zip.ip(), zip.pp());
                add(reactive, q, zip.zq(), zip.iq(), zip.pq());
            }
        }
        mean(active, kw);
        mean(reactive, kvar);
        return new Bus(name, kw, kvar, new ZipLoad(active[0], active[1], active[2], reactive[0], reactive[1],
                reactive[2]));
    }

    private static void add(double[] sum, double power, double z, double i, double p) {
        sum[0] += power * z;
        sum[1] += power * i;
        sum[2] += power * p;
    }

    private static void mean(double[] sum, double power) {
        for (int k = 0; k < 3; k++) {
            sum[k] = power == 0 ? (k == 2 ? 1 : 0) : sum[k] / power;
        }
    }

    private static double square(double x) {
        return x * x;
    }
}
