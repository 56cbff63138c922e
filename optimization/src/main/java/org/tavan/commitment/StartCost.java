package org.tavan.commitment;

/// What a start costs: hot up to `coldAfterHours` hours off, cold after more.
///
/// @param hotCents ¢ per hot start, non-negative
/// @param coldCents ¢ per cold start, at least `hotCents`
/// @param coldAfterHours hours off up to which a start is hot, non-negative (Kazarlis: minimum down plus cold hours)
public record StartCost(double hotCents, double coldCents, int coldAfterHours) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if a value is out of range
    public StartCost {
        Requirement.nonNegative("A start cost", "hotCents", hotCents);
        Requirement.nonNegative("A start cost", "coldCents", coldCents);
        Requirement.atMost("A start cost", "hotCents", hotCents, "coldCents", coldCents);
        Requirement.nonNegative("A start cost", "coldAfterHours", coldAfterHours);
    }

    /// {@return a cost that does not depend on how long the unit was off}
    public static StartCost flat(double cents) {
        return new StartCost(cents, cents, 0);
    }

    /// {@return the cost of a start after so many hours off (¢)}
    public double cents(double hoursOff) {
        return hoursOff > coldAfterHours ? coldCents : hotCents;
    }
}
