package org.tavan.dro;

/// A requirement that a relaxed plan does not meet.
///
/// @param requirement what was required
/// @param memberId of whom
/// @param interval when, counted from 0; for requirements on the end, the last one
/// @param amount by how much it is missed (kW or kWh, see the requirement), positive
public record Slack(Requirement requirement, String memberId, int interval, double amount) {

    /// What can be relaxed.
    public enum Requirement {
        /// Supply covers demand in the interval with the promised probability (kW).
        BALANCE("balance", "kW"),
        /// The battery is within its limits, or filled as required at the end (kWh).
        BATTERY_ENERGY("battery energy", "kWh"),
        /// Shifted load is within its limit, or served by the end (kWh).
        SHIFTED_ENERGY("shifted energy", "kWh");

        private final String label;
        private final String unit;

        Requirement(String label, String unit) {
            this.label = label;
            this.unit = unit;
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

    /// {@return the slack in words, such as `balance of home-3 in interval 14`}
    public String name() {
        return "%s of %s in interval %d".formatted(requirement.label(), memberId, interval);
    }
}
