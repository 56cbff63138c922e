package org.tavan.cvr;

import java.util.List;
import org.tavan.powerflow.DistFlow;
import org.tavan.powerflow.FeederDemand;
import org.tavan.powerflow.FeederDemand.BusPower;
import org.tavan.powerflow.RadialFeeder;

/// Whether the voltages of a flow may stand.
///
/// Every bus keeps the limits; a bus with a load also stays above the voltage from which on its ZIP shares are believed, whatever the limits say. A
/// tap of 1.05 gives 1.05 but for the last bit, so a billionth beyond a limit is within it.
final class VoltageJudge {
    private static final double ROUNDING_PU = 1e-9;

    private final RadialFeeder feeder;
    private final VoltageLimits limits;
    private final double[] lowestPu;
    private int worst;

    VoltageJudge(RadialFeeder feeder, VoltageLimits limits) {
        this.feeder = feeder;
        this.limits = limits;
        lowestPu = new double[feeder.buses().size()];
    }

    /// Takes over which buses have loads.
    void set(FeederDemand demand) {
        List<BusPower> powers = demand.buses();
        for (int bus = 0; bus < lowestPu.length; bus++) {
            boolean loaded = powers.get(bus).loadKw() > 0 || powers.get(bus).loadKvar() != 0;
            lowestPu[bus] = Math.max(limits.lowestPu(),
                    loaded ? feeder.buses().get(bus).zip().lowestVoltagePu() : 0);
        }
    }

    /// How far (pu) the worst voltage lies beyond its limit, not positive where all are kept.
    double excessPu(DistFlow flow) {
        double excess = Double.NEGATIVE_INFINITY;
        for (int bus = 0; bus < lowestPu.length; bus++) {
            double voltage = flow.voltagePu(bus);
            double beyond = Math.max(lowestPu[bus] - voltage, voltage - limits.highestPu()) - ROUNDING_PU;
            if (beyond > excess) {
                excess = beyond;
                worst = bus;
            }
        }
        return excess;
    }

    /// The worst voltage of the flow last judged, in words.
    String worst(DistFlow flow) {
        return "bus %s has %.5f pu, where %.4f to %.4f is allowed".formatted(feeder.buses().get(worst).name(),
                flow.voltagePu(worst), lowestPu[worst], limits.highestPu());
    }
}
