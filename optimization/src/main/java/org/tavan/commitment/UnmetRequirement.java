package org.tavan.commitment;

/// What a problem without a feasible plan lacks least of all.
///
/// @param requirement which one, and whether it is short or in excess
/// @param interval from 0, or `WHOLE_HORIZON`
/// @param amount by how much at least, in the requirement's own unit
public record UnmetRequirement(String requirement, int interval, double amount) {
    /// The interval of a requirement over all intervals.
    public static final int WHOLE_HORIZON = -1;

    @Override
    public String toString() {
        String when = interval == WHOLE_HORIZON ? "over the horizon" : "at interval " + interval;
        return "%s by %s %s".formatted(requirement, Math.rint(amount * 1e4) / 1e4, when);
    }
}
