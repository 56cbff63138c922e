package org.tavan.settlement;

import java.util.OptionalDouble;

/// What one member pays (¢); negative: gets.
///
/// @param memberId whose
/// @param ownCents its own exchange with the grid, its rule, its devices, the fees of what it takes and half the wear of its links
/// @param peerCents what it pays its peers for energy; sums to 0 over the members
/// @param sharedCents its part of the charge on the community's peak, by what it imports while the peak lasts
/// @param transferCents what it adds so that nobody is worse off; sums to 0 over the members
/// @param aloneCents what it would pay alone; empty where it cannot keep its promise alone
public record MemberBill(String memberId, double ownCents, double peerCents, double sharedCents,
        double transferCents, OptionalDouble aloneCents) {
    /// The gap that plans are found with (relative): less is no difference.
    private static final double ACCURACY = 1e-6;

    /// {@return what it pays in all}
    public double totalCents() {
        return ownCents + peerCents + sharedCents + transferCents;
    }

    /// {@return what sharing saves it; empty where it cannot keep its promise alone}
    public OptionalDouble savedCents() {
        return aloneCents.isPresent()
                ? OptionalDouble.of(aloneCents.getAsDouble() - totalCents())
                : OptionalDouble.empty();
    }

    /// {@return whether it pays more than alone, beyond what plans are accurate to}
    public boolean isWorseOff() {
        return savedCents().isPresent() && savedCents().getAsDouble() < -accuracyCents();
    }

    /// {@return what the gap of a plan may make of a difference to being alone (¢)}
    double accuracyCents() {
        return ACCURACY * Math.max(1, Math.abs(aloneCents.orElse(0)));
    }

    MemberBill withTransferCents(double cents) {
        return new MemberBill(memberId, ownCents, peerCents, sharedCents, cents, aloneCents);
    }
}
