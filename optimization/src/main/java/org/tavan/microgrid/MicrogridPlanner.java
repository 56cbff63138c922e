package org.tavan.microgrid;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.tavan.commitment.Certificate;
import org.tavan.commitment.CommitmentModel;
import org.tavan.commitment.CommitmentOutcome;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.CommitmentSchedule;
import org.tavan.commitment.CommitmentSettings;
import org.tavan.commitment.DemandChoice;
import org.tavan.commitment.DemandOption;
import org.tavan.conic.Profile;
import org.tavan.demandresponse.DemandResponse;
import org.tavan.demandresponse.ProgrammeOptions;
import org.tavan.demandresponse.ProgrammeValue;
import org.tavan.microgrid.DayRounds.Result;

/// Plans the whole day of a microgrid: a pure function of the problem and the settings, as long as no time limit cuts a search or a proof short.
///
/// The genetic search makes the plan, in turn with the feeder's positions. The exact model then proves how good it is; where it finds a cheaper plan, that
/// one is taken, settled with the feeder first if it takes other options of demand. A feeder whose voltages no positions hold makes the day refused, and not
/// planned without them: what customers get would be outside its limits.
///
/// Source: Nikravan et al. 2025, sections 2 and 3. Departs from it: its parts are planned one after another there, demand response and voltage reduction
/// without knowing of each other.
public final class MicrogridPlanner {
    private static final double GAIN = 1e-9;

    private final MicrogridSettings settings;
    private final LongSupplier nanoTime;

    /// A planner, safe for use by several threads at once.
    ///
    /// @param settings how
    /// @param nanoTime a clock for the time limit of the proof, such as `System::nanoTime`
    public MicrogridPlanner(MicrogridSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /// Plans.
    ///
    /// @param problem the day
    /// @return a plan, or what stands in the way of any
    public MicrogridOutcome plan(MicrogridProblem problem) {
        ProgrammeOptions options = problem.demandSide().options(problem.commitment().stepHours());
        CommitmentProblem base = problem.commitment()
                .withDemandChoices(options.choices(problem.commitment().demandKw()));
        DayRounds rounds = rounds(problem, base);
        return switch (rounds.run(problem.previous())) {
            case Result.Refused refused -> new MicrogridOutcome.Refused(refused.reason());
            case Result.Settled settled -> {
                Proved proved = settings.certificate()
                        .map(exact -> proved(rounds, settled, exact, problem.network() != null))
                        .orElse(new Proved(settled, DayRounds.NOTHING_PROVED));
                yield new MicrogridOutcome.Planned(plan(problem, options, base, proved));
            }
        };
    }

    private DayRounds rounds(MicrogridProblem problem, CommitmentProblem base) {
        return new DayRounds(base, new NetworkFlights(problem.network(), base.stepHours()), settings,
                nanoTime);
    }

    private record Proved(Result.Settled settled, Certificate certificate) {}

    private Proved proved(DayRounds rounds, Result.Settled settled, CommitmentSettings exact,
            boolean network) {
        return switch (new CommitmentModel(exact, nanoTime).plan(settled.problem())) {
            case CommitmentOutcome.Undecided undecided -> new Proved(settled, undecided.certificate());
            case CommitmentOutcome.Infeasible _ -> new Proved(settled, new Certificate.Unproven(
                    "The exact model finds no plan within its tolerance, though there is this one.",
                    Double.NEGATIVE_INFINITY));
            case CommitmentOutcome.Planned planned -> {
                Result.Settled best = better(rounds, settled, planned.schedule());
                yield new Proved(best, switch (planned.certificate()) {
                    case Certificate.Unproven unproven -> unproven;
                    case Certificate.Proven proven -> Certificate.of(best.cents(), proven.boundCents(),
                            proven.provedBy() + (network ? ", the flow near the plan" : ""),
                            proven.seconds());
                });
            }
        };
    }

    private static Result.Settled better(DayRounds rounds, Result.Settled settled, CommitmentSchedule other) {
        if (other.cost().totalCents() >= settled.cents() - GAIN * Math.abs(settled.cents())) {
            return settled;
        }
        if (other.options().equals(settled.schedule().options())) {
            return settled.with(other);
        }
        return rounds.settle(settled.problem(), other, settled.passes() + 1) instanceof Result.Settled own
                && own.cents() < settled.cents() ? own : settled;
    }

    private MicrogridPlan plan(MicrogridProblem problem, ProgrammeOptions options, CommitmentProblem base,
            Proved proved) {
        Result.Settled settled = proved.settled;
        List<Integer> taken = settled.schedule().options();
        Profile baselineKw = problem.commitment().demandKw();
        DemandResponse.Outcome outcome = options.outcome(baselineKw, taken);
        return new MicrogridPlan(settled.problem(), settled.schedule(), proved.certificate,
                demand(problem, options, base, settled), outcome.bills(),
                value(problem, base, settled, outcome), settled.flown().plan(), settled.passes(),
                settled.movedKw());
    }

    private static DemandPlan demand(MicrogridProblem problem, ProgrammeOptions options,
            CommitmentProblem base,
            Result.Settled settled) {
        List<Integer> taken = settled.schedule().options();
        List<DemandPlan.Taken> named = new ArrayList<>();
        for (int c = 0; c < taken.size(); c++) {
            DemandChoice choice = base.demandChoices().get(c);
            DemandOption option = choice.options().get(taken.get(c));
            named.add(new DemandPlan.Taken(choice.id(), option.id(), option.cents()));
        }
        List<DemandPlan.Programme> programmes = new ArrayList<>();
        for (int j = 0; j < options.levels().size(); j++) {
            var programme = options.response().programmes().get(j);
            programmes
                    .add(new DemandPlan.Programme(programme.name(), options.levels().get(j).get(taken.get(j)),
                            programme.tariff().centsPerKwh(base.intervals())));
        }
        return new DemandPlan(named, programmes, options.keptShare(taken), base.demandCents(taken),
                problem.commitment().demandKw(), base.demandKw(taken), settled.flown().sourceKw());
    }

    /// Beside the best plan without demand response, on the same feeder.
    private @Nullable ProgrammeValue value(MicrogridProblem problem, CommitmentProblem base,
            Result.Settled settled, DemandResponse.Outcome outcome) {
        double after = settled.cents() - settled.schedule().cost().demandCents();
        double before = after;
        if (!base.demandKw(settled.schedule().options()).equals(base.demandKw())) {
            CommitmentProblem without = base.withDemandChoices(List.of());
            if (!(rounds(problem, without)
                    .run(List.of(settled.schedule())) instanceof Result.Settled other)) {
                return null;
            }
            before = other.cents();
        }
        return new ProgrammeValue(before, after, outcome.beforeCents(), outcome.afterCents(),
                outcome.call().rebateCents());
    }
}
