package org.tavan.plan;

import org.tavan.problem.BatteryState;
import org.tavan.problem.FlexibleDemand;

/// A requirement that a relaxed plan does not meet.
///
/// @param requirement what was required
/// @param memberId of whom; `CommunityPlan.COMMUNITY` for the peak of all
/// @param device which of its devices; empty where it is about none
/// @param interval when, counted from 0; for requirements on the end, the last one
/// @param amount by how much it is missed (kW or kWh, see the requirement), positive
public record Slack(Requirement requirement, String memberId, String device, int interval, double amount) {

    /// What can be relaxed.
    public enum Requirement {
        /// Supply covers demand in the interval with the promised probability (kW).
        BALANCE("balance", "kW", ""),
        /// The battery or vehicle is within its limits, or filled as required at the end (kWh).
        BATTERY_ENERGY("battery energy", "kWh", BatteryState.DEFAULT_ID),
        /// Shifted load is within its limit, or served by the end (kWh).
        SHIFTED_ENERGY("shifted energy", "kWh", FlexibleDemand.DEFAULT_ID),
        /// A flexible load takes what is due within a window, and no more than it may (kWh).
        WINDOW_ENERGY("window energy", "kWh", FlexibleDemand.DEFAULT_ID),
        /// The planned import is within the limit of the demand charge (kW).
        PEAK("peak import", "kW", "");

        private final String label;
        private final String unit;
        private final String usualDevice;

        Requirement(String label, String unit, String usualDevice) {
            this.label = label;
            this.unit = unit;
            this.usualDevice = usualDevice;
        }

        /// {@return the name for people}
        public String label() {
            return label;
        }

        /// {@return the unit of the amount}
        public String unit() {
            return unit;
        }
    }

    /// {@return the slack in words, such as `balance of home-3 in interval 14` or `battery energy of car of home-3 in interval 7`}
    public String name() {
        String what = device.equals(requirement.usualDevice)
                ? requirement.label()
                : "%s of %s".formatted(requirement.label(), device);
        return "%s of %s in interval %d".formatted(what, memberId, interval);
    }
}
