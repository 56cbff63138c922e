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

/// Searches the cheapest commitment by evolution; what each commitment costs is found by exact dispatch.
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
    /// @param previous earlier plans for units in the same order, the search starts from them too; may be empty
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

    private SearchOutcome search(CommitmentProblem problem, List<CommitmentSchedule> previous,
            BatchExecutor executor) {
        UnitTimes times = new UnitTimes(problem.units(), problem.intervals(), problem.stepHours());
        CommitmentRepair repair = new CommitmentRepair(problem, times);
        Evolution evolution = new Evolution(times, repair, settings, executor,
                Deadline.start(settings.deadline()));
        List<OnOff> seeds = new ArrayList<>();
        for (CommitmentSchedule plan : previous) {
            requireSameUnits(problem, plan);
            long[] masks = OnOff.of(plan.units().stream().map(UnitSchedule::on).toList(), problem.intervals())
                    .toArray();
            repair.complete(masks);
            seeds.add(OnOff.of(masks));
        }
        seeds.addAll(PriorityList.seeds(problem.units(), problem.intervals(), repair));
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
