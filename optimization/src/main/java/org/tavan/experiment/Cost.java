package org.tavan.experiment;

/// What a day costs a community (¢), (19) with the realised real-time cost.
///
/// Departs from (19): what rule and plan leave short or over is settled as well, at the real-time price; the paper leaves it unpaid.
///
/// @param dayAhead exchange bought and sold day-ahead
/// @param peerFees fees and wear of trades
/// @param wear of batteries
/// @param discomfort of shifted load
/// @param recourse `φ(Qξ)` at the settled prices
/// @param settlement of what was missing or left over
/// @param peak demand charge on what the day adds to the month's highest import
public record Cost(double dayAhead, double peerFees, double wear, double discomfort, double recourse,
        double settlement, double peak) {
    /// Nothing.
    public static final Cost ZERO = new Cost(0, 0, 0, 0, 0, 0, 0);

    /// {@return the sum}
    public double total() {
        return dayAhead + peerFees + wear + discomfort + recourse + settlement + peak;
    }

    /// {@return both together}
    public Cost plus(Cost other) {
        return new Cost(dayAhead + other.dayAhead, peerFees + other.peerFees, wear + other.wear,
                discomfort + other.discomfort, recourse + other.recourse, settlement + other.settlement,
                peak + other.peak);
    }
}
