package org.tavan.dro;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.tavan.conic.ConicSolver;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.SolverSettings;
import org.tavan.dro.CommunityParts.Part;
import org.tavan.market.DemandCharge;
import org.tavan.plan.CommunityPlanner;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;

/// Plans a community part by part, with the same bound as if it were planned as a whole: the planner to take where nothing speaks for another.
///
/// Members meet in their trades and in the limits of the connection only. First each is planned by itself, all links closed, on one or several
/// threads; members of one kind have one sparsity pattern. The prices of their balances then say what each closed link could spare (`ClosedLinks`); parts that a link would help are joined
/// and planned again, until what closed links could spare is far below the tolerance of the gap. So time and memory grow with the number of
/// members where trades stay in small groups. Where they do not, where the connection binds, or where members share more than that (a
/// charge on the common peak, a budget of stability, commitments, a price of surplus), the community is planned as a whole; so it is where
/// costs and revenues nearly cancel, and gaps that are small beside the cost of each part are not beside the sum.
///
/// The plan does not depend on the number of threads. Confined to one thread at a time.
public final class PartwisePlanner implements CommunityPlanner {
    /// Share of the tolerance of the gap that closed links may take.
    private static final double CLOSED_SHARE = 0.1;

    private final List<ConicCommunityPlanner> planners = new ArrayList<>();

    /// A planner on the caller's thread.
    public PartwisePlanner() {
        this(InteriorPointSolver::new, 1);
    }

    /// A planner with as many threads as it may use.
    ///
    /// @param solvers makes one solver a thread; one that keeps the pattern of the last program makes members of one kind faster
    /// @param threads at least 1, the caller's among them
    public PartwisePlanner(Supplier<? extends ConicSolver> solvers, int threads) {
        this(solvers, threads, RiskAllocation.byMethod());
    }

    PartwisePlanner(Supplier<? extends ConicSolver> solvers, int threads, RiskAllocation allocation) {
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads (%d) must be at least 1.".formatted(
                    threads));
        }
        for (int k = 0; k < threads; k++) {
            planners.add(new ConicCommunityPlanner(solvers.get(), allocation));
        }
    }

    @Override
    public PlanOutcome plan(CommunityProblem problem, PlannerSettings settings) {
        Clock clock = new Clock(settings);
        if (!isSeparable(problem)) {
            return whole(problem, clock);
        }
        CommunityParts parts = new CommunityParts(problem);
        while (true) {
            planAll(parts.unplanned(), clock);
            PartPlans plans = new PartPlans(problem, parts);
            List<Integer> open = plans.closedLinks()
                    .beyond(CLOSED_SHARE * settings.gapTolerance() * Math.max(1, Math.abs(plans.cents())));
            if (plans.complete() && (open.isEmpty() || clock.left() == null)) {
                return plans.withinConnection()
                        ? closest(plans, problem, settings, clock)
                        : whole(problem, clock);
            }
            parts.open(open);
            if (open.isEmpty() || clock.left() == null || parts.largest() > problem.members().size() / 2) {
                return whole(problem, clock);
            }
        }
    }

    /// Parts within the tolerance of what each of them costs may be beyond that of what they cost together.
    private PlanOutcome closest(PartPlans plans, CommunityProblem problem, PlannerSettings settings,
            Clock clock) {
        PlanOutcome.Planned together = plans.outcome(settings.gapTolerance());
        if (together.status() == PlanStatus.OPTIMAL || !plans.allOptimal()) {
            return together;
        }
        PlanOutcome whole = whole(problem, clock);
        return whole instanceof PlanOutcome.Planned planned && planned.status() == PlanStatus.OPTIMAL
                ? whole
                : together;
    }

    /// {@return whether members meet in their trades and in the connection only}
    static boolean isSeparable(CommunityProblem problem) {
        return problem.members().size() > 1
                && problem.promise().jointMethod() != JointMethod.EXACT
                && problem.demandCharge().equals(DemandCharge.NONE)
                && problem.stabilityBudgetCents() == 0
                && problem.members().stream().allMatch(member -> member.commitment() == null)
                && problem.peerLinks().stream().allMatch(link -> link.committed() == null)
                && Arrays.stream(problem.prices().surplusCentsPerKwh().toArray())
                        .allMatch(cents -> cents <= 0);
    }

    private PlanOutcome whole(CommunityProblem problem, Clock clock) {
        PlannerSettings left = clock.left();
        return left == null
                ? PlanOutcome.Unplanned.because(RoundSolver.TIME_PASSED)
                : planners.getFirst().plan(problem, left);
    }

    /// Which thread plans which part makes no difference to the plan.
    private void planAll(List<Part> open, Clock clock) {
        AtomicInteger next = new AtomicInteger();
        List<CompletableFuture<Void>> others = planners.stream()
                .skip(1)
                .limit(Math.max(0, open.size() - 1))
                .map(planner -> CompletableFuture.runAsync(() -> planSome(planner, open, next, clock),
                        task -> Thread.ofPlatform().name("tavan-part").daemon().start(task)))
                .toList();
        try {
            planSome(planners.getFirst(), open, next, clock);
        } finally {
            others.forEach(CompletableFuture::join);
        }
    }

    private static void planSome(ConicCommunityPlanner planner, List<Part> open, AtomicInteger next,
            Clock clock) {
        for (int k = next.getAndIncrement(); k < open.size(); k = next.getAndIncrement()) {
            PlannerSettings left = clock.left();
            if (left == null) {
                return;
            }
            open.get(k).take(planner.plan(open.get(k).problem, left));
        }
    }

    /// The settings with the time that is left of the limit for all parts together.
    private static final class Clock {
        private final PlannerSettings settings;
        private final SolverSettings.@Nullable TimeLimit limit;
        private final long endNanos;

        Clock(PlannerSettings settings) {
            this.settings = settings;
            limit = settings.solver().deadline().orElse(null);
            endNanos = limit == null ? 0 : limit.nanoTime().getAsLong() + limit.duration().toNanos();
        }

        /// {@return null when no time is left}
        @Nullable
        PlannerSettings left() {
            if (limit == null) {
                return settings;
            }
            long nanos = endNanos - limit.nanoTime().getAsLong();
            return nanos <= 0
                    ? null
                    : new PlannerSettings(
                            settings.solver().withTimeLimit(Duration.ofNanos(nanos), limit.nanoTime()),
                            settings.gapTolerance(), settings.roundLimit());
        }
    }
}
