package org.tavan.dro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.tavan.conic.Profile;
import org.tavan.dro.CommunityParts.Part;
import org.tavan.market.PeerLink;
import org.tavan.plan.CommunityPlan;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PeerFlow;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatistics;
import org.tavan.plan.PlanStatus;
import org.tavan.problem.CommunityProblem;

/// The plans of all parts as one plan of the community, with nothing traded over closed links.
final class PartPlans {
    private final CommunityProblem problem;
    private final CommunityParts parts;
    /// Of the parts that have one.
    private final List<PlanOutcome.Planned> plans;
    private final boolean complete;
    private final ClosedLinks closed;
    /// One a member, in the order of the problem; those without a plan are left out.
    private final List<MemberPlan> members;

    PartPlans(CommunityProblem problem, CommunityParts parts) {
        this.problem = problem;
        this.parts = parts;
        List<Part> all = parts.all();
        plans = all.stream().map(Part::plan).flatMap(Stream::ofNullable).toList();
        complete = plans.size() == all.size();
        double[][] price = new double[problem.members().size()][problem.intervals()];
        MemberPlan[] own = new MemberPlan[price.length];
        for (Part part : all) {
            PlanOutcome.Planned planned = part.plan();
            for (int k = 0; k < part.members.length; k++) {
                int n = part.members[k];
                if (planned == null) {
                    Arrays.fill(price[n], Double.NaN);
                } else {
                    own[n] = planned.plan().members().get(k);
                    price[n] = own[n].shadowPrices().balance().toArray();
                }
            }
        }
        members = Arrays.stream(own).flatMap(Stream::ofNullable).toList();
        closed = new ClosedLinks(problem, parts, price);
    }

    /// {@return whether every part has a plan}
    boolean complete() {
        return complete;
    }

    /// {@return whether every plan is within the tolerance of its own bound}
    boolean allOptimal() {
        return plans.stream().allMatch(plan -> plan.status() == PlanStatus.OPTIMAL);
    }

    ClosedLinks closedLinks() {
        return closed;
    }

    /// {@return what the plans cost together (¢)}
    double cents() {
        return plans.stream().mapToDouble(plan -> plan.statistics().objectiveCents()).sum();
    }

    /// {@return import of all together in an interval (kW), negative: export}
    private double importKw(int t) {
        double sum = 0;
        for (MemberPlan member : members) {
            sum += member.gridImportKw().get(t) - member.gridExportKw().get(t)
                    + member.plannedRealTimeKw().get(t);
        }
        return sum;
    }

    /// {@return whether the limits of the connection, which no part knows, are met}
    boolean withinConnection() {
        for (int t = 0; t < problem.intervals(); t++) {
            double kw = importKw(t);
            if (!(-problem.connection().exportMaxKw() <= kw && kw <= problem.connection().importMaxKw())) {
                return false;
            }
        }
        return true;
    }

    /// {@return the plan with its bound; all parts have one, which meets all requirements. What a part's bound does not cover is said of the
    /// whole}
    PlanOutcome.Planned outcome(double gapTolerance) {
        double cents = cents();
        double bound = plans.stream().mapToDouble(plan -> plan.statistics().boundCents()).sum()
                - closed.cents();
        double gap = (cents - bound) / Math.max(1, Math.abs(cents));
        PlanStatistics statistics = new PlanStatistics(cents, bound, gap, parts.rounds(),
                parts.iterations(), sum(PlanStatistics::variables), sum(PlanStatistics::rows),
                plans.stream().mapToDouble(plan -> plan.statistics().primalResidual()).max().orElse(0));
        String reservations = plans.stream()
                .filter(plan -> plan.statistics().gap() <= gapTolerance)
                .map(PlanOutcome.Planned::reason)
                .filter(words -> !words.isEmpty())
                .distinct()
                .collect(Collectors.joining(" "));
        return PlanOutcome.Planned.meetingAll(plan(), gap <= gapTolerance, reservations, statistics);
    }

    private int sum(ToIntFunction<PlanStatistics> count) {
        return plans.stream().mapToInt(plan -> count.applyAsInt(plan.statistics())).sum();
    }

    private CommunityPlan plan() {
        double peakKw = 0;
        for (int t = 0; t < problem.intervals(); t++) {
            peakKw = Math.max(peakKw, importKw(t));
        }
        List<List<Integer>> linksOf = new ArrayList<>();
        members.forEach(_ -> linksOf.add(new ArrayList<>()));
        for (int k = 0; k < problem.peerLinks().size(); k++) {
            linksOf.get(parts.first(k)).add(k);
            linksOf.get(parts.second(k)).add(k);
        }
        List<MemberPlan> all = new ArrayList<>();
        double worst = 0;
        for (int n = 0; n < members.size(); n++) {
            all.add(members.get(n).withPeers(flows(n, linksOf.get(n))));
            worst = Math.max(worst, members.get(n).worstCaseViolation());
        }
        return new CommunityPlan(all, worst, peakKw, 0);
    }

    /// A part keeps the order of the links, so what is open comes in turn.
    private List<PeerFlow> flows(int n, List<Integer> links) {
        Profile nothing = Profile.of(new double[problem.intervals()]);
        Iterator<PeerFlow> open = members.get(n).peers().iterator();
        List<PeerFlow> flows = new ArrayList<>();
        for (int k : links) {
            PeerLink link = problem.peerLinks().get(k);
            flows.add(parts.isClosed(k)
                    ? new PeerFlow(parts.first(k) == n ? link.secondId() : link.firstId(), nothing, nothing)
                    : open.next());
        }
        return flows;
    }
}
