package org.tavan.microgrid;

import java.util.List;
import java.util.function.LongSupplier;

import org.tavan.commitment.Reliability;
import org.tavan.commitment.genetic.GeneticSearch;
import org.tavan.commitment.genetic.ParetoFront;
import org.tavan.commitment.genetic.ParetoSearch;
import org.tavan.commitment.genetic.SearchOutcome;
import org.tavan.conic.Profile;
import org.tavan.igdt.InformationGap;
import org.tavan.igdt.RadiusTable;
import org.tavan.igdt.StrategyCases;

/// The paper's studies of a microgrid's day.
///
/// Those of reliability: no penalty but a limit of the shedding probability, a price of lost load, a limit of the expected loss, and the front between cost
/// and loss. Those of participation: how far it may fall short before the day costs too much, and what planning for the expected or for less comes to.
///
/// Source: Nikravan et al. 2025, sections 3.1 and 3.3, eq. (23)–(26). Departs from it: participation stands for all customers who were expected, in price programmes
/// and interruptible, and all fall short by the same part.
public final class MicrogridStudies {
    private final MicrogridSettings settings;
    private final LongSupplier nanoTime;

    /// Studies.
    ///
    /// @param settings how each day is planned; studies of participation plan many, so a proof costs much time there
    /// @param nanoTime a clock for the time limit of the proof, such as `System::nanoTime`
    public MicrogridStudies(MicrogridSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    private MicrogridOutcome plan(MicrogridProblem problem) {
        return new MicrogridPlanner(settings, nanoTime).plan(problem);
    }

    /// {@return the day without a price of lost load but with a limit of the shedding probability}
    ///
    /// @param lolpMax in [0, 1], of every interval
    public MicrogridOutcome withoutPenalty(MicrogridProblem problem, double lolpMax) {
        return plan(problem.withReliability(unlimited(problem).withVollCentsPerKwh(0).withLolpMax(lolpMax)));
    }

    /// {@return the day with a price of lost load and no limits}
    ///
    /// @param vollCentsPerKwh value of lost load (¢/kWh)
    public MicrogridOutcome withPenalty(MicrogridProblem problem, double vollCentsPerKwh) {
        return plan(problem.withReliability(unlimited(problem).withVollCentsPerKwh(vollCentsPerKwh)));
    }

    /// {@return the day with a price of lost load and a limit of what is expected to be lost}
    ///
    /// @param vollCentsPerKwh value of lost load (¢/kWh)
    /// @param eensMaxKwh most that may be expected to be lost over the day (kWh)
    public MicrogridOutcome withEensLimit(MicrogridProblem problem, double vollCentsPerKwh,
            double eensMaxKwh) {
        return plan(problem.withReliability(
                unlimited(problem).withVollCentsPerKwh(vollCentsPerKwh).withEensMaxKwh(eensMaxKwh)));
    }

    /// {@return the front between cost and expected loss, by NSGA-II, on the flow of the plan with the dearest lost load; empty where there is no plan}
    ///
    /// @param leastCentsPerKwh lowest price of lost load on the ladder (¢/kWh), positive
    /// @param mostCentsPerKwh highest one
    public ParetoFront front(MicrogridProblem problem, double leastCentsPerKwh, double mostCentsPerKwh) {
        MicrogridOutcome outcome = new MicrogridPlanner(settings.uncertified(), nanoTime).plan(
                problem.withReliability(unlimited(problem).withVollCentsPerKwh(mostCentsPerKwh)));
        return switch (outcome) {
            case MicrogridOutcome.Planned(MicrogridPlan plan) ->
                new ParetoSearch(settings.search(), leastCentsPerKwh, mostCentsPerKwh).search(plan.problem());
            case MicrogridOutcome.Refused _ -> new ParetoFront(List.of());
        };
    }

    private static Reliability unlimited(MicrogridProblem problem) {
        return problem.commitment()
                .reliability()
                .withLolpMax(1)
                .withEensMaxKwh(Double.POSITIVE_INFINITY);
    }

    /// {@return the radius of participation over allowed increase and limit of the shedding probability}
    ///
    /// @param expected options that are expected to be taken, one of each choice; somebody takes part in them
    /// @param betas allowed increases of the cost, non-negative
    /// @param lolpLimits limits of the shedding probability, in [0, 1]
    /// @param base which cost an increase counts from
    /// @throws IllegalArgumentException if nobody is expected to take part, or a base has no plan
    public RadiusTable radii(MicrogridProblem problem, List<Integer> expected, Profile betas,
            Profile lolpLimits, RadiusTable.Base base) {
        double nominal = problem.demandSide().participation(expected);
        return RadiusTable.of(new InformationGap(nominal), (participation, lolpMax) -> {
            MicrogridProblem limited = problem
                    .withReliability(problem.commitment().reliability().withLolpMax(lolpMax));
            return cents(plan(taken(limited, expected, participation / nominal)));
        }, betas, lolpLimits, base);
    }

    /// {@return the two cases: to plan for what is expected and meet less, or to plan for less and meet what was expected}
    ///
    /// Units stay committed as planned; all else is dispatched anew. A day that they cannot carry costs infinitely much.
    ///
    /// @param expected options that are expected to be taken, one of each choice; somebody takes part in them
    /// @param guarded participation that the cautious plan allows for, at most the expected
    /// @throws IllegalArgumentException if nobody is expected to take part, or less than is guarded against
    public StrategyCases cases(MicrogridProblem problem, List<Integer> expected, double guarded) {
        double nominal = problem.demandSide().participation(expected);
        if (!(nominal > 0)) {
            throw new IllegalArgumentException(
                    "Nobody takes part in the expected options %s.".formatted(expected));
        }
        MicrogridOutcome many = plan(taken(problem, expected, 1));
        MicrogridOutcome few = plan(taken(problem, expected, guarded / nominal));
        return StrategyCases.of((planned, realised) -> corrected(planned == nominal ? many : few,
                realised == nominal ? many : few), nominal, guarded);
    }

    private static MicrogridProblem taken(MicrogridProblem problem, List<Integer> expected, double part) {
        return problem.withDemandSide(problem.demandSide().forced(expected, part));
    }

    private static double cents(MicrogridOutcome outcome) {
        return switch (outcome) {
            case MicrogridOutcome.Planned(MicrogridPlan plan) -> plan.cents();
            case MicrogridOutcome.Refused _ -> Double.POSITIVE_INFINITY;
        };
    }

    /// What the units of one plan make of the day of another.
    private static double corrected(MicrogridOutcome planned, MicrogridOutcome realised) {
        if (planned.equals(realised)) {
            return cents(planned);
        }
        if (!(planned instanceof MicrogridOutcome.Planned(MicrogridPlan committed)
                && realised instanceof MicrogridOutcome.Planned(MicrogridPlan day))) {
            return Double.POSITIVE_INFINITY;
        }
        return switch (GeneticSearch.dispatch(day.problem(), committed.schedule())) {
            case SearchOutcome.Found found ->
                found.schedule().cost().totalCents() + day.cents() - day.schedule().cost().totalCents();
            case SearchOutcome.NoneFound _ -> Double.POSITIVE_INFINITY;
        };
    }
}
