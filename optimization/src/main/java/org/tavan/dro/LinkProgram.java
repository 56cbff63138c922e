package org.tavan.dro;

import java.util.Arrays;

import org.tavan.conic.Solution;
import org.tavan.dro.RoundProgram.Bound;
import org.tavan.market.PeerLink;
import org.tavan.market.PeerTrade;

/// The trade over one link: what each end takes. One pair of variables holds reciprocity, (7). What is committed is a constant.
final class LinkProgram {
    private final PeerLink link;
    private final int[] firstTakes;
    private final int[] secondTakes;

    LinkProgram(RoundProgram round, PeerLink link, int intervals, double stepHours) {
        this.link = link;
        firstTakes = new int[intervals];
        secondTakes = new int[intervals];
        Arrays.fill(firstTakes, CommunityProgram.NONE);
        Arrays.fill(secondTakes, CommunityProgram.NONE);
        if (link.committed() != null) {
            return;
        }
        String owner = "link %s – %s".formatted(link.firstId(), link.secondId());
        double cents = stepHours * link.feeCentsPerKwh();
        for (int t = 0; t < intervals; t++) {
            Bound limit = new Bound(link.limitKw(), new Limit("limitKw", owner, t), false);
            firstTakes[t] = round.upTo(cents, limit);
            secondTakes[t] = round.upTo(cents, limit);
            round.builder.addQuadraticCost(firstTakes[t], stepHours * link.wearCents());
            round.builder.addQuadraticCost(secondTakes[t], stepHours * link.wearCents());
        }
    }

    /// Adds `coefficient ·` what the first end gets to a row.
    void addTo(RowBuilder row, int t, double coefficient) {
        row.add(firstTakes[t], coefficient).add(secondTakes[t], -coefficient);
    }

    /// {@return what the first end gets by what is committed (kW)}
    double committedKw(int t) {
        PeerTrade committed = link.committed();
        return committed == null ? 0 : committed.firstTakesKw().get(t) - committed.secondTakesKw().get(t);
    }

    LinkDraft read(Solution solution, int first, int second) {
        LinkDraft draft = new LinkDraft(link, first, second, firstTakes.length);
        for (int t = 0; t < firstTakes.length; t++) {
            if (link.committed() != null) {
                draft.firstTakesKw[t] = link.committed().firstTakesKw().get(t);
                draft.secondTakesKw[t] = link.committed().secondTakesKw().get(t);
            } else {
                double net = Math.clamp(
                        solution.value(firstTakes[t]) - solution.value(secondTakes[t]), -link.limitKw(),
                        link.limitKw());
                draft.firstTakesKw[t] = Math.max(0, net);
                draft.secondTakesKw[t] = Math.max(0, -net);
            }
        }
        return draft;
    }

    /// {@return what is committed costs both ends together (¢)}
    double committedCents(double stepHours) {
        PeerTrade committed = link.committed();
        double sum = 0;
        for (int t = 0; t < firstTakes.length && committed != null; t++) {
            double first = committed.firstTakesKw().get(t);
            double second = committed.secondTakesKw().get(t);
            sum += stepHours * (link.feeCentsPerKwh() * (first + second)
                    + link.wearCents() * (first * first + second * second));
        }
        return sum;
    }
}
