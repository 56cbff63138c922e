package org.tavan.recourse;

import org.tavan.asset.Battery;
import org.tavan.conic.Profile;

/// How one battery follows the residuals: `c(ξ) = c + Γξ` and `d(ξ) = d + Dξ`, both non-negative and within the battery's
/// limits on the support that the rule was made for. Both may be positive at once; what the battery does, in the plan as in real time, is
/// the one flow with the same change of energy:
///
/// `ĉ = (c − d/(η_c η_d))⁺`, `d̂ = (d − c η_c η_d)⁺`, with `d̂ − ĉ ≥ d − c`.
///
/// So a battery never burns energy, its energy is that of the linear rule, and it supplies at least as much.
///
/// @param storageId whose, unique among the devices of its member
/// @param battery with its limits
/// @param chargeKw `c` (kW), one value an interval
/// @param dischargeKw `d` (kW)
/// @param chargeGain `Γ` (kW per unit of ξ)
/// @param dischargeGain `D` (kW per unit of ξ)
public record StorageRule(String storageId, Battery battery, Profile chargeKw, Profile dischargeKw,
        CausalRecourse chargeGain, CausalRecourse dischargeGain) {

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
                    "The parts of the rule of %s have %d, %d, %d and %d intervals.".formatted(storageId,
                            intervals, dischargeKw.length(), chargeGain.intervals(),
                            dischargeGain.intervals()));
        }
    }

    /// What the battery does in one interval: one of both flows is 0.
    ///
    /// @param chargeKw (kW)
    /// @param dischargeKw (kW)
    /// @param clipping which limit was met
    public record Action(double chargeKw, double dischargeKw, Clipping clipping) {
        /// {@return what it supplies (kW), negative: draws}
        public double supplyKw() {
            return dischargeKw - chargeKw;
        }
    }

    /// Which limit cut the response.
    public enum Clipping {
        /// None: the battery does what the rule asks.
        NONE,
        /// The rule asks for a flow below 0 or above the battery's power.
        AT_POWER_LIMIT,
        /// The battery is full or empty.
        AT_ENERGY_LIMIT
    }

    /// {@return `T`, the number of intervals}
    public int intervals() {
        return chargeKw.length();
    }

    /// {@return `D[t,j] − Γ[t,j]` (kW per unit of ξ)}
    public double supplyGainKw(int t, int j) {
        return dischargeGain.gainKw(t, j) - chargeGain.gainKw(t, j);
    }

    /// {@return what the battery does as planned, where every residual is 0}
    public Action planned(int t) {
        return netted(chargeKw.get(t), dischargeKw.get(t));
    }

    /// {@return what the planned flow supplies above `d − c` (kW), non-negative}
    public double spareKw(int t) {
        return Math.max(0, planned(t).supplyKw() - (dischargeKw.get(t) - chargeKw.get(t)));
    }

    private Action netted(double asksCharge, double asksDischarge) {
        double cut = Math.max(Math.abs(Math.clamp(asksCharge, 0, battery.chargeMaxKw()) - asksCharge),
                Math.abs(Math.clamp(asksDischarge, 0, battery.dischargeMaxKw()) - asksDischarge));
        return new Action(battery.netChargeKw(asksCharge, asksDischarge),
                battery.netDischargeKw(asksCharge, asksDischarge),
                cut > LEAST_KW ? Clipping.AT_POWER_LIMIT : Clipping.NONE);
    }

    /// Applies the rule: clipped to the power limits, netted, and stopped at the energy limits.
    ///
    /// @param t the interval, counted from 0
    /// @param xi `ξ[0] … ξ[t]` at least; later values are not read
    /// @param energyKwh in the battery when the interval begins (kWh)
    /// @param stepHours `Δt` (h), positive
    /// @throws IllegalArgumentException if `t` is out of range or `xi` too short
    public Action respond(int t, Profile xi, double energyKwh, double stepHours) {
        if (!(0 <= t && t < intervals() && t < xi.length())) {
            throw new IllegalArgumentException(
                    "Interval %d needs a rule of at least %d intervals (it has %d) and as many residuals (there are %d)."
                            .formatted(t, t + 1, intervals(), xi.length()));
        }
        Action net = netted(chargeKw.get(t) + answer(chargeGain, t, xi),
                dischargeKw.get(t) + answer(dischargeGain, t, xi));
        double room = Math.max(0, battery.energyMaxKwh() - energyKwh)
                / (stepHours * battery.chargeEfficiency());
        double stored = Math.max(0, energyKwh - battery.energyMinKwh()) * battery.dischargeEfficiency()
                / stepHours;
        double beyond = Math.max(net.chargeKw - room, net.dischargeKw - stored);
        return new Action(Math.min(net.chargeKw, room), Math.min(net.dischargeKw, stored),
                beyond > LEAST_KW ? Clipping.AT_ENERGY_LIMIT : net.clipping);
    }

    private static double answer(CausalRecourse gain, int t, Profile xi) {
        double sum = 0;
        for (int j = 0; j <= t; j++) {
            sum += gain.gainKw(t, j) * xi.get(j);
        }
        return sum;
    }
}
