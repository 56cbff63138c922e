package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.tavan.asset.GridLimits;
import org.tavan.conic.Profile;
import org.tavan.plan.BindingLimit;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.OfferPlan;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;
import org.tavan.problem.Offer;
import org.tavan.problem.RecourseRule;

class OfferTest {
    private static final GridLimits GRID = new GridLimits(100, 100);

    private static Profile flat(double value) {
        return TestPlans.constant(2, value);
    }

    private static CommunityProblem problem(Offer offer) {
        return TestPlans.problem(TestPlans.flatPrices(2, 10, 20, 5),
                List.of(TestPlans.home("home", 2, 6, GRID, null, null).withOffers(List.of(offer))), List.of(),
                0);
    }

    @Test
    void asMuchIsTakenAsItsPriceAndWearAreWorth() {
        Offer offer = new Offer("neighbour", flat(-5), flat(5), flat(7), 1, 0.5);

        PlanOutcome.Planned planned = TestPlans.plan(problem(offer));

        // 7 + 1 + 2 · 0.5 x = 10
        OfferPlan plan = planned.plan().members().getFirst().offers().getFirst();
        assertEquals(2, plan.takeKw().get(0), 1e-6);
        assertEquals(0, plan.giveKw().get(0));
        assertEquals(2 * (7 * 2 + 2 + 0.5 * 4), plan.cents(), 1e-5);
        assertEquals(plan.cents(), planned.plan().members().getFirst().costs().offerCents(), 1e-12);
        assertEquals(PlanStatus.OPTIMAL, planned.status());
        assertTrue(planned.statistics().gap() < 1e-6);
    }

    @Test
    void whatIsPaidBetterThanByTheGridIsGivenUpToTheLimit() {
        Offer offer = new Offer("neighbour", flat(-5), flat(5), flat(13), 100, 0);

        MemberPlan member = TestPlans.plan(problem(offer)).plan().members().getFirst();

        assertEquals(5, member.offers().getFirst().giveKw().get(1), 1e-6);
        assertTrue(member.binding().get(1).contains(BindingLimit.PEER_LIMIT));
        assertEquals(member.costCents(), member.costs().totalCents(), 1e-12);
    }

    @Test
    void aTargetDrawsAsHardAsItIsStiff() {
        Offer offer = new Offer("neighbour", flat(Double.NEGATIVE_INFINITY), flat(Double.POSITIVE_INFINITY),
                flat(10), 0, 0.5, flat(-3), 2);

        PlanOutcome.Planned planned = TestPlans.plan(problem(offer));

        // 2 · 0.5 x + 2 (x + 3) = 0
        assertEquals(-2, planned.plan().members().getFirst().offers().getFirst().netKw(0), 1e-6);
        assertEquals(planned.statistics().objectiveCents(), planned.statistics().boundCents(), 1e-5);
    }

    @Test
    void anOfferAtTheGridPriceMakesTwoOutsidePeersOneMember() {
        CommunityProblem peers = SharedCommunity.read("dro-community-1.json", 0.05, 0.005,
                RecourseRule.DIAGONAL);
        Member home = peers.members().getFirst();
        List<Offer> offers = peers.peerLinks()
                .stream()
                .map(link -> new Offer(link.secondId(), limit(peers, -link.limitKw()),
                        limit(peers, link.limitKw()),
                        peers.prices().dayAheadCentsPerKwh(), link.feeCentsPerKwh(), link.wearCents()))
                .toList();

        double optimum = TestPlans.plan(peers).statistics().objectiveCents();
        double offered = TestPlans.plan(peers.alone(home.withOffers(offers))).statistics().objectiveCents();

        assertEquals(optimum, offered, 1e-5 * Math.abs(optimum));
    }

    private static Profile limit(CommunityProblem problem, double kw) {
        return TestPlans.constant(problem.intervals(), kw);
    }

    @Test
    void anOfferThatCrossesItselfIsRejected() {
        var crossed = assertThrows(IllegalArgumentException.class,
                () -> new Offer("neighbour", flat(3), flat(2), flat(1), 0, 0));
        var cheap = assertThrows(IllegalArgumentException.class,
                () -> new Offer("neighbour", flat(0), flat(2), flat(1), -1, 0));
        Offer offer = new Offer("neighbour", flat(0), flat(2), flat(1), 0, 0);
        Member home = TestPlans.home("home", 2, 6, GRID, null, null);
        var twice = assertThrows(IllegalArgumentException.class,
                () -> home.withOffers(List.of(offer, offer)));

        assertTrue(String.valueOf(crossed.getMessage())
                .startsWith("The leastKw of neighbour in interval 0 (3.0) must not exceed"));
        assertTrue(String.valueOf(cheap.getMessage()).startsWith("The feeCentsPerKwh of neighbour (-1.0)"));
        assertEquals("Member home: There are two offers neighbour.", twice.getMessage());
    }
}
