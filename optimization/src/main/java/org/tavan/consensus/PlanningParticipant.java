package org.tavan.consensus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.tavan.asset.GridLimits;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Profile;
import org.tavan.problem.CommunityProblem;
import org.tavan.dro.ConicCommunityPlanner;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.plan.MemberPlan;
import org.tavan.problem.Offer;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.plan.PlannerSettings;
import org.tavan.market.DemandCharge;
import org.tavan.market.PeerLink;

/// A member that answers prices with the plan that suits it best. Its data stay in here.
///
/// Peers and grid are offers to it, so an answer is one small program of the kind a community's planner solves, with one member:
///
/// `min cost(x, p, e) + Δt Σ_t (c + μ) p + σ_p/2 (p − p̂)² + Σ_k λ_k e_k + f_k e_k⁺ + γ_k/2 e_k² + σ_e/2 (e_k − ê_k)²`
///
/// with day-ahead price `c`, prices `μ` of the connection and `λ` of the links, and targets with a hat. The fee is the taker's and each end
/// bears half the wear, so the members' costs add up to the community's. Of the planner's lower bound the constants of the squares are part, so it
/// is one on the cost under the terms; without stiffness it is the member's summand of the Lagrangian dual function.
///
/// Source: Boyd et al. 2011, section 7.3. Departs from it: says what it proves, not only what it would do.
public final class PlanningParticipant implements Participant {
    private final CommunityProblem own;
    private final List<PeerLink> links;
    private final PlannerSettings settings;
    /// Programs with and without free trades differ in their pattern; each planner keeps the analysis of its own.
    private final ConicCommunityPlanner proposing = new ConicCommunityPlanner(new InteriorPointSolver());
    private final ConicCommunityPlanner bounding = new ConicCommunityPlanner(new InteriorPointSolver());
    private final ConicCommunityPlanner settling = new ConicCommunityPlanner(new InteriorPointSolver());
    private final Profile zero;

    /// A member with its links.
    ///
    /// @param own the member's problem by itself, see [CommunityProblem#alone]
    /// @param links its links, in the order of the terms
    /// @param settings of each of its plans
    /// @throws IllegalArgumentException if there is not exactly one member, or it has commitments, a demand charge of its own, or a promise
    ///         over all intervals at once
    public PlanningParticipant(CommunityProblem own, List<PeerLink> links, PlannerSettings settings) {
        if (own.members().size() != 1) {
            throw new IllegalArgumentException(
                    "A participant is one member, but its problem has %d.".formatted(own.members().size()));
        }
        Member member = own.members().getFirst();
        String id = member.id();
        require(member.commitment() == null, id, "a committed exchange");
        require(member.demandCharge().equals(DemandCharge.NONE), id, "a demand charge of its own");
        require(own.promise().jointMethod() == JointMethod.BONFERRONI, id,
                whole(own.promise().jointMethod()));
        for (PeerLink link : links) {
            require(link.committed() == null, id, "a committed trade");
            if (!(link.firstId().equals(id) || link.secondId().equals(id))) {
                throw new IllegalArgumentException("The peer link %s – %s does not end at %s."
                        .formatted(link.firstId(), link.secondId(), id));
            }
        }
        this.own = own;
        this.links = List.copyOf(links);
        this.settings = settings;
        zero = Profile.of(new double[own.intervals()]);
    }

    private static void require(boolean ok, String id, String what) {
        if (!ok) {
            throw new IllegalArgumentException("""
                    Member %s has %s, which is not negotiated.
                    Maybe the community can be planned with all data in one place.""".formatted(id, what));
        }
    }

    private static String whole(JointMethod method) {
        return "a promise over all intervals at once (%s), %s".formatted(method, method == JointMethod.EXACT
                ? "whose bound is that of one rule only"
                : "whose bound is that of one scaling only");
    }

    private Member member() {
        return own.members().getFirst();
    }

    @Override
    public Proposal propose(Terms terms) {
        boolean bounds = terms.tradeStiffness() == 0 && terms.exchangeStiffness() == 0;
        List<Offer> offers = new ArrayList<>();
        offers.add(exchange(terms.exchangeCentsPerKwh(), limit(-member().grid().exportMaxKw()),
                limit(member().grid().importMaxKw()), terms.exchangeTargetKw(), terms.exchangeStiffness()));
        for (int k = 0; k < links.size(); k++) {
            offers.add(trade(k, terms.tradeCentsPerKwh().get(k), limit(-links.get(k).limitKw()),
                    limit(links.get(k).limitKw()), terms.tradeTargetKw().get(k), terms.tradeStiffness()));
        }
        PlanOutcome outcome = plan(bounds ? bounding : proposing, offers);
        if (!(outcome instanceof PlanOutcome.Planned planned)) {
            return unbounded(outcome, bounds);
        }
        MemberPlan plan = planned.plan().members().getFirst();
        List<Profile> takes = new ArrayList<>();
        for (int k = 0; k < links.size(); k++) {
            takes.add(AgreedPlan.netKw(plan.offers().get(k + 1)));
        }
        return new Proposal(takes, AgreedPlan.netKw(plan.offers().getFirst()),
                planned.status() == PlanStatus.RELAXED
                        ? Double.NEGATIVE_INFINITY
                        : planned.statistics().boundCents());
    }

