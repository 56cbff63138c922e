package org.tavan.commitment.genetic;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import io.jenetics.util.BatchExecutor;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.CommitmentSchedule;
import org.tavan.commitment.Unit;
import org.tavan.commitment.UnitSchedule;

/// Searches the cheapest commitment and the options of demand that go with it by evolution; what each costs is found by exact dispatch.
///
/// Where intervals stand alone (`EconomicDispatch.fits`) each costs what its economic dispatch says. Where storages, ramps
/// or a limit of lost load tie them together, the search goes in rounds: it breeds under lower bounds (`PricedDays`), the best
/// bred commitments are dispatched exactly, and what that teaches sharpens the bounds, until no commitment that is found could be
/// cheaper than the best one. Either way the plan is exact for its commitment.
///
/// Same problem, settings and seed, same plan, on any number of threads, unless the deadline ends the search.
///
/// Source: Kazarlis, Bakirtzis and Petridis 1996. Departs from it: Lamarckian repair and a local search instead of penalties,
/// a start from priority lists and earlier plans, Lagrangian bounds where intervals are coupled.
public final class GeneticSearch {
    private static final String GENERATOR = "L64X128MixRandom";

    private final SearchSettings settings;

    /// A search.
    public GeneticSearch(SearchSettings settings) {
        this.settings = settings;
    }

    /// Searches.
    ///
    /// @param problem what to plan
    /// @param previous earlier plans for units and demand choices in the same order, the search starts from them too; may be empty
    /// @return the cheapest plan found, or what the least bad one lacks
    /// @throws IllegalArgumentException if there are more units, storages and plants than a mask has bits, or an earlier plan is for
    ///         other units
    public SearchOutcome search(CommitmentProblem problem, List<CommitmentSchedule> previous) {
        OnOff.requireFit(problem.units());
        if (settings.threads() == 1) {
            return search(problem, previous, BatchExecutor.of(Runnable::run));
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(settings.threads())) {
            return search(problem, previous, BatchExecutor.of(pool));
        }
    }

    /// Dispatches the commitment and the options of a plan anew, exactly: what can still be done once units are committed.
    ///
    /// @param problem the day as it comes, with units and demand choices in the plan's order
    /// @param plan what was committed; where demand is higher than it can carry, nothing is found
    /// @return the cheapest dispatch, or what lacks
    /// @throws IllegalArgumentException if the plan is for other units
    public static SearchOutcome dispatch(CommitmentProblem problem, CommitmentSchedule plan) {
        OnOff.requireFit(problem.units());
        requireSameUnits(problem, plan);
        UnitTimes times = new UnitTimes(problem.units(), problem.intervals(), problem.stepHours());
        return CoupledSearch.dispatch(problem, times, OnOff.of(plan, new DemandTable(problem)));
    }

    private SearchOutcome search(CommitmentProblem problem, List<CommitmentSchedule> previous,
            BatchExecutor executor) {
        UnitTimes times = new UnitTimes(problem.units(), problem.intervals(), problem.stepHours());
        DemandTable demand = new DemandTable(problem);
        CommitmentRepair repair = new CommitmentRepair(problem, times);
        Evolution evolution = new Evolution(times, demand, repair, settings, executor,
                Deadline.start(settings.deadline()));
        List<OnOff> seeds = new ArrayList<>();
        for (CommitmentSchedule plan : previous) {
            requireSameUnits(problem, plan);
            long[] code = OnOff.of(plan, demand).toArray();
            repair.complete(code);
            seeds.add(OnOff.of(code));
        }
        seeds.addAll(PriorityList.seeds(problem.units(), demand, repair));
        RandomGenerator random = RandomGeneratorFactory.of(GENERATOR).create(settings.seed());
        return EconomicDispatch.fits(problem) && times.units > 0
                ? new AloneSearch(problem, times, evolution).search(seeds, random)
                : new CoupledSearch(problem, times, evolution, settings, executor).search(seeds, random);
    }

    private static void requireSameUnits(CommitmentProblem problem, CommitmentSchedule plan) {
        List<String> expected = problem.units().stream().map(Unit::id).toList();
        List<String> given = plan.units().stream().map(UnitSchedule::unitId).toList();
        if (!expected.equals(given)) {
            throw new IllegalArgumentException("""
                    An earlier plan is for the units %s, expected %s in this order.
                    Maybe a unit was added since.""".formatted(given, expected));
        }
    }
}
