package org.tavan.dro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.tavan.asset.GridLimits;
import org.tavan.market.PeerLink;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;

/// A community cut into parts: each member by itself at first, joined by links later. A link between two parts is closed; a part has the
/// open ones among its members.
final class CommunityParts {
    /// Some members with the links among them, and their plan once there is one.
    static final class Part {
        /// Ascending, as in the whole.
        final int[] members;
        final CommunityProblem problem;
        private PlanOutcome.@Nullable Planned plan;
        private int rounds;
        private int iterations;

        private Part(int[] members, CommunityProblem problem) {
            this.members = members;
            this.problem = problem;
        }

        /// Keeps a plan that meets all requirements; a part without one cannot do without its neighbours.
        void take(PlanOutcome outcome) {
            if (outcome instanceof PlanOutcome.Planned planned) {
                rounds = planned.statistics().rounds();
                iterations = planned.statistics().iterations();
            }
            plan = outcome instanceof PlanOutcome.Planned planned && planned.status() != PlanStatus.RELAXED
                    ? planned
                    : null;
        }

        PlanOutcome.@Nullable Planned plan() {
            return plan;
        }

        /// {@return the same for parts whose programs have the same rows and variables, or nearly}
        private long shape() {
            long shape = problem.peerLinks().size();
            for (Member member : problem.members()) {
                shape = 31 * shape + member.storages().size();
                shape = 31 * shape + member.flexibleLoads().size();
                shape = 31 * shape + member.curtailments().size();
                shape = 31 * shape + member.offers().size();
            }
            return shape;
        }
    }

    private final CommunityProblem whole;
    /// Index of the member at each end of each link.
    private final int[] first;
    private final int[] second;
    private final Part[] partOf;
    /// Spent on parts that were joined with others since.
    private int roundsBefore;
    private int iterationsBefore;

    CommunityParts(CommunityProblem whole) {
        this.whole = whole;
        Map<String, Integer> index = new HashMap<>();
        whole.members().forEach(member -> index.put(member.id(), index.size()));
        first = whole.peerLinks().stream().mapToInt(link -> index.get(link.firstId())).toArray();
        second = whole.peerLinks().stream().mapToInt(link -> index.get(link.secondId())).toArray();
        partOf = new Part[whole.members().size()];
        for (int n = 0; n < partOf.length; n++) {
            partOf[n] = part(new int[]{n}, List.of());
        }
    }

    private Part part(int[] members, List<PeerLink> links) {
        return new Part(members,
                new CommunityProblem(whole.stepHours(), whole.prices(),
                        Arrays.stream(members).mapToObj(whole.members()::get).toList(), links,
                        GridLimits.NONE, whole.promise(), whole.rule(), 0));
    }

    int first(int link) {
        return first[link];
    }

    int second(int link) {
        return second[link];
    }

    boolean isClosed(int link) {
        return partOf[first[link]] != partOf[second[link]];
    }

    /// {@return the part of a member}
    Part partOf(int member) {
        return partOf[member];
    }

    /// {@return all parts, in the order of their first members}
    List<Part> all() {
        return Arrays.stream(partOf).distinct().toList();
    }

    /// {@return the parts to be planned, large ones first and those of one shape in a row, so that a solver may keep its analysis}
    List<Part> unplanned() {
        return Arrays.stream(partOf)
                .distinct()
                .filter(part -> part.plan == null)
                .sorted(Comparator.comparingInt((Part part) -> -part.members.length)
                        .thenComparingLong(Part::shape))
                .toList();
    }

    /// {@return the number of members of the largest part}
    int largest() {
        return Arrays.stream(partOf).mapToInt(part -> part.members.length).max().orElse(0);
    }

    /// {@return how many programs were solved for parts, those among them that were joined with others since}
    int rounds() {
        return roundsBefore + all().stream().mapToInt(part -> part.rounds).sum();
    }

    /// {@return the iterations of these}
    int iterations() {
        return iterationsBefore + all().stream().mapToInt(part -> part.iterations).sum();
    }

    /// Joins the parts at both ends of links; the joined parts have no plan yet.
    void open(List<Integer> links) {
        int[] root = IntStream.range(0, partOf.length).map(n -> partOf[n].members[0]).toArray();
        for (int link : links) {
            int a = root(root, first[link]);
            int b = root(root, second[link]);
            root[Math.max(a, b)] = Math.min(a, b);
        }
        Map<Integer, List<Integer>> joined = new HashMap<>();
        for (int n = 0; n < partOf.length; n++) {
            joined.computeIfAbsent(root(root, n), _ -> new ArrayList<>()).add(n);
        }
        Map<Integer, List<PeerLink>> inside = new HashMap<>();
        for (int k = 0; k < first.length; k++) {
            int end = root(root, first[k]);
            if (end == root(root, second[k])) {
                inside.computeIfAbsent(end, _ -> new ArrayList<>()).add(whole.peerLinks().get(k));
            }
        }
        joined.forEach((end, members) -> {
            if (members.size() > partOf[end].members.length) {
                Part part = part(members.stream().mapToInt(n -> n).toArray(),
                        inside.getOrDefault(end, List.of()));
                for (Part before : members.stream().map(n -> partOf[n]).distinct().toList()) {
                    roundsBefore += before.rounds;
                    iterationsBefore += before.iterations;
                }
                members.forEach(n -> partOf[n] = part);
            }
        });
    }

    private static int root(int[] root, int member) {
        int end = member;
        while (root[end] != end) {
            end = root[end];
        }
        root[member] = end;
        return end;
    }
}
