package org.tavan.dro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Takes out of trades what runs in circles: energy that comes back to where it came from.
///
/// A circle changes nobody's supply, and less of it lowers fees and wear, which are not negative whatever the prices are. So this is free, and
/// where circles cost nothing, which is where a solver may leave some, it is what makes the plan the sensible one. Committed trades stay.
final class TradeCircles {
    private static final int UNSEEN = 0;
    private static final int OPEN = 1;
    private static final int DONE = 2;

    private final List<List<LinkDraft>> linksOf;
    private final int t;
    private final int[] state;
    private final List<LinkDraft> path = new ArrayList<>();

    private TradeCircles(List<List<LinkDraft>> linksOf, int t) {
        this.linksOf = linksOf;
        this.t = t;
        state = new int[linksOf.size()];
    }

    /// @param linksOf per member
    static void cut(List<List<LinkDraft>> linksOf, int intervals) {
        for (int t = 0; t < intervals; t++) {
            new TradeCircles(linksOf, t).cut();
        }
    }

    /// Each circle found takes at least one trade away, so this ends.
    private void cut() {
        int next = 0;
        while (next < state.length) {
            if (state[next] == UNSEEN && closesCircle(next)) {
                Arrays.fill(state, UNSEEN);
                path.clear();
                next = 0;
            } else {
                next++;
            }
        }
    }

    /// Follows what a member gives. {@return whether a circle was found, and taken out}
    private boolean closesCircle(int member) {
        state[member] = OPEN;
        for (LinkDraft link : linksOf.get(member)) {
            if (link.link.committed() == null && link.supplyKw(member, t) < 0) {
                int taker = link.first == member ? link.second : link.first;
                path.add(link);
                if (state[taker] == OPEN) {
                    takeOut(taker);
                    return true;
                }
                if (state[taker] == UNSEEN && closesCircle(taker)) {
                    return true;
                }
                path.removeLast();
            }
        }
        state[member] = DONE;
        return false;
    }

    /// The circle is the end of the path, back to where the last link leads to.
    private void takeOut(int to) {
        int from = path.size() - 1;
        while (giver(path.get(from)) != to) {
            from--;
        }
        List<LinkDraft> circle = path.subList(from, path.size());
        double least = Double.POSITIVE_INFINITY;
        for (LinkDraft link : circle) {
            least = Math.min(least, Math.max(link.firstTakesKw[t], link.secondTakesKw[t]));
        }
        for (LinkDraft link : circle) {
            double[] taken = link.firstTakesKw[t] > 0 ? link.firstTakesKw : link.secondTakesKw;
            taken[t] -= least;
        }
    }

    private int giver(LinkDraft link) {
        return link.firstTakesKw[t] > 0 ? link.second : link.first;
    }
}
