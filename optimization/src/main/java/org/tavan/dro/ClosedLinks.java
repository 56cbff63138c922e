package org.tavan.dro;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.tavan.market.PeerLink;
import org.tavan.problem.CommunityProblem;

/// What the links that are closed between parts could spare, at the prices of the parts.
///
/// With the balances priced at `π` the community's dual function is the sum of the parts' and of the links': a link spares at most
/// `Σ_t Δt max {(|π_i − π_j| − fee) e − γ e² : 0 ≤ e ≤ limit}`. So no plan of the community costs less than the bounds of the parts together, less
/// what the closed links could spare; where that is nothing, the parts' plans are the community's.
///
/// Source: Lagrangian duality, as in Geoffrion, "Lagrangean relaxation for integer programming", Math. Program. Study 2 (1974) 82–114.
final class ClosedLinks {
    /// A closed link and what it could spare (¢).
    private record Gain(int link, double cents) {}

    private final CommunityProblem problem;
    private final CommunityParts parts;
    private final double[][] price;
    private final List<Gain> gains;

    /// @param price of the balances, `[member][interval]` (¢/kWh); NaN where a part has no plan: no bound is known there
    ClosedLinks(CommunityProblem problem, CommunityParts parts, double[][] price) {
        this.problem = problem;
        this.parts = parts;
        this.price = price;
        gains = IntStream.range(0, problem.peerLinks().size())
                .filter(parts::isClosed)
                .mapToObj(link -> new Gain(link, cents(link)))
                .toList();
    }

    private double cents(int link) {
        return cents(problem.peerLinks().get(link), price[parts.first(link)], price[parts.second(link)],
                problem.stepHours());
    }

    /// {@return the most that a link could spare at the prices of its ends (¢)}
    ///
    /// @param here the price of the balance at one end, one value an interval (¢/kWh)
    static double cents(PeerLink link, double[] here, double[] there, double stepHours) {
        double sum = 0;
        for (int t = 0; t < here.length; t++) {
            sum += cents(Math.abs(here[t] - there[t]) - link.feeCentsPerKwh(), link);
        }
        return stepHours * sum;
    }

    /// {@return the most that a trade spares in an hour (¢)}
    ///
    /// @param gain of each kWh; NaN counts as without end
    private static double cents(double gain, PeerLink link) {
        if (Double.isNaN(gain)) {
            return Double.POSITIVE_INFINITY;
        }
        if (!(gain > 0)) {
            return 0;
        }
        double best = 2 * link.wearCents() * link.limitKw() > gain
                ? gain / (2 * link.wearCents())
                : link.limitKw();
        return (gain - link.wearCents() * best) * best;
    }

    /// {@return the most that all of them spare together (¢)}
    double cents() {
        return gains.stream().mapToDouble(Gain::cents).sum();
    }

    /// {@return the links to be opened so that what is left spares no more than a share: those that could spare most}
    List<Integer> beyond(double shareCents) {
        List<Gain> least = gains.stream()
                .sorted(Comparator.comparingDouble(Gain::cents).thenComparingInt(Gain::link))
                .toList();
        List<Integer> open = new ArrayList<>();
        double left = 0;
        for (Gain gain : least) {
            left += gain.cents;
            if (left > shareCents) {
                open.add(gain.link);
            }
        }
        return open;
    }
}
