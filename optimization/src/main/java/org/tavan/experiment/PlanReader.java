package org.tavan.experiment;

import java.util.ArrayList;
import java.util.List;
import org.tavan.conic.Profile;
import org.tavan.plan.CommunityPlan;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PeerFlow;
import org.tavan.market.EnergyPrices;
import org.tavan.market.PeerLink;
import org.tavan.recourse.DiagonalRecourse;

/// Takes from a plan what will be dispatched, and what of its cost is certain.
final class PlanReader {
    private final ExperimentCommunity community;
    private final int intervals;

    PlanReader(ExperimentCommunity community, EnergyPrices prices) {
        this.community = community;
        this.intervals = prices.intervals();
    }

    /// @param withRule false: the rule is left out, because nothing was promised
    List<DayPlan.Member> members(CommunityPlan plan, boolean withRule) {
        List<DayPlan.Member> members = new ArrayList<>();
        for (int n = 0; n < community.participants().size(); n++) {
            members.add(member(community.participants().get(n), plan.members().get(n), withRule));
        }
        return members;
    }

    private DayPlan.Member member(Participant participant, MemberPlan plan, boolean withRule) {
        double[] peersKw = new double[intervals];
        double peerCents = 0;
        for (PeerFlow flow : plan.peers()) {
            PeerLink link = link(plan.memberId(), flow.peerId());
            for (int t = 0; t < intervals; t++) {
                double take = flow.takeKw().get(t);
                double give = flow.giveKw().get(t);
                peersKw[t] += take - give;
                peerCents += link.feeCentsPerKwh() * take + 0.5 * link.wearCents() * (take * take + give
                        * give);
            }
        }
        double wear = participant.battery() == null ? 0 : participant.battery().wearCents();
        double discomfort = participant.flexible() == null ? 0 : participant.flexible().discomfortCents();
        return new DayPlan.Member(difference(plan.gridImportKw(), plan.gridExportKw()), difference(plan
                .dischargeKw(), plan.chargeKw()), plan.flexibleKw(), Profile.of(peersKw), plan.energyKwh(),
                plan.shiftedKwh(),
                withRule ? plan.recourse() : new DiagonalRecourse(Profile.of(new double[intervals])),
                community.stepHours() * peerCents,
                community.stepHours() * wear * (squares(plan.chargeKw()) + squares(plan.dischargeKw())),
                community.stepHours() * discomfort * squares(plan.shiftedKwh()));
    }

    private PeerLink link(String first, String second) {
        return community.peerLinks()
                .stream()
                .filter(link -> (link.firstId().equals(first) && link.secondId().equals(second))
                        || (link.firstId().equals(second) && link.secondId().equals(first)))
                .findFirst()
                .orElseThrow();
    }

    private static Profile difference(Profile plus, Profile minus) {
        double[] difference = plus.toArray();
        for (int t = 0; t < difference.length; t++) {
            difference[t] -= minus.get(t);
        }
        return Profile.of(difference);
    }

    private static double squares(Profile profile) {
        double sum = 0;
        for (int t = 0; t < profile.length(); t++) {
            sum += profile.get(t) * profile.get(t);
        }
        return sum;
    }
}
