package org.tavan.cvr;

/// What a day at reduced voltage saves against the same day at reference positions.
///
/// The CVR factor is `(ΔE / E) / (ΔV / V)`: per cent of energy (or peak power) saved by one per cent of voltage. Load and loss part are kept apart, for a load
/// of constant power draws more current at less voltage: losses rise while the rest falls. All figures are of what loads and losses take, so that
/// generation on the feeder does not change them.
///
/// @param energyKwh energy saved (kWh), negative where more is used
/// @param energyShare the same as a share of the reference
/// @param loadKwh the part saved in loads (kWh)
/// @param lossKwh the part saved in losses (kWh), usually negative
/// @param unservedKwh the part of the loads' saving that comfort pays for (kWh): energy that thermostatic loads never took back
/// @param peakKw highest power of the reference less that of the reduced day (kW), wherever in the day they are
/// @param peakShare the same as a share of the reference
/// @param voltageShare mean voltage given up, as a share of the reference
/// @param energyCvrFactor CVR factor of the energy; not a number where the voltage is the same
/// @param peakCvrFactor CVR factor of the power in the interval of the reference's peak; not a number where the voltage is the same
public record CvrSavings(double energyKwh, double energyShare, double loadKwh, double lossKwh,
        double unservedKwh,
        double peakKw, double peakShare, double voltageShare, double energyCvrFactor, double peakCvrFactor) {

    /// Compares two days of the same demand.
    ///
    /// @throws IllegalArgumentException if the days are not of the same length
    public static CvrSavings between(FeederDay reference, FeederDay reduced) {
        if (reference.intervals().size() != reduced.intervals().size()
                || reference.stepHours() != reduced.stepHours()) {
            throw new IllegalArgumentException(
                    "Both days must have the same intervals: %d of %s h and %d of %s h."
                            .formatted(reference.intervals().size(), reference.stepHours(),
                                    reduced.intervals().size(),
                                    reduced.stepHours()));
        }
        double loadKwh = reference.loadKwh() - reduced.loadKwh();
        double lossKwh = reference.lossKwh() - reduced.lossKwh();
        double energyShare = (loadKwh + lossKwh) / (reference.loadKwh() + reference.lossKwh());
        double voltageShare = share(reference.meanVoltagePu(), reduced.meanVoltagePu());
        IntervalFlow peak = reference.intervals().get(reference.peakInterval());
        IntervalFlow then = reduced.intervals().get(reference.peakInterval());
        double reducedPeakKw = reduced.intervals().get(reduced.peakInterval()).consumptionKw();
        return new CvrSavings(loadKwh + lossKwh, energyShare, loadKwh, lossKwh,
                reduced.unservedKwh() - reference.unservedKwh(), peak.consumptionKw() - reducedPeakKw,
                share(peak.consumptionKw(), reducedPeakKw), voltageShare, factor(energyShare, voltageShare),
                factor(share(peak.consumptionKw(), then.consumptionKw()),
                        share(peak.meanVoltagePu(), then.meanVoltagePu())));
    }

    private static double share(double before, double after) {
        return (before - after) / before;
    }

    private static double factor(double savedShare, double voltageShare) {
        return voltageShare == 0 ? Double.NaN : savedShare / voltageShare;
    }
}
