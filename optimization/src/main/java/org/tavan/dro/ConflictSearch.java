package org.tavan.dro;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.tavan.asset.GridLimits;
import org.tavan.dro.RoundSolver.Result.Found;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;

/// A smallest set of limits that conflict: together with the forecast and the states at the start they leave no plan, and each of them is needed for that.
///
/// It begins with the limits in the proof of infeasibility of least total weight, and takes out one after another ("deletion filter"): with every
/// limit at a penalty, these at a far higher one, are they still missed without this one? Then it goes, and so do those without a shadow price
/// ("sensitivity filter"). Programs with penalties have feasible points, which the solver is better at than at proofs. What
/// remains is irreducible; there may be other such sets. Work is limited: after `PROGRAMS_MAX` programs, or when the time of the
/// plan is over, the set stays as it is then, a conflict that may hold more than it needs.
///
/// Batteries stay still here, also where the rule lets them follow, as they do in every program with penalties: their limits have none. The words say so.
///
/// Source: Chinneck and Dravnieks 1991 (deletion filtering, elastic programs).
final class ConflictSearch {
    static final int PROGRAMS_MAX = 150;

    private final CommunityProblem problem;
    private final RiskAllocation allocation;
    private final RoundSolver rounds;
    private int programs;

    ConflictSearch(CommunityProblem problem, RiskAllocation allocation, RoundSolver rounds) {
        this.problem = problem;
        this.allocation = allocation;
        this.rounds = rounds;
    }

    /// {@return the limits in words, ready to follow other sentences; empty if they are not known}
    String words(Set<Limit> proof) {
        Set<Limit> conflict = reduced(proof);
        String where = problem.rule().storage() && hasStorage() ? " where batteries stay still" : "";
        return conflict.isEmpty() ? "" : " In conflict%s: %s.".formatted(where, Limit.words(conflict));
    }

    private boolean hasStorage() {
        return problem.members().stream().anyMatch(member -> !member.storages().isEmpty());
    }

    /// {@return a part of the limits in a proof that conflicts by itself}
    Set<Limit> reduced(Set<Limit> proof) {
        Set<Limit> conflict = pruned(proof);
        for (Limit limit : List.copyOf(conflict)) {
            if (conflict.contains(limit)) {
                Set<Limit> without = new LinkedHashSet<>(conflict);
                without.remove(limit);
                Set<Limit> rest = pruned(without);
                conflict = rest.isEmpty() ? conflict : rest;
            }
        }
        return conflict.isEmpty() ? proof : conflict;
    }

    /// {@return the part of some limits that still conflicts as far as shadow prices tell, all of them if that part does not; empty if they are no conflict}
    private Set<Limit> pruned(Set<Limit> suspects) {
        Set<Limit> part = conflict(suspects);
        return part.isEmpty() || part.size() == suspects.size() || !conflict(part).isEmpty()
                ? part
                : suspects;
    }

    /// {@return what of some limits takes part in a conflict among them; empty if there is none, or time or programs are used up}
    Set<Limit> conflict(Set<Limit> suspects) {
        if (suspects.isEmpty() || programs++ >= PROGRAMS_MAX) {
            return Set.of();
        }
        List<Member> members = new ArrayList<>();
        for (Member member : problem.members()) {
            members.add(widened(member, suspects));
        }
        CommunityModel model = new CommunityModel(problem.withMembers(members), allocation);
        return rounds.forModel(model)
                .solve(new CommunityProgram.Options(true, 0, suspects, Set.of())) instanceof Found found
                        ? found.program().conflict(found.solution())
                        : Set.of();
    }

    /// The rule knows its limits from its member alone: those that are not suspected it must not have at all, however large a device behind
    /// them is. What could then be bought or sold without limit is dearer to miss the promise by than it brings.
    private static Member widened(Member member, Set<Limit> suspects) {
        GridLimits realTime = member.realTime();
        return member.withLimits(member.grid(), new GridLimits(
                suspects.contains(PlannedExchange.importLimit(member.id()))
                        ? realTime.importMaxKw()
                        : Double.POSITIVE_INFINITY,
                suspects.contains(PlannedExchange.exportLimit(member.id()))
                        ? realTime.exportMaxKw()
                        : Double.POSITIVE_INFINITY));
    }
}
