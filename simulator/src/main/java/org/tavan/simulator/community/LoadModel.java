package org.tavan.simulator.community;

import org.tavan.schema.ProsumerKind;
import org.tavan.simulator.noise.AutoregressiveProcess;
import org.tavan.simulator.noise.AutoregressiveProcess.Innovation;
import org.tavan.simulator.noise.Noise;

/// Inflexible load of one member: its day, its week, the temperature, and noise with heavy tails.
///
/// `P = s (shape(hour, off) (1 + 0.12 x) + 0.03 max(0, T − 23) u + 0.015 max(0, 15 − T) u + 0.04 y)`, at least 4 % of
/// s. u is occupancy, x an hourly process with innovations of Student's t, a quarter of whose variance all members
/// share, y a quick normal one.
final class LoadModel {
    private static final double SHARED_WEIGHT = 0.5;
    private static final double OWN_WEIGHT = StrictMath.sqrt(1 - SHARED_WEIGHT * SHARED_WEIGHT);
    private static final double HOURLY_PERSISTENCE = 0.7;

    private final ProsumerKind kind;
    private final double scaleKw;
    private final AutoregressiveProcess shared;
    private final AutoregressiveProcess own;
    private final AutoregressiveProcess quick;

    LoadModel(MemberProfile profile, AutoregressiveProcess shared, long seed) {
        this.kind = profile.kind();
        this.scaleKw = profile.loadKw();
        this.shared = shared;
        this.own = new AutoregressiveProcess(Noise.of(seed, "load/" + profile.prosumerId()),
                HOURLY_PERSISTENCE,
                Innovation.STUDENT);
        this.quick = new AutoregressiveProcess(Noise.of(seed, "load-quick/" + profile.prosumerId()), 0.8,
                Innovation.GAUSSIAN);
    }

    /// The part of the noise that all members share.
    static AutoregressiveProcess shared(long seed) {
        return new AutoregressiveProcess(Noise.of(seed, "load/shared"), HOURLY_PERSISTENCE,
                Innovation.STUDENT);
    }

    double powerKw(long step, Conditions conditions) {
        double shape = kind == ProsumerKind.COMMERCIAL ? business(conditions) : home(conditions);
        double occupancy = Math.min(1, 0.4 + shape);
        double slow = SHARED_WEIGHT * shared.at(conditions.hour()) + OWN_WEIGHT * own.at(conditions.hour());
        double cooling = 0.03 * Math.max(0, conditions.temperatureCelsius() - 23) * occupancy;
        double heating = 0.015 * Math.max(0, 15 - conditions.temperatureCelsius()) * occupancy;
        double relative = shape * (1 + 0.12 * slow) + cooling + heating + 0.04 * quick.at(step);
        return scaleKw * Math.max(0.04, relative);
    }

    private static double home(Conditions conditions) {
        double hour = conditions.hourOfDay();
        return conditions.off()
                ? 0.35 + 0.30 * peak(hour, 10.5, 2.2) + 0.25 * peak(hour, 14, 2.5)
                        + 0.60 * peak(hour, 21, 2.6)
                : 0.32 + 0.28 * peak(hour, 7.2, 1.2) + 0.10 * peak(hour, 13.5, 2.0)
                        + 0.62 * peak(hour, 20.5, 2.4);
    }

    private static double business(Conditions conditions) {
        double hour = conditions.hourOfDay();
        double open = 1
                / ((1 + StrictMath.exp(-(hour - 7.5) * 2.5)) * (1 + StrictMath.exp((hour - 17) * 1.8)));
        return conditions.off() ? 0.18 + 0.06 * open : 0.20 + 0.75 * open;
    }

    private static double peak(double hour, double centre, double width) {
        double distance = Math.abs(hour - centre);
        double wrapped = Math.min(distance, 24 - distance) / width;
        return StrictMath.exp(-0.5 * wrapped * wrapped);
    }
}
