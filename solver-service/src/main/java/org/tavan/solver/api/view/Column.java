package org.tavan.solver.api.view;

/// What is kept per member and settlement interval: mean power over the interval (kW), or energy at its end (kWh), as the name says.
public enum Column {
    /// Measured or estimated inflexible consumption.
    LOAD_KW(Needs.NOTHING),
    /// Measured or estimated PV generation.
    PV_KW(Needs.NOTHING),
    /// 1 measured, 0 estimated; a sum counts the measured members.
    MEASURED(Needs.NOTHING),
    /// Load minus PV as forecast at the gate closure of the day before.
    GATE_FORECAST_KW(Needs.NOTHING),
    /// Load minus PV as forecast most recently before the interval.
    NEWEST_FORECAST_KW(Needs.NOTHING),
    /// Lower end of the support box: gate forecast plus the lowest residual that the distribution then known allows for.
    SUPPORT_LOW_KW(Needs.NOTHING),
    /// Upper end of the support box.
    SUPPORT_HIGH_KW(Needs.NOTHING),
    /// Planned supply: what load minus PV may be without any real-time exchange.
    SUPPLY_KW(Needs.NOTHING),
    /// Day-ahead import `p⁺`.
    PLAN_IMPORT_KW(Needs.NOTHING),
    /// Day-ahead export `p⁻`.
    PLAN_EXPORT_KW(Needs.NOTHING),
    /// Taken from peers minus given to them; sums to zero over a community.
    PLAN_PEER_KW(Needs.NOTHING),
    /// Planned charging.
    PLAN_CHARGE_KW(Needs.BATTERY),
    /// Planned discharging.
    PLAN_DISCHARGE_KW(Needs.BATTERY),
    /// Planned energy in the battery at the end of the interval.
    PLAN_ENERGY_KWH(Needs.BATTERY),
    /// Planned flexible load.
    PLAN_FLEXIBLE_KW(Needs.FLEXIBLE_LOAD),
    /// Reported charging.
    CHARGE_KW(Needs.BATTERY),
    /// Reported discharging.
    DISCHARGE_KW(Needs.BATTERY),
    /// Reported energy in the battery at the end of the interval.
    ENERGY_KWH(Needs.BATTERY),
    /// Reported flexible load.
    FLEXIBLE_KW(Needs.FLEXIBLE_LOAD),
    /// Recourse: real-time import `q⁺`.
    REAL_TIME_IMPORT_KW(Needs.NOTHING),
    /// Recourse: real-time export `q⁻`.
    REAL_TIME_EXPORT_KW(Needs.NOTHING),
    /// Demand above supply that was left.
    SHORTAGE_KW(Needs.NOTHING);

    private final Needs needs;

    Column(Needs needs) {
        this.needs = needs;
    }

    /// Place in arrays with one value per column; nothing outside this process depends on it.
    @SuppressWarnings("EnumOrdinal")
    int index() {
        return ordinal();
    }

    /// What a member must have for the column to mean anything.
    Needs needs() {
        return needs;
    }

    /// Equipment of a member.
    enum Needs {
        /// Every member has it.
        NOTHING,
        /// Members with a battery only.
        BATTERY,
        /// Members with flexible load only.
        FLEXIBLE_LOAD
    }
}
