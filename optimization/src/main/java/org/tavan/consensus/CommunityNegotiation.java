package org.tavan.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

import org.tavan.conic.Profile;
import org.tavan.plan.CommunityPlanner;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatistics;
import org.tavan.plan.PlanStatus;
import org.tavan.plan.PlannerSettings;
import org.tavan.market.PeerLink;

/// Plans a community by a negotiation of its members, to the optimum that a planner with all data finds.
///
/// The members' problems are taken apart here, once; from then on [Negotiation] sees terms and proposals only. A member that lives on another
/// machine is a [Participant] there, and the community is negotiated by [Negotiation] without this class.
///
/// The bound is the value of the Lagrangian dual function, `Σ_n min(cost_n + prices) + min(connection − prices)`, each summand proven by
/// its owner; the cost is that of the members' plans with the agreed trades. In the settings a time limit is one for each answer of a
/// member. The rounds of the statistics are those of the negotiation; iterations and sizes of programs stay with the members and are 0.
///
/// Source: Boyd et al. 2011, sections 3.2 and 7.3.
public final class CommunityNegotiation implements CommunityPlanner {
    private final NegotiationSettings negotiation;
    private final ExecutorService executor;

    /// @param negotiation how long to negotiate
    /// @param executor asks the members; the plan does not depend on its number of threads
    public CommunityNegotiation(NegotiationSettings negotiation, ExecutorService executor) {
        this.negotiation = negotiation;
        this.executor = executor;
    }

    /// @throws IllegalArgumentException if a member has what is not negotiated, see [PlanningParticipant], or the problem a stability budget or a
    ///         demand charge on sample days
    @Override
    public PlanOutcome plan(CommunityProblem problem, PlannerSettings settings) {
        if (problem.stabilityBudgetCents() > 0) {
            throw new IllegalArgumentException(
                    "The stabilityBudgetCents (%s) must be 0: it is the community's, so nobody can spend it alone."
                            .formatted(problem.stabilityBudgetCents()));
        }
        if (problem.demandCharge().isMetered()) {
            throw new IllegalArgumentException("""
                    The tail (%s) of the demand charge must be 0: nobody knows the residuals of all members.
                    Maybe ConicCommunityPlanner should plan this."""
                    .formatted(problem.demandCharge().tail()));
        }
        List<String> ids = problem.members().stream().map(Member::id).toList();
        List<List<PeerLink>> linksOf = new ArrayList<>();
        List<PlanningParticipant> participants = new ArrayList<>();
        for (Member member : problem.members()) {
            List<PeerLink> own = problem.peerLinks()
                    .stream()
                    .filter(link -> link.firstId().equals(member.id()) || link.secondId().equals(member.id()))
                    .toList();
            linksOf.add(own);
            participants.add(new PlanningParticipant(problem.alone(member), own, settings));
        }
        for (int n = 0; n < participants.size(); n++) {
            Optional<String> obstacle = participants.get(n).obstacle(negotiation.stiffness());
            if (obstacle.isPresent()) {
                return new PlanOutcome.Unplanned(
                        "%s has nothing to offer. %s".formatted(ids.get(n), obstacle.get()));
            }
        }
        List<Link> links = problem.peerLinks()
                .stream()
                .map(link -> new Link(ids.indexOf(link.firstId()), ids.indexOf(link.secondId())))
                .toList();
        Agreement agreement = new Negotiation(participants, links, connection(problem), problem.stepHours(),
                problem.intervals(), executor).agree(negotiation);
        return outcome(problem, participants, links, linksOf, agreement);
    }

    private static ConnectionCharge connection(CommunityProblem problem) {
        return new ConnectionCharge(
                Math.min(problem.connection().importMaxKw(), problem.demandCharge().limitKw()),
                problem.connection().exportMaxKw(), problem.demandCharge().centsPerKw(),
                problem.demandCharge().reachedKw());
    }

    private static PlanOutcome outcome(CommunityProblem problem, List<PlanningParticipant> participants,
            List<Link> links, List<List<PeerLink>> linksOf, Agreement agreement) {
        List<MemberPlan> settled = new ArrayList<>();
        double cents = 0;
        double residual = 0;
        for (int n = 0; n < participants.size(); n++) {
            var planned = participants.get(n)
                    .settlement(takes(n, links, agreement), agreement.exchangeMaxKw().get(n),
                            agreement.exchangeMinKw().get(n));
            if (planned.isEmpty() || planned.get().status() == PlanStatus.RELAXED) {
                return new PlanOutcome.Unplanned("The members have not agreed within %d rounds.".formatted(
                        agreement.rounds()));
            }
            settled.add(planned.get().plan().members().getFirst());
            cents += planned.get().statistics().objectiveCents();
            residual = Math.max(residual, planned.get().statistics().primalResidual());
        }
        var plan = new AgreedPlan(problem, settled).plan(linksOf);
        cents += plan.peakCents();
        double gap = Agreement.gap(cents, agreement.boundCents());
        return PlanOutcome.Planned.meetingAll(plan, agreement.converged(), "",
                new PlanStatistics(cents, agreement.boundCents(), gap, agreement.rounds(), 0, 0, 0,
                        residual));
    }

    private static List<Profile> takes(int n, List<Link> links, Agreement agreement) {
        List<Profile> takes = new ArrayList<>();
        for (int k = 0; k < links.size(); k++) {
            if (links.get(k).first() == n || links.get(k).second() == n) {
                Profile firstTakes = agreement.firstTakesKw().get(k);
                double[] own = firstTakes.toArray();
                for (int t = 0; t < own.length; t++) {
                    own[t] = links.get(k).first() == n ? own[t] : -own[t];
                }
                takes.add(Profile.of(own));
            }
        }
        return takes;
    }
}