    /// Under prices alone the cost may fall without limit; then nothing is proven.
    private Proposal unbounded(PlanOutcome outcome, boolean bounds) {
        if (!bounds) {
            throw new IllegalStateException("Member %s has no answer. %s".formatted(member().id(),
                    ((PlanOutcome.Unplanned) outcome).reason()));
        }
        return new Proposal(links.stream().map(_ -> zero).toList(), zero, Double.NEGATIVE_INFINITY);
    }

    @Override
    public OptionalDouble settle(List<Profile> takeKw, Profile exchangeMaxKw, Profile exchangeMinKw) {
        return settlement(takeKw, exchangeMaxKw, exchangeMinKw)
                .map(planned -> OptionalDouble.of(planned.statistics().objectiveCents()))
                .orElseGet(OptionalDouble::empty);
    }

    /// {@return the plan that keeps exactly these trades; the first of its offers is the exchange, then come the links; empty if there is none}
    Optional<PlanOutcome.Planned> settlement(List<Profile> takeKw, Profile exchangeMaxKw,
            Profile exchangeMinKw) {
        double[] least = new double[own.intervals()];
        double[] most = new double[own.intervals()];
        for (int t = 0; t < own.intervals(); t++) {
            least[t] = Math.max(-member().grid().exportMaxKw(), exchangeMinKw.get(t));
            most[t] = Math.min(member().grid().importMaxKw(), exchangeMaxKw.get(t));
            if (!(least[t] <= most[t])) {
                return Optional.empty();
            }
        }
        List<Offer> offers = new ArrayList<>();
        offers.add(exchange(zero, Profile.of(least), Profile.of(most), zero, 0));
        for (int k = 0; k < links.size(); k++) {
            offers.add(trade(k, zero, takeKw.get(k), takeKw.get(k), zero, 0));
        }
        return plan(settling, offers) instanceof PlanOutcome.Planned planned
                && planned.status() != PlanStatus.RELAXED ? Optional.of(planned) : Optional.empty();
    }

    /// {@return why it cannot keep its promise whatever it trades; empty if it can}
    ///
    /// @param stiffness of the targets, which are 0 here
    Optional<String> obstacle(double stiffness) {
        List<Offer> offers = new ArrayList<>();
        offers.add(exchange(zero, limit(-member().grid().exportMaxKw()), limit(member().grid().importMaxKw()),
                zero, stiffness));
        for (int k = 0; k < links.size(); k++) {
            offers.add(trade(k, zero, limit(-links.get(k).limitKw()), limit(links.get(k).limitKw()), zero,
                    stiffness));
        }
        return switch (plan(proposing, offers)) {
            case PlanOutcome.Unplanned unplanned -> Optional.of(unplanned.reason());
            case PlanOutcome.Planned planned -> planned.status() == PlanStatus.RELAXED
                    ? Optional.of(planned.reason())
                    : Optional.empty();
        };
    }

    private PlanOutcome plan(ConicCommunityPlanner planner, List<Offer> offers) {
        offers.addAll(member().offers());
        Member trading = member().withLimits(new GridLimits(0, 0), member().realTime()).withOffers(offers);
        return planner.plan(own.withMembers(List.of(trading)), settings);
    }

    private Offer exchange(Profile centsPerKwh, Profile leastKw, Profile mostKw, Profile targetKw,
            double stiffness) {
        double[] cents = own.prices().dayAheadCentsPerKwh().toArray();
        for (int t = 0; t < cents.length; t++) {
            cents[t] += centsPerKwh.get(t);
        }
        return new Offer("exchange", leastKw, mostKw, Profile.of(cents), 0, 0, targetKw, stiffness);
    }

    private Offer trade(int k, Profile centsPerKwh, Profile leastKw, Profile mostKw, Profile targetKw,
            double stiffness) {
        PeerLink link = links.get(k);
        return new Offer("link %d with %s".formatted(k, peerId(k)), leastKw, mostKw, centsPerKwh,
                link.feeCentsPerKwh(), 0.5 * link.wearCents(), targetKw, stiffness);
    }

    /// {@return the other end of a link}
    String peerId(int k) {
        PeerLink link = links.get(k);
        return link.firstId().equals(member().id()) ? link.secondId() : link.firstId();
    }

    private Profile limit(double kw) {
        double[] limits = new double[own.intervals()];
        Arrays.fill(limits, kw);
        return Profile.of(limits);
    }
}
