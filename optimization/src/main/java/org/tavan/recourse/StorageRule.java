package org.tavan.recourse;

import org.tavan.asset.Battery;
import org.tavan.conic.Profile;

/// How one battery follows the residuals: `c(ξ) = c + Γξ` and `d(ξ) = d + Dξ`, both non-negative and within the battery's
/// limits on the support that the rule was made for. Both may be positive at once, also in the plan; what the battery does is
/// the one flow with the same change of energy, which supplies at least as much.
///
/// @param chargeKw `c` (kW), one value an interval
/// @param dischargeKw `d` (kW)
/// @param chargeGain `Γ` (kW per unit of ξ)
/// @param dischargeGain `D` (kW per unit of ξ)
public record StorageRule(Profile chargeKw, Profile dischargeKw, CausalRecourse chargeGain,
        CausalRecourse dischargeGain) {

    /// Below a watt no meter sees that a response was cut.
    private static final double LEAST_KW = 1e-3;

    /// Checks lengths.
    ///
    /// @throws IllegalArgumentException if they differ
    public StorageRule {
        int intervals = chargeKw.length();
        if (dischargeKw.length() != intervals || chargeGain.intervals() != intervals
                || dischargeGain.intervals() != intervals) {
            throw new IllegalArgumentException(
                    "The parts of a battery's rule have %d, %d, %d and %d intervals.".formatted(intervals,
                            dischargeKw.length(), chargeGain.intervals(), dischargeGain.intervals()));
        }
    }

    /// What the battery does in one interval: one of both flows is 0.
    ///
    /// @param chargeKw (kW)
    /// @param dischargeKw (kW)
    /// @param clipping which limit was met
    public record Action(double chargeKw, double dischargeKw, Clipping clipping) {}

    /// Which limit cut the response.
    public enum Clipping {
        /// None: the battery does what the rule asks.
        NONE,
        /// The rule asks for a flow below 0 or above the battery's power.
        AT_POWER_LIMIT,
        /// The battery is full or empty.
        AT_ENERGY_LIMIT
    }

    /// Applies the rule: clipped to the power limits, netted, and stopped at the energy limits.
    ///
    /// `ĉ = (c(ξ) − d(ξ)/(η_c η_d))⁺`, `d̂ = (d(ξ) − c(ξ) η_c η_d)⁺`.
    ///
    /// @param t the interval, counted from 0
    /// @param xi `ξ[0] … ξ[t]` at least; later values are not read
    /// @param battery with its limits
    /// @param energyKwh in the battery when the interval begins (kWh)
    /// @param stepHours `Δt` (h), positive
    /// @throws IllegalArgumentException if `t` is out of range or `xi` too short
    public Action respond(int t, Profile xi, Battery battery, double energyKwh, double stepHours) {
        if (!(0 <= t && t < chargeKw.length() && t < xi.length())) {
            throw new IllegalArgumentException(
                    "Interval %d needs a rule of at least %d intervals (it has %d) and as many residuals (there are %d)."
                            .formatted(t, t + 1, chargeKw.length(), xi.length()));
        }
        double asksCharge = chargeKw.get(t) + answer(chargeGain, t, xi);
        double asksDischarge = dischargeKw.get(t) + answer(dischargeGain, t, xi);
        double charge = Math.clamp(asksCharge, 0, battery.chargeMaxKw());
        double discharge = Math.clamp(asksDischarge, 0, battery.dischargeMaxKw());
        double cut = Math.max(Math.abs(charge - asksCharge), Math.abs(discharge - asksDischarge));
        double roundTrip = battery.chargeEfficiency() * battery.dischargeEfficiency();
        double netCharge = Math.max(0, charge - discharge / roundTrip);
        double netDischarge = Math.max(0, discharge - charge * roundTrip);
        double room = Math.max(0, battery.energyMaxKwh() - energyKwh) / (stepHours * battery
                .chargeEfficiency());
        double stored = Math.max(0, energyKwh - battery.energyMinKwh()) * battery.dischargeEfficiency()
                / stepHours;
        double beyond = Math.max(netCharge - room, netDischarge - stored);
        return new Action(Math.min(netCharge, room), Math.min(netDischarge, stored),
                beyond > LEAST_KW
                        ? Clipping.AT_ENERGY_LIMIT
                        : cut > LEAST_KW ? Clipping.AT_POWER_LIMIT : Clipping.NONE);
    }

    private static double answer(CausalRecourse gain, int t, Profile xi) {
        double sum = 0;
        for (int j = 0; j <= t; j++) {
            sum += gain.gainKw(t, j) * xi.get(j);
        }
        return sum;
    }
}
