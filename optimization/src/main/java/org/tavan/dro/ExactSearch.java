package org.tavan.dro;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;
import org.tavan.dro.RoundSolver.Result.Found;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;

/// The cheapest plan under the exact joint promise for given rules: branch and bound over the samples that are given up and the rows
/// that are out of reach, best bound first.
///
/// A node is a convex program for the whole community, a relaxation in what is open (see `ExactPromise`). Its point, with the margin that is missing
/// bought, is a plan; its bound is one on all below it. Where its point keeps the promise of every member it is done; else the member that lacks most
/// is branched on. The first plan is the one whose rules these are, so the result is never dearer.
///
/// Source: Chen, Kuhn and Wiesemann 2024 for the model; Land and Doig 1960. Departs from the first: no big-M, and batteries' quadratic wear as
/// it is.
final class ExactSearch {
    /// Yes-or-no decisions up to which a community counts as small.
    static final int BINARIES_MAX = 120;
    static final int NODES_MAX = 20_000;
    /// Part of the gap tolerance that a node must promise to be looked at.
    private static final double PAYS = 0.1;

    private record Node(List<ExactChoice> choices, double boundCents, int number) {
        static final Comparator<Node> ORDER = Comparator.comparingDouble(Node::boundCents)
                .thenComparing(Node::number, Comparator.reverseOrder());
    }

    private final CommunityModel model;
    private final RoundSolver rounds;
    private final double gapTolerance;
    private final int nodesMax;
    private final PriorityQueue<Node> open = new PriorityQueue<>(Node.ORDER);
    private @Nullable Found best;
    private double doneCents = Double.POSITIVE_INFINITY;
    private int nodes;
    private int added;

    /// @param model of a problem that `refusal` has nothing against
    ExactSearch(CommunityModel model, RoundSolver rounds, double gapTolerance, int nodesMax) {
        this.model = model;
        this.rounds = rounds;
        this.gapTolerance = gapTolerance;
        this.nodesMax = nodesMax;
    }

    /// {@return why a problem cannot be planned like this, in words; empty if it can}
    static String refusal(CommunityProblem problem) {
        int binaries = 0;
        for (Member member : problem.members()) {
            if (!CommunityModel.isDiagonal(problem.rule(), problem.promise().norm(), member.supportKw())) {
                return """
                        The joint method EXACT is for the diagonal rule, in a box by the 1-norm or on the whole space; member %s has the rule %s and the support %s by the norm %s. \
                        Use JOINT_CVAR or BONFERRONI instead."""
                        .formatted(member.id(), problem.rule(),
                                member.supportKw().getClass().getSimpleName(),
                                problem.promise().norm());
            }
            binaries += ExactPromise.binaries(member, problem.intervals());
        }
        return binaries <= BINARIES_MAX
                ? ""
                : """
                        The joint method EXACT is for small cases: %d samples and intervals over all members, at most %d are possible. \
                        Use JOINT_CVAR instead; its plan carries the exact certificate too."""
                        .formatted(binaries, BINARIES_MAX);
    }

    /// {@return the cheapest plan for the rules of a plan, with the bound proven so far; null if none was found}
    @Nullable
    Found cheapest(PlanDraft start) {
        List<ExactChoice> first = new ArrayList<>();
        List<ExactChoice> root = new ArrayList<>();
        boolean possible = true;
        for (int n = 0; n < model.memberCount(); n++) {
            ExactPromise promise = model.exactPromises.get(n);
            promise.fix(start.rules.get(n).packedKw().toArray());
            first.add(promise.complete(start.marginKw[n], start.plannedKw[n]));
            possible &= promise.isWithinEpsilon(first.get(n));
            root.add(promise.root());
        }
        if (possible) {
            solve(first, false);
        }
        open.add(new Node(root, Double.NEGATIVE_INFINITY, 0));
        while (!open.isEmpty() && nodes < nodesMax && open.peek().boundCents < cutoffCents()) {
            expand(open.remove());
        }
        return polished();
    }

    private double cutoffCents() {
        return best == null
                ? Double.POSITIVE_INFINITY
                : best.cents() - PAYS * gapTolerance * Math.max(1, Math.abs(best.cents()));
    }

    private void expand(Node node) {
        nodes++;
        RoundSolver.Result result = solve(node.choices, false);
        if (result instanceof RoundSolver.Result.Failed) {
            result = solve(node.choices, true);
        }
        if (result instanceof RoundSolver.Result.Infeasible) {
            return;
        }
        double bound = result instanceof Found found
                ? Math.max(node.boundCents,
                        found.boundCents() + found.program().penaltyCents(found.solution()))
                : node.boundCents;
        int member = result instanceof Found ? lacking() : -1;
        if (member < 0 || bound >= cutoffCents()) {
            doneCents = Math.min(doneCents, bound);
            return;
        }
        ExactPromise.Branch branch = model.exactPromises.get(member).branch();
        ExactChoice choice = node.choices.get(member);
        if (branch != null && branch.sample()) {
            add(node, bound, member, choice.keeping(branch.index()));
            add(node, bound, member, choice.givingUp(branch.index()));
        } else if (branch != null) {
            add(node, bound, member, choice.beyond(branch.index()));
            add(node, bound, member, choice.within(branch.index()));
        }
    }

    private void add(Node parent, double bound, int member, ExactChoice choice) {
        List<ExactChoice> choices = new ArrayList<>(parent.choices);
        choices.set(member, model.exactPromises.get(member).closed(choice));
        open.add(new Node(choices, bound, ++added));
    }

    /// {@return the member whose margins lack most at the last point, -1 if every one keeps the promise}
    private int lacking() {
        int member = -1;
        double most = 0;
        for (int n = 0; n < model.memberCount(); n++) {
            ExactPromise.Branch branch = model.exactPromises.get(n).branch();
            if (branch != null && branch.shortfallKw() > most) {
                most = branch.shortfallKw();
                member = n;
            }
        }
        return member;
    }

    /// @param relaxed with requirements at a penalty, which leaves room around every point where the solver may find what it could not
    ///        without; the cost with penalties is a bound too
    private RoundSolver.Result solve(List<ExactChoice> choices, boolean relaxed) {
        for (int n = 0; n < choices.size(); n++) {
            model.exactPromises.get(n).choose(choices.get(n));
        }
        RoundSolver.Result result = rounds.solve(new CommunityProgram.Options(relaxed, 0));
        if (result instanceof Found found && (best == null || found.cents() < best.cents())
                && found.draft().keepsPromise()
                && found.draft().missed(RoundSolver.FEASIBLE_TOLERANCE).isEmpty()) {
            best = found;
        }
        return result;
    }

    /// Solves again with all decisions as the best plan makes them, which is no dearer, gives its shadow prices and leaves them in force
    /// for what is asked of the model next.
    private @Nullable Found polished() {
        Found found = best;
        if (found == null) {
            return null;
        }
        double bound = Math.min(found.cents(), Math.min(doneCents,
                open.isEmpty() ? Double.POSITIVE_INFINITY : open.peek().boundCents));
        List<ExactChoice> choices = new ArrayList<>();
        for (int n = 0; n < model.memberCount(); n++) {
            choices.add(model.exactPromises.get(n)
                    .complete(found.draft().marginKw[n], found.draft().plannedKw[n]));
        }
        solve(choices, false);
        Found last = best == null ? found : best;
        return last.withBoundCents(Math.min(bound, last.cents()));
    }
}
