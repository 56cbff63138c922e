package org.tavan.solver.run;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavan.conic.SolverSettings;
import org.tavan.plan.CommunityPlanner;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanOutcome.Planned;
import org.tavan.plan.PlanOutcome.Unplanned;
import org.tavan.plan.PlanStatistics;
import org.tavan.plan.PlannerSettings;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.Policy;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveKind;
import org.tavan.schema.SolveRecord;
import org.tavan.schema.SolveRequest;
import org.tavan.solver.check.CheckReport;
import org.tavan.solver.check.PlanChecker;
import org.tavan.solver.codec.PlanCodec;
import org.tavan.solver.codec.PlanHeader;
import org.tavan.solver.codec.PlanId;
import org.tavan.solver.codec.ProblemCodec;

/// Answers a request, always: by a checked plan, by what goes on without one, or by the safe state.
///
/// Apart from the times in the solve record, the answer depends on the request alone, unless the deadline
/// cut it short.
public final class RequestSolver {
    private static final Logger LOG = LoggerFactory.getLogger(RequestSolver.class);
    private static final PlanStatistics NONE = new PlanStatistics(0, 0, 0, 0, 0, 0, 0, 0);

    /// One a thread: the next problem usually has the pattern of the last, which its solver has analysed.
    private final ThreadLocal<CommunityPlanner> planners;
    private final Duration deadline;
    private final LongSupplier nanoTime;

    /// A solver.
    ///
    /// @param planners gives a planner for each thread that solves; what it answers must not depend on what it solved before
    /// @param deadline longest time of a solve
    /// @param nanoTime monotonic clock
    public RequestSolver(Supplier<CommunityPlanner> planners, Duration deadline, LongSupplier nanoTime) {
        this.planners = ThreadLocal.withInitial(planners);
        this.deadline = deadline;
        this.nanoTime = nanoTime;
    }

    /// A plan with the checks that it went through.
    private record Checked(PlanHeader header, List<Schedule> schedules, List<Policy> policies,
            CheckReport report) {
        static Checked of(PlanHeader header, List<Schedule> schedules, List<Policy> policies,
                List<org.tavan.solver.check.Relaxation> relaxations) {
            return new Checked(header, schedules, policies,
                    PlanChecker.check(header.request(), header.planId(), schedules, policies, relaxations));
        }
    }

    /// {@return the answer to a request; never an exception}
    public Answer answer(SolveRequest request) {
        long started = nanoTime.getAsLong();
        String planId = PlanId.of(request);
        Answer answer;
        try {
            answer = plan(request, planId);
        } catch (RuntimeException e) {
            // Nobody knows in what state its solver is.
            planners.remove();
            LOG.error("solve {} of community {} failed", planId, request.getCommunityId(), e);
            answer = withoutPlan(request, planId, "the solve failed: " + e.getMessage(), null);
        }
        return new Answer(answer.schedules(), answer.policies(), SolveRecord.newBuilder(answer.record())
                .setSolveMicros((nanoTime.getAsLong() - started) / 1_000)
                .build());
    }

    private Answer plan(SolveRequest request, String planId) {
        SolverSettings limited = PlannerSettings.defaults().solver().withTimeLimit(deadline, nanoTime);
        PlannerSettings defaults = PlannerSettings.defaults();
        PlanOutcome outcome = planners.get()
                .plan(ProblemCodec.problem(request),
                        new PlannerSettings(limited, defaults.gapTolerance(), defaults.roundLimit()));
        return switch (outcome) {
            case Unplanned(String reason) -> withoutPlan(request, planId, reason, null);
            case Planned planned -> {
                PlanHeader header = PlanCodec.header(request, planId, planned);
                Checked checked = Checked.of(header, PlanCodec.schedules(header, planned),
                        PlanCodec.policies(header, planned), PlanCodec.relaxations(planned));
                yield checked.report().passed()
                        ? planned(checked, planned)
                        : withoutPlan(request, planId,
                                "the plan checker refuses: " + checked.report().failures(),
                                checked.report());
            }
        };
    }

