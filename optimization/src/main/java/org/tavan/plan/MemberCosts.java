package org.tavan.plan;

/// What a member's plan costs, by cause (¢). Trades themselves are priced at nothing: what one pays the other gets.
///
/// @param dayAheadCents day-ahead exchange with the grid
/// @param plannedRealTimeCents real-time exchange planned ahead
/// @param recourseCents worst-case expected cost of the rule
/// @param assetCents wear, discomfort, curtailing, less the value of what is left in storages
/// @param tradeCents fees of what it takes, and half the wear of its links
/// @param peakCents charge on the peak of its own import
/// @param surplusCents what it costs to be rid of planned surplus
/// @param offerCents trade with those outside the problem
public record MemberCosts(double dayAheadCents, double plannedRealTimeCents, double recourseCents,
        double assetCents, double tradeCents, double peakCents, double surplusCents, double offerCents) {

    /// {@return the sum}
    public double totalCents() {
        return recourseCents + dayAheadCents + plannedRealTimeCents + assetCents + tradeCents + peakCents
                + surplusCents + offerCents;
    }
}
