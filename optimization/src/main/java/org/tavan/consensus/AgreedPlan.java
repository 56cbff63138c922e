package org.tavan.consensus;

import java.util.ArrayList;
import java.util.List;

import org.tavan.conic.Profile;
import org.tavan.plan.BindingLimit;
import org.tavan.plan.CommunityPlan;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;
import org.tavan.plan.MemberCosts;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.OfferPlan;
import org.tavan.plan.PeerFlow;
import org.tavan.market.DemandCharge;
import org.tavan.market.PeerLink;

/// Makes the community's plan of its members' settlements: what was an offer to each is the grid or a peer again.
final class AgreedPlan {
    private final CommunityProblem problem;
    private final List<MemberPlan> settled;
    private final double[] totalKw;
    private final double peakKw;

    /// @param settled per member; the first of its offers is the exchange, then come its links, then its own
    AgreedPlan(CommunityProblem problem, List<MemberPlan> settled) {
        this.problem = problem;
        this.settled = settled;
        totalKw = new double[problem.intervals()];
        double peak = 0;
        for (int t = 0; t < totalKw.length; t++) {
            for (MemberPlan plan : settled) {
                totalKw[t] += plan.offers().getFirst().netKw(t);
            }
            peak = Math.max(peak, totalKw[t]);
        }
        peakKw = peak;
    }

    /// {@return the plan}
    ///
    /// @param linksOf the links of each member, in the order of its offers
    CommunityPlan plan(List<List<PeerLink>> linksOf) {
        List<MemberPlan> plans = new ArrayList<>();
        double worst = 0;
        for (int n = 0; n < settled.size(); n++) {
            plans.add(memberPlan(problem.members().get(n), settled.get(n), linksOf.get(n)));
            worst = Math.max(worst, settled.get(n).worstCaseViolation());
        }
        return new CommunityPlan(plans, worst, peakKw, problem.demandCharge().cents(peakKw));
    }

    private MemberPlan memberPlan(Member member, MemberPlan plan, List<PeerLink> links) {
        OfferPlan exchange = plan.offers().getFirst();
        List<OfferPlan> trades = plan.offers().subList(1, links.size() + 1);
        List<OfferPlan> offers = plan.offers().subList(links.size() + 1, plan.offers().size());
        List<PeerFlow> peers = new ArrayList<>();
        for (int k = 0; k < links.size(); k++) {
            String first = links.get(k).firstId();
            peers.add(new PeerFlow(first.equals(member.id()) ? links.get(k).secondId() : first,
                    trades.get(k).takeKw(), trades.get(k).giveKw()));
        }
        MemberCosts costs = plan.costs();
        MemberCosts split = new MemberCosts(exchange.cents(), costs.plannedRealTimeCents(),
                costs.recourseCents(), costs.assetCents(),
                trades.stream().mapToDouble(OfferPlan::cents).sum(), costs.peakCents(), costs.surplusCents(),
                offers.stream().mapToDouble(OfferPlan::cents).sum());
        List<List<BindingLimit>> binding = new ArrayList<>();
        for (int t = 0; t < totalKw.length; t++) {
            binding.add(limits(member, plan, links, t));
        }
        return new MemberPlan(member.id(), exchange.takeKw(), exchange.giveKw(), plan.chargeKw(),
                plan.dischargeKw(), plan.energyKwh(), plan.flexibleKw(), plan.shiftedKwh(), peers,
                plan.recourse(),
                plan.plannedRealTimeKw(), plan.marginKw(), plan.worstCaseViolation(), plan.shadowPrices(),
                binding,
                split.totalCents(), plan.storages(), plan.flexibleLoads(), plan.curtailments(), split,
                offers);
    }

    private List<BindingLimit> limits(Member member, MemberPlan plan, List<PeerLink> links, int t) {
        List<BindingLimit> limits = new ArrayList<>(plan.binding().get(t));
        limits.remove(BindingLimit.PEER_LIMIT);
        double exchangeKw = plan.offers().getFirst().netKw(t);
        DemandCharge charge = problem.demandCharge();
        addIf(limits, BindingLimit.PEER_LIMIT, anyPeer(member, plan, links, t));
        addIf(limits, BindingLimit.GRID_IMPORT_LIMIT,
                BindingLimit.isAt(exchangeKw, member.grid().importMaxKw()));
        addIf(limits, BindingLimit.GRID_EXPORT_LIMIT,
                BindingLimit.isAt(-exchangeKw, member.grid().exportMaxKw()));
        addIf(limits, BindingLimit.CONNECTION_IMPORT_LIMIT,
                BindingLimit.isAt(totalKw[t], problem.connection().importMaxKw()));
        addIf(limits, BindingLimit.CONNECTION_EXPORT_LIMIT,
                BindingLimit.isAt(-totalKw[t], problem.connection().exportMaxKw()));
        addIf(limits, BindingLimit.PEAK, charge.centsPerKw() > 0
                && BindingLimit.isAt(totalKw[t], Math.max(peakKw, charge.reachedKw())));
        addIf(limits, BindingLimit.PEAK_LIMIT, BindingLimit.isAt(totalKw[t], charge.limitKw()));
        limits.sort(null);
        return limits;
    }

    private static boolean anyPeer(Member member, MemberPlan plan, List<PeerLink> links, int t) {
        boolean any = false;
        for (int k = 0; k < links.size(); k++) {
            any |= BindingLimit.isAt(Math.abs(plan.offers().get(k + 1).netKw(t)), links.get(k).limitKw());
        }
        for (int k = 0; k < member.offers().size(); k++) {
            double netKw = plan.offers().get(links.size() + 1 + k).netKw(t);
            any |= BindingLimit.isAt(netKw, member.offers().get(k).mostKw().get(t))
                    || BindingLimit.isAt(-netKw, -member.offers().get(k).leastKw().get(t));
        }
        return any;
    }

    private static void addIf(List<BindingLimit> limits, BindingLimit limit, boolean atIt) {
        if (atIt) {
            limits.add(limit);
        }
    }

    /// {@return what is taken from an offer on balance (kW), negative: given}
    static Profile netKw(OfferPlan plan) {
        double[] net = plan.takeKw().toArray();
        for (int t = 0; t < net.length; t++) {
            net[t] = plan.netKw(t);
        }
        return Profile.of(net);
    }
}
