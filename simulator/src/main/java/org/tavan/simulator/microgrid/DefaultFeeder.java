package org.tavan.simulator.microgrid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tavan.schema.Feeder;
import org.tavan.schema.FeederCapacitor;
import org.tavan.schema.FeederLine;
import org.tavan.schema.FeederLoad;
import org.tavan.schema.FeederRegulator;

/// The feeder of the default microgrid: a street of 400 V behind a transformer with an on-load tap changer.
///
/// ```
/// station ─tap changer─ transformer ─ busbar ─ node-1 ─ node-2 ─ node-3 ─ node-4      (150 mm²)
///                                                │        │
///                                              node-5   node-6 ─ node-7              (50 mm²)
/// ```
///
/// Cables are NAYY, four cores of one cross-section. The fourth carries what the phases do not cancel, and its drop comes on top of
/// each phase's: with the impedance z of a core, that of a phase to itself is 2 z and to another z. Resistance at 20 °C by IEC 60228,
/// reactance as textbooks have it. A community of more than ten has the feeder several times side by side: impedances shrink as loads
/// grow. A smaller one has the same street with less load.
final class DefaultFeeder {
    private static final double[] MM2_150 = {0.206, 0.080};
    private static final double[] MM2_50 = {0.641, 0.085};
    /// Of 160 kVA: short-circuit voltage 4 %, load loss 1.5 %.
    private static final double[] TRANSFORMER_OHM = {0.0147, 0.0371};
    /// Most of a member's load is on one phase, another for the next member.
    private static final double[] PHASE_SHARES = {0.5, 0.3, 0.2};
    /// Reactive over active power, for a power factor of 0.95.
    private static final double KVAR_PER_KW = 0.33;
    /// Where the first members live; the next ones begin again. Businesses, the last three, are near the transformer.
    private static final List<String> HOMES = List.of("node-3", "node-4", "node-6", "node-7", "node-5",
            "node-7",
            "node-4", "node-1", "node-2", "node-1");

    private final double scale;

    private DefaultFeeder(double scale) {
        this.scale = scale;
    }

    /// The feeder of members with these loads.
    ///
    /// @param loadsKw load of each member (kW)
    /// @param scale size of the community over that of ten
    static Feeder of(List<Double> loadsKw, double scale) {
        var feeder = new DefaultFeeder(scale);
        return Feeder.newBuilder()
                .setSourceBus("station")
                .setNominalKv(0.4)
                .setBuses(List.of("station", "transformer", "busbar", "node-1", "node-2", "node-3", "node-4",
                        "node-5", "node-6", "node-7"))
                .setRegulators(List.of(FeederRegulator.newBuilder()
                        .setRegulatorId("tap-changer")
                        .setFromBus("station")
                        .setToBus("transformer")
                        .setTapInitial(2)
                        .build()))
                .setLines(List.of(
                        feeder.line("transformer", "busbar", balanced(TRANSFORMER_OHM)),
                        feeder.line("busbar", "node-1", cable(MM2_150, 80)),
                        feeder.line("node-1", "node-2", cable(MM2_150, 70)),
                        feeder.line("node-2", "node-3", cable(MM2_150, 80)),
                        feeder.line("node-3", "node-4", cable(MM2_150, 70)),
                        feeder.line("node-1", "node-5", cable(MM2_50, 50)),
                        feeder.line("node-2", "node-6", cable(MM2_50, 50)),
                        feeder.line("node-6", "node-7", cable(MM2_50, 40))))
                .setLoads(loads(loadsKw))
                .setCapacitors(List.of(FeederCapacitor.newBuilder()
                        .setCapacitorId("capacitor")
                        .setBus("node-3")
                        .setStepKvar(List.of(scale * 2.5, scale * 2.5, scale * 2.5))
                        .setSteps(2)
                        .build()))
                .setThermostaticFraction(0.3)
                .setRecoveryHours(1)
                .build();
    }

    private FeederLine line(String from, String to, double[][] ohm) {
        return FeederLine.newBuilder()
                .setLineId(from + "-" + to)
                .setFromBus(from)
                .setToBus(to)
                .setResistanceOhm(scaled(ohm[0]))
                .setReactanceOhm(scaled(ohm[1]))
                .build();
    }

    private List<Double> scaled(double[] ohm) {
        return Arrays.stream(ohm).mapToObj(value -> value / Math.max(1, scale)).toList();
    }

    private static double[][] balanced(double[] ohm) {
        return new double[][]{matrix(ohm[0], 0), matrix(ohm[1], 0)};
    }

    private static double[][] cable(double[] ohmPerKilometre, double metres) {
        double r = ohmPerKilometre[0] * metres / 1000;
        double x = ohmPerKilometre[1] * metres / 1000;
        return new double[][]{matrix(2 * r, r), matrix(2 * x, x)};
    }

    private static double[] matrix(double self, double mutual) {
        return new double[]{self, mutual, mutual, self, mutual, self};
    }

    /// One entry a bus, members of one bus together.
    private static List<FeederLoad> loads(List<Double> loadsKw) {
        List<FeederLoad> loads = new ArrayList<>();
        for (String bus : HOMES.stream().distinct().sorted().toList()) {
            double[] phaseKw = new double[3];
            for (int member = 0; member < loadsKw.size(); member++) {
                int place = member % HOMES.size();
                for (int i = 0; HOMES.get(place).equals(bus) && i < phaseKw.length; i++) {
                    phaseKw[(place + i) % phaseKw.length] += PHASE_SHARES[i] * loadsKw.get(member);
                }
            }
            if (phaseKw[0] > 0) {
                loads.add(FeederLoad.newBuilder()
                        .setBus(bus)
                        .setPhaseKw(list(phaseKw, 1))
                        .setPhaseKvar(list(phaseKw, KVAR_PER_KW))
                        .build());
            }
        }
        return loads;
    }

    private static List<Double> list(double[] values, double factor) {
        return IntStream.range(0, values.length).mapToObj(i -> factor * values[i]).toList();
    }
}
