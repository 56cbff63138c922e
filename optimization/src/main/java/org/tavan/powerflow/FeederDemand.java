package org.tavan.powerflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What one interval asks of a feeder: loads at 1 pu, injections, and what the inverters have to give.
///
/// @param buses one entry a bus, in the feeder's order
/// @param inverterKw available active power of each inverter (kW), in the feeder's order, non-negative
public record FeederDemand(List<BusPower> buses, List<Double> inverterKw) {

    /// The power of one bus.
    ///
    /// @param loadKw active load at 1 pu (kW), non-negative
    /// @param loadKvar reactive load at 1 pu (kvar)
    /// @param injectionKw active power fed in whatever the voltage (kW), negative where it is taken
    /// @param injectionKvar reactive power fed in whatever the voltage (kvar)
    /// @param restoredShare share of the load in [0, 1] that runs longer at less power, so that its energy over the interval stays the same
    /// @param duty share of the interval in (0, 1] which that part of the load runs at 1 pu; it cannot run longer than the interval
    public record BusPower(double loadKw, double loadKvar, double injectionKw, double injectionKvar,
            double restoredShare, double duty) {
        public BusPower {
            if (!(loadKw >= 0 && loadKw < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("""
                        The loadKw (%s) must be non-negative and finite.
                        Maybe it is generation: that is an injection.""".formatted(loadKw));
            }
            if (!(Double.isFinite(loadKvar) && Double.isFinite(injectionKw)
                    && Double.isFinite(injectionKvar))) {
                throw new IllegalArgumentException(
                        "The loadKvar (%s), injectionKw (%s) and injectionKvar (%s) must be finite."
                                .formatted(loadKvar, injectionKw, injectionKvar));
            }
            if (!(restoredShare >= 0 && restoredShare <= 1 && duty > 0 && duty <= 1)) {
                throw new IllegalArgumentException("""
                        The restoredShare (%s) must lie in [0, 1] and the duty (%s) in (0, 1].
                        Maybe they are per cent.""".formatted(restoredShare, duty));
            }
        }

        /// A load without injection that takes nothing back.
        public BusPower(double loadKw, double loadKvar) {
            this(loadKw, loadKvar, 0, 0, 0, 1);
        }

        /// The same with more injection.
        public BusPower inject(double moreKw, double moreKvar) {
            return new BusPower(loadKw, loadKvar, injectionKw + moreKw, injectionKvar + moreKvar,
                    restoredShare,
                    duty);
        }

        /// The same with a part that restores its energy within the interval.
        public BusPower restoring(double share, double dutyAtNominal) {
            return new BusPower(loadKw, loadKvar, injectionKw, injectionKvar, share, dutyAtNominal);
        }
    }

    public FeederDemand {
        buses = List.copyOf(buses);
        inverterKw = List.copyOf(inverterKw);
        for (double kw : inverterKw) {
            if (!(kw >= 0 && kw < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "The inverterKw (%s) must be non-negative and finite.".formatted(kw));
            }
        }
    }

    /// The feeder's own loads times a factor, inverters without sun.
    ///
    /// @param factor non-negative
    public static FeederDemand scaled(RadialFeeder feeder, double factor) {
        return new FeederDemand(
                feeder.buses()
                        .stream()
                        .map(bus -> new BusPower(factor * bus.loadKw(), factor * bus.loadKvar()))
                        .toList(),
                Collections.nCopies(feeder.inverters().size(), 0.0));
    }

    /// The same with more injection at one bus.
    ///
    /// @param bus place of the bus in the feeder's order
    public FeederDemand inject(int bus, double moreKw, double moreKvar) {
        List<BusPower> changed = new ArrayList<>(buses);
        changed.set(bus, buses.get(bus).inject(moreKw, moreKvar));
        return new FeederDemand(changed, inverterKw);
    }

    /// The same with inverters that have this power to give.
    public FeederDemand withInverterKw(List<Double> availableKw) {
        return new FeederDemand(buses, availableKw);
    }
}
