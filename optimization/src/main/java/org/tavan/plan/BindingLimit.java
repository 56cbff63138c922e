package org.tavan.plan;

/// A limit that a plan meets in an interval.
public enum BindingLimit {
    /// The battery is full at the end of the interval.
    BATTERY_FULL("battery-full"),
    /// The battery is at its lower limit at the end of the interval.
    BATTERY_EMPTY("battery-empty"),
    /// Charging at full power.
    CHARGE_LIMIT("charge-limit"),
    /// Discharging at full power.
    DISCHARGE_LIMIT("discharge-limit"),
    /// Day-ahead import at the member's limit.
    GRID_IMPORT_LIMIT("grid-import-limit"),
    /// Day-ahead export at the member's limit.
    GRID_EXPORT_LIMIT("grid-export-limit"),
    /// Day-ahead import at the limit of the community's connection.
    CONNECTION_IMPORT_LIMIT("connection-import-limit"),
    /// Day-ahead export at the limit of the community's connection.
    CONNECTION_EXPORT_LIMIT("connection-export-limit"),
    /// The rule may reach the real-time limit within the support.
    REAL_TIME_LIMIT("real-time-limit"),
    /// The margin is exactly what the promise needs.
    CHANCE_CONSTRAINT("chance-constraint"),
    /// A trade at the limit of its link or offer.
    PEER_LIMIT("peer-limit"),
    /// Flexible load at full power.
    FLEXIBLE_MAX("flexible-max"),
    /// Shifted energy at its limit at the end of the interval.
    SHIFT_LIMIT("shift-limit"),
    /// The battery is at its reserve for outages at the end of the interval.
    BATTERY_RESERVE("battery-reserve"),
    /// The energy of a flexible load is at a limit of a window that ends with the interval.
    WINDOW_LIMIT("window-limit"),
    /// Everything that may be curtailed is.
    CURTAILMENT_LIMIT("curtailment-limit"),
    /// Planned import at the highest so far, which the demand charge is paid for.
    PEAK("peak"),
    /// Planned import at the limit of the demand charge.
    PEAK_LIMIT("peak-limit");

    /// How near to a limit counts as at it (kW, kWh).
    public static final double AT_LIMIT = 1e-5;

    private final String label;

    BindingLimit(String label) {
        this.label = label;
    }

    /// {@return the name on the wire}
    public String label() {
        return label;
    }

    /// {@return whether a value counts as being at its upper limit; a limit of 0 is a missing device, not a limit at work}
    public static boolean isAt(double value, double limit) {
        return limit > AT_LIMIT && value >= limit - AT_LIMIT;
    }
}
