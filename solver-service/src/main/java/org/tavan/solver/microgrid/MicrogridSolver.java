package org.tavan.solver.microgrid;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavan.commitment.Certificate;
import org.tavan.commitment.CommitmentModel;
import org.tavan.commitment.CommitmentOutcome;
import org.tavan.commitment.CommitmentSettings;
import org.tavan.demandresponse.ProgrammeValue;
import org.tavan.microgrid.MicrogridOutcome;
import org.tavan.microgrid.MicrogridPlan;
import org.tavan.microgrid.MicrogridPlanner;
import org.tavan.microgrid.MicrogridProblem;
import org.tavan.microgrid.MicrogridSettings;
import org.tavan.schema.Check;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.SolveKind;
import org.tavan.solver.microgrid.check.MicrogridChecker;
import org.tavan.solver.microgrid.codec.MicrogridPlans;
import org.tavan.solver.microgrid.codec.MicrogridProblems;

/// Answers microgrid requests: never throws, and publishes no plan that fails a check.
///
/// The genetic search alone makes the plan, bounded by generations and without a deadline, so the same request has the same plan on any machine. The
/// exact model then proves how near it is to the optimum, within a time: bound, gap, `certificate`, and a status of OPTIMAL rather than FEASIBLE,
/// depend on how fast the machine is, and so does `solveMicros`. Only where the search finds no plan at all is the exact model asked for one, and then
/// `certificate` says so.
public final class MicrogridSolver {
    private static final Logger LOG = LoggerFactory.getLogger(MicrogridSolver.class);

    private final LongSupplier nanoTime;

    /// A solver, safe for use by several threads at once.
    ///
    /// @param nanoTime monotonic clock, for the time limit of the proof and the duration
    public MicrogridSolver(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// {@return the plan, checked, or why there is none}
    public MicrogridAnswer solve(MicrogridRequest request) {
        long started = nanoTime.getAsLong();
        MicrogridAnswer answer = answer(request);
        return new MicrogridAnswer(MicrogridSchedule.newBuilder(answer.schedule())
                .setSolveMicros((nanoTime.getAsLong() - started) / 1_000)
                .build(), answer.signal());
    }

    /// A native library that cannot be loaded fails one plan, not the service.
    private MicrogridAnswer answer(MicrogridRequest request) {
        try {
            MicrogridProblem problem = MicrogridProblems.of(request);
            return planned(request, problem, MicrogridProblems.settings(request));
        } catch (IllegalArgumentException e) {
            return none(request, String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            LOG.error("the microgrid of {} could not be planned for {}", request.getCommunityId(),
                    request.getDeliveryDay(), e);
            return none(request, "the solve failed: " + e);
        }
    }

    private MicrogridAnswer planned(MicrogridRequest request, MicrogridProblem problem,
            MicrogridSettings settings) {
        MicrogridOutcome searched = plan(problem, settings.uncertified());
        boolean found = searched instanceof MicrogridOutcome.Planned;
        return switch (found || settings.certificate().isEmpty() ? searched : plan(problem, settings)) {
            case MicrogridOutcome.Refused refused -> none(request, refused.reason());
            case MicrogridOutcome.Planned(MicrogridPlan plan) -> {
                Certificate certificate = found && settings.certificate().isPresent()
                        ? proof(plan, settings.certificate().get())
                        : plan.certificate();
                yield checked(request, plan, certificate, supplySavedCents(request, problem, settings, plan),
                        found ? "" : "the search found no plan, the exact model this one; ");
            }
        };
    }

    private MicrogridOutcome plan(MicrogridProblem problem, MicrogridSettings settings) {
        return new MicrogridPlanner(settings, nanoTime).plan(problem);
    }

    private Certificate proof(MicrogridPlan plan, CommitmentSettings exact) {
        return switch (new CommitmentModel(exact, nanoTime).plan(plan.problem())) {
            case CommitmentOutcome.Planned planned when planned
                    .certificate() instanceof Certificate.Proven proven ->
                Certificate.of(plan.schedule().cost().totalCents(), proven.boundCents(), proven.provedBy(),
                        proven.seconds());
            case CommitmentOutcome.Planned planned -> planned.certificate();
            case CommitmentOutcome.Undecided undecided -> undecided.certificate();
            case CommitmentOutcome.Infeasible _ -> new Certificate.Unproven(
                    "the exact model finds no plan within its tolerance", Double.NEGATIVE_INFINITY);
        };
    }

    /// Within a day the answer of the customers is part of the load, so the plan without it is made here.
    private OptionalDouble supplySavedCents(MicrogridRequest request, MicrogridProblem problem,
            MicrogridSettings settings, MicrogridPlan plan) {
        if (request.getKind() != SolveKind.INTRADAY) {
            ProgrammeValue value = plan.value();
            return value == null ? OptionalDouble.empty() : OptionalDouble.of(value.savedCents());
        }
        MicrogridProblem untold = MicrogridProblems.untold(request);
        if (untold.commitment().demandKw().equals(problem.commitment().demandKw())) {
            return OptionalDouble.of(0);
        }
        return plan(untold, settings.uncertified()) instanceof MicrogridOutcome.Planned(MicrogridPlan other)
                ? OptionalDouble.of(other.cents() - plan.cents())
                : OptionalDouble.empty();
    }

    private static MicrogridAnswer checked(MicrogridRequest request, MicrogridPlan plan,
            Certificate certificate, OptionalDouble supplySavedCents, String remark) {
        var plans = new MicrogridPlans(request, plan);
        MicrogridSchedule bare = plans.schedule(certificate, supplySavedCents);
        MicrogridSchedule schedule = MicrogridSchedule.newBuilder(bare)
                .setCertificate(remark + bare.getCertificate())
                .build();
        List<Check> checks = MicrogridChecker.check(request, schedule);
        String failures = checks.stream()
                .filter(check -> !check.getPassed())
                .map(check -> "%s by %s at %s".formatted(check.getName(), check.getWorst(), check.getWhere()))
                .collect(Collectors.joining("; "));
        if (!failures.isEmpty()) {
            MicrogridSchedule none = MicrogridPlans.none(request, "the plan fails its checks: " + failures);
            return new MicrogridAnswer(MicrogridSchedule.newBuilder(none).setChecks(checks).build(),
                    Optional.empty());
        }
        return new MicrogridAnswer(MicrogridSchedule.newBuilder(schedule).setChecks(checks).build(),
                plans.signal());
    }

    private static MicrogridAnswer none(MicrogridRequest request, String reason) {
        MicrogridSchedule schedule = MicrogridPlans.none(request, reason);
        return new MicrogridAnswer(MicrogridSchedule.newBuilder(schedule)
                .setChecks(MicrogridChecker.check(request, schedule))
                .build(), Optional.empty());
    }
}
