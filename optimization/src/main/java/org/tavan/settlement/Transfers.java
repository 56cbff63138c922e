package org.tavan.settlement;

import java.util.List;
import java.util.OptionalDouble;

import org.tavan.settlement.Settlement.Fairness;

/// Leaves nobody worse off than alone, at no cost: those who gain pay those who lose just what they lose, each in proportion to its gain.
///
/// With `g` = cost alone − bill, losers get `−g` and gainers pay `g · D/G`, where `D` and `G` are the sums of losses and gains. So transfers sum
/// to 0, and since `G − D` is what the community saves, `D ≤ G` and nobody who pays falls below 0 whenever the community is cheaper than its
/// members alone: the bills then are in the core as far as single members go. A member that could not be alone has a gain
/// without measure: it pays what the gains of the others do not cover, in equal parts if there are several.
final class Transfers {
    private Transfers() {}

    static Settlement settle(List<MemberBill> bills) {
        double losses = 0;
        double gains = 0;
        int dependent = 0;
        for (MemberBill bill : bills) {
            OptionalDouble saved = bill.savedCents();
            if (saved.isEmpty()) {
                dependent++;
            } else {
                losses += Math.max(0, -saved.getAsDouble());
                gains += Math.max(0, saved.getAsDouble());
            }
        }
        if (bills.stream().noneMatch(MemberBill::isWorseOff)) {
            return new Settlement(bills, Fairness.BY_PRICES);
        }
        if (losses > gains + accuracyCents(bills) && dependent == 0) {
            return new Settlement(bills, Fairness.NOT_POSSIBLE);
        }
        double ofGain = gains > 0 ? Math.min(1, losses / gains) : 0;
        double ofLoss = dependent > 0 ? 1 : Math.min(1, gains / losses);
        double ofDependent = dependent > 0 ? Math.max(0, losses - gains) / dependent : 0;
        return new Settlement(bills.stream()
                .map(bill -> bill.withTransferCents(transferCents(bill, ofGain, ofLoss, ofDependent)))
                .toList(), Fairness.BY_TRANSFERS);
    }

    private static double transferCents(MemberBill bill, double ofGain, double ofLoss,
            double ofDependent) {
        OptionalDouble saved = bill.savedCents();
        if (saved.isEmpty()) {
            return ofDependent;
        }
        double cents = saved.getAsDouble();
        return cents < 0 ? ofLoss * cents : ofGain * cents;
    }

    /// What the gaps of the plans may add up to.
    private static double accuracyCents(List<MemberBill> bills) {
        return bills.stream().mapToDouble(MemberBill::accuracyCents).sum();
    }
}
