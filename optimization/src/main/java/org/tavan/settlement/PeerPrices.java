package org.tavan.settlement;

import java.util.HashMap;
import java.util.Map;

import org.tavan.conic.Profile;
import org.tavan.plan.CommunityPlan;
import org.tavan.problem.CommunityProblem;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PeerFlow;
import org.tavan.market.PeerLink;

/// The price of trades (¢/kWh), the same for both ends, so that what one pays the other gets.
final class PeerPrices {
    private record Pair(String one, String other) {
        static Pair of(String a, String b) {
            return a.compareTo(b) < 0 ? new Pair(a, b) : new Pair(b, a);
        }
    }

    private final PeerPriceRule rule;
    private final CommunityProblem problem;
    private final Map<String, Profile> balanceCents = new HashMap<>();
    private final Map<Pair, Double> feeCents = new HashMap<>();
    private final double[] uniformCents;

    PeerPrices(PeerPriceRule rule, CommunityProblem problem, CommunityPlan plan) {
        this.rule = rule;
        this.problem = problem;
        for (MemberPlan member : plan.members()) {
            balanceCents.put(member.memberId(), member.shadowPrices().balance());
        }
        for (PeerLink link : problem.peerLinks()) {
            feeCents.putIfAbsent(Pair.of(link.firstId(), link.secondId()), link.feeCentsPerKwh());
        }
        uniformCents = new double[problem.intervals()];
        for (int t = 0; t < uniformCents.length; t++) {
            uniformCents[t] = uniformCents(plan, t);
        }
    }

    private static double uniformCents(CommunityPlan plan, int t) {
        double weighted = 0;
        double weights = 0;
        double plain = 0;
        for (MemberPlan member : plan.members()) {
            double traded = 0;
            for (PeerFlow flow : member.peers()) {
                traded += flow.takeKw().get(t) + flow.giveKw().get(t);
            }
            weighted += traded * member.shadowPrices().balance().get(t);
            weights += traded;
            plain += member.shadowPrices().balance().get(t) / plan.members().size();
        }
        return weights > 0 ? weighted / weights : plain;
    }

    /// {@return the price of what two members trade in an interval}
    double cents(String a, String b, int t) {
        return switch (rule) {
            case MID_MARKET -> 0.5 * (problem.prices().realTimeBuyCentsPerKwh().get(t)
                    + problem.prices().realTimeSellCentsPerKwh().get(t));
            case SHADOW_PRICES ->
                0.5 * (balance(a, t) + balance(b, t) - feeCents.getOrDefault(Pair.of(a, b), 0.0));
            case UNIFORM -> uniformCents[t];
        };
    }

    private double balance(String id, int t) {
        Profile cents = balanceCents.get(id);
        if (cents == null) {
            throw new IllegalArgumentException("There is no member %s in the plan.".formatted(id));
        }
        return cents.get(t);
    }

    /// {@return what a member pays its peers (¢), negative: gets}
    double paymentCents(MemberPlan member) {
        double sum = 0;
        for (PeerFlow flow : member.peers()) {
            for (int t = 0; t < uniformCents.length; t++) {
                double takenKw = flow.takeKw().get(t) - flow.giveKw().get(t);
                sum += problem.stepHours() * takenKw * cents(member.memberId(), flow.peerId(), t);
            }
        }
        return sum;
    }
}
