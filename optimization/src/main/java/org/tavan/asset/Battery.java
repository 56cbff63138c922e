package org.tavan.asset;

/// A stationary battery at one member's AC bus.
///
/// Charging and discharging are two non-negative powers, never one signed number.
///
/// @param energyMinKwh lower energy limit (kWh)
/// @param energyMaxKwh upper energy limit (kWh)
/// @param energyFinalMinKwh least energy at the end of the planned day (kWh), within the limits
/// @param chargeMaxKw largest charging power (kW), non-negative
/// @param dischargeMaxKw largest discharging power (kW), non-negative
/// @param chargeEfficiency `η_c`, in (0, 1]
/// @param dischargeEfficiency `η_d`, in (0, 1]
/// @param wearCents `γ^b`: quadratic wear cost, on charge and on discharge (¢ per kW² and hour), non-negative
/// @param terminalCentsPerKwh what a kWh left at the end above the required level is worth (¢/kWh), non-negative
public record Battery(double energyMinKwh, double energyMaxKwh, double energyFinalMinKwh, double chargeMaxKw,
        double dischargeMaxKw, double chargeEfficiency, double dischargeEfficiency, double wearCents,
        double terminalCentsPerKwh) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if a value is negative, not finite or out of order
    public Battery {
        Requirement.nonNegative("energyMinKwh", energyMinKwh);
        Requirement.nonNegative("energyMaxKwh", energyMaxKwh);
        if (!(energyMinKwh <= energyMaxKwh)) {
            throw new IllegalArgumentException("""
                    The energyMinKwh (%s) must not exceed the energyMaxKwh (%s).
                    Maybe the limits are swapped, or one is in Wh.""".formatted(energyMinKwh, energyMaxKwh));
        }
        if (!(energyMinKwh <= energyFinalMinKwh && energyFinalMinKwh <= energyMaxKwh)) {
            throw new IllegalArgumentException("""
                    The energyFinalMinKwh (%s) must lie in [energyMinKwh (%s), energyMaxKwh (%s)].
                    Maybe it is a fraction.""".formatted(energyFinalMinKwh, energyMinKwh, energyMaxKwh));
        }
        Requirement.nonNegative("chargeMaxKw", chargeMaxKw);
        Requirement.nonNegative("dischargeMaxKw", dischargeMaxKw);
        Requirement.efficiency("chargeEfficiency", chargeEfficiency);
        Requirement.efficiency("dischargeEfficiency", dischargeEfficiency);
        Requirement.nonNegative("wearCents", wearCents);
        Requirement.nonNegative("terminalCentsPerKwh", terminalCentsPerKwh);
    }

    /// A battery whose energy is worth nothing beyond the required level.
    public Battery(double energyMinKwh, double energyMaxKwh, double energyFinalMinKwh, double chargeMaxKw,
            double dischargeMaxKw, double chargeEfficiency, double dischargeEfficiency, double wearCents) {
        this(energyMinKwh, energyMaxKwh, energyFinalMinKwh, chargeMaxKw, dischargeMaxKw, chargeEfficiency,
                dischargeEfficiency, wearCents, 0);
    }

    /// {@return the same battery whose energy at the end is worth something}
    ///
    /// @param cents ¢/kWh, non-negative
    public Battery withTerminalCentsPerKwh(double cents) {
        return new Battery(energyMinKwh, energyMaxKwh, energyFinalMinKwh, chargeMaxKw, dischargeMaxKw,
                chargeEfficiency, dischargeEfficiency, wearCents, cents);
    }

    /// Energy at the end of one interval, `E[t+1] = E[t] + Δt (η_c c - d / η_d)`.
    ///
    /// Source: the paper, eq. (6). Departs from it: (6) has one η for both directions, no Δt, and the sign of a supply.
    ///
    /// @param energyKwh `E[t]` (kWh)
    /// @param chargeKw `c`, mean over the interval (kW), non-negative
    /// @param dischargeKw `d`, mean over the interval (kW), non-negative
    /// @param stepHours `Δt` (h), positive
    /// @return `E[t+1]` (kWh), not clipped, so that a limit violation stays visible
    public double energyAfterKwh(double energyKwh, double chargeKw, double dischargeKw, double stepHours) {
        return energyKwh + stepHours * (chargeEfficiency * chargeKw - dischargeKw / dischargeEfficiency);
    }

    /// {@return what one flow with the same change of energy charges, `(c − d / (η_c η_d))⁺` (kW)}
    ///
    /// @param chargeKw `c` (kW), cut to the limits
    /// @param dischargeKw `d` (kW), cut to the limits
    public double netChargeKw(double chargeKw, double dischargeKw) {
        return Math.max(0, Math.clamp(chargeKw, 0, chargeMaxKw)
                - Math.clamp(dischargeKw, 0, dischargeMaxKw) / (chargeEfficiency * dischargeEfficiency));
    }

    /// {@return what one flow with the same change of energy discharges, `(d − c η_c η_d)⁺` (kW)}
    ///
    /// @param chargeKw `c` (kW), cut to the limits
    /// @param dischargeKw `d` (kW), cut to the limits
    public double netDischargeKw(double chargeKw, double dischargeKw) {
        return Math.max(0, Math.clamp(dischargeKw, 0, dischargeMaxKw)
                - Math.clamp(chargeKw, 0, chargeMaxKw) * chargeEfficiency * dischargeEfficiency);
    }
}
