package org.tavan.dro;

import org.tavan.conic.Profile;
import org.tavan.market.PeerLink;
import org.tavan.plan.PeerFlow;

/// The trade over one link in a plan.
final class LinkDraft {
    final PeerLink link;
    /// Index of the member at each end.
    final int first;
    final int second;
    final double[] firstTakesKw;
    final double[] secondTakesKw;

    LinkDraft(PeerLink link, int first, int second, int intervals) {
        this.link = link;
        this.first = first;
        this.second = second;
        firstTakesKw = new double[intervals];
        secondTakesKw = new double[intervals];
    }

    /// {@return what a member gets over it (kW), negative: gives}
    double supplyKw(int member, int t) {
        double net = firstTakesKw[t] - secondTakesKw[t];
        return first == member ? net : second == member ? -net : 0;
    }

    /// {@return the part of its cost that one end bears (¢): the fee of what it takes, and half the wear}
    double cents(int member, double stepHours) {
        return first == member
                ? cents(firstTakesKw, secondTakesKw, stepHours)
                : cents(secondTakesKw, firstTakesKw, stepHours);
    }

    private double cents(double[] takesKw, double[] givesKw, double stepHours) {
        double sum = 0;
        for (int t = 0; t < takesKw.length; t++) {
            sum += stepHours * (link.feeCentsPerKwh() * takesKw[t]
                    + 0.5 * link.wearCents() * (takesKw[t] * takesKw[t] + givesKw[t] * givesKw[t]));
        }
        return sum;
    }

    /// {@return the trade as one end sees it}
    PeerFlow flow(int member) {
        Profile firstKw = Profile.of(firstTakesKw);
        Profile secondKw = Profile.of(secondTakesKw);
        return first == member
                ? new PeerFlow(link.secondId(), firstKw, secondKw)
                : new PeerFlow(link.firstId(), secondKw, firstKw);
    }

    boolean atLimit(int t) {
        return Limits.at(Math.max(firstTakesKw[t], secondTakesKw[t]), link.limitKw());
    }
}