    private static Answer planned(Checked checked, Planned planned) {
        SolveRecord record = record(checked.header(), planned.statistics(), checked.report())
                .setPlanInForce(checked.header().planId())
                .setSlacks(PlanCodec.slacks(checked.header().request(), planned))
                .build();
        return new Answer(checked.schedules(), checked.policies(), record);
    }

    /// What happens without a new plan.
    ///
    /// @param refused checks of a plan that was refused; null: there was none
    private static Answer withoutPlan(SolveRequest request, String planId, String reason,
            @Nullable CheckReport refused) {
        try {
            return request.getKind() == SolveKind.INTRADAY
                    ? goOn(request, planId, reason, refused)
                    : fallBack(request, planId, reason);
        } catch (RuntimeException e) {
            return failed(request, planId,
                    "%s; and the request cannot be used: %s".formatted(reason, e.getMessage()));
        }
    }

    /// The plan in force for the day stays; nothing is published again.
    private static Answer goOn(SolveRequest request, String planId, String reason,
            @Nullable CheckReport refused) {
        var header = new PlanHeader(request, planId, PlanStatus.KEPT_PREVIOUS, reason,
                request.getPreviousPlanAgeMinutes());
        CheckReport report = refused == null ? CheckReport.none() : refused;
        return new Answer(List.of(), List.of(),
                record(header, NONE, report).setPlanInForce(request.getPreviousPlanId()).build());
    }

    /// The devices do as on the day before, if that passes every check; else they are safe.
    private static Answer fallBack(SolveRequest request, String planId, String reason) {
        FallbackPlan again = FallbackPlan.asTheDayBefore(request);
        if (again != null) {
            var header = new PlanHeader(request, planId, PlanStatus.KEPT_PREVIOUS,
                    "devices as on the day before: " + reason,
                    request.getPreviousPlanAgeMinutes());
            Checked checked = Checked.of(header, again.schedules(header), again.policies(header), List.of());
            if (checked.report().passed()) {
                return published(checked, again);
            }
        }
        FallbackPlan idle = FallbackPlan.idle(request);
        var header = new PlanHeader(request, planId, PlanStatus.FAILED, "safe state: " + reason, 0);
        Checked checked = Checked.of(header, idle.schedules(header), idle.policies(header), List.of());
        return checked.report().wellFormed() ? published(checked, idle) : failed(request, planId, reason);
    }

    private static Answer published(Checked checked, FallbackPlan plan) {
        double costCents = plan.costCents();
        var statistics = new PlanStatistics(costCents, 0, 0, 0, 0, 0, 0, 0);
        return new Answer(checked.schedules(), checked.policies(),
                record(checked.header(), statistics, checked.report())
                        .setPlanInForce(checked.header().planId())
                        .build());
    }

    private static Answer failed(SolveRequest request, String planId, String reason) {
        var header = new PlanHeader(request, planId, PlanStatus.FAILED, reason, 0);
        return new Answer(List.of(), List.of(), record(header, NONE, CheckReport.none()).build());
    }

    private static SolveRecord.Builder record(PlanHeader header, PlanStatistics statistics,
            CheckReport report) {
        SolveRequest request = header.request();
        return SolveRecord.newBuilder()
                .setCommunityId(request.getCommunityId())
                .setPlanId(header.planId())
                .setKind(request.getKind())
                .setDeliveryDay(request.getDeliveryDay())
                .setRequestedAt(request.getRequestedAt())
                .setStatus(header.status())
                .setReason(header.reason())
                .setPlanInForce(null)
                .setPlanAgeMinutes(header.ageMinutes())
                .setObjectiveCents(statistics.objectiveCents())
                .setBoundCents(statistics.boundCents())
                .setGap(statistics.gap())
                .setPrimalResidual(statistics.primalResidual())
                .setIterations(statistics.iterations())
                .setRounds(statistics.rounds())
                .setVariables(statistics.variables())
                .setRows(statistics.rows())
                .setSolveMicros(0)
                .setQueuedMicros(0)
                .setEpsilon(request.getEpsilon())
                .setRadius(request.getRadius())
                .setWorstCaseViolation(report.worstCaseViolation())
                .setSlacks(List.of())
                .setChecks(report.checks())
                .setSolverVersion(PlanId.SOLVER_VERSION);
    }
}
