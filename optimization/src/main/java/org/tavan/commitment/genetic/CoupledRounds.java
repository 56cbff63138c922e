package org.tavan.commitment.genetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

import io.jenetics.util.BatchExecutor;
import io.jenetics.util.ISeq;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.conic.SolverSettings;

/// Rounds of evolution under lower bounds and exact dispatches of what they find, for a given choice of losses that may shed.
///
/// A cut is exact where it was made and a bound elsewhere, so what the search takes for the cheapest is either known to be so
/// cheap, or dispatched next. It ends when evolution finds nothing below the cheapest plan.
final class CoupledRounds {
    /// Commitments dispatched in a round, and how many of them give a cut.
    private static final int DISPATCHED = 4;
    private static final int CUTTING = 1;
    /// Seeds of a round that were dispatched before, and that the last round found.
    private static final int SEEDS = 8;
    /// Less than this, relative to the cost, is no gain.
    private static final double GAIN = 1e-7;

    private final Evolution evolution;
    private final SearchSettings settings;
    private final BatchExecutor executor;
    private final DayDispatch days;
    private final PricedDays priced;
    private final boolean single;
    private final List<Visited> visited = new ArrayList<>();

    /// A commitment that was dispatched.
    record Visited(OnOff commitment, DayDispatch.Dispatch dispatch) {}

    CoupledRounds(CommitmentProblem problem, UnitTimes times, Evolution evolution, SearchSettings settings,
            BatchExecutor executor, Cover cover) {
        this.evolution = evolution;
        this.settings = settings;
        this.executor = executor;
        SourceOrder sources = new SourceOrder(problem);
        EventTable events = new EventTable(problem, sources);
        HourPrograms hours = new HourPrograms(problem, sources, events, cover);
        days = new DayDispatch(problem, times, hours);
        priced = new PricedDays(times, hours);
        single = times.units == 0 && problem.demandChoices().isEmpty();
    }

    /// How the rounds ended.
    record Result(Visited best, SearchStatistics statistics) {}

    Result search(List<OnOff> start, RandomGenerator random) {
        Set<OnOff> fresh = new LinkedHashSet<>(start);
        List<OnOff> found = List.of();
        int generations = 0;
        int round = 0;
        // Without units and choices there is one commitment alone.
        boolean exhausted = single;
        dispatch(List.copyOf(fresh));
        while (round < settings.rounds() && !exhausted && !evolution.deadline().passed()) {
            round++;
            Set<OnOff> seeds = new LinkedHashSet<>();
            visited.stream().limit(SEEDS).forEach(v -> seeds.add(v.commitment));
            seeds.addAll(found);
            seeds.addAll(start);
            Evolution.Result result = evolution.run(priced, List.copyOf(seeds), random);
            generations += result.generations();
            double below = best().dispatch.cents() * (1 - GAIN);
            List<OnOff> promising = result.best()
                    .stream()
                    .filter(c -> c.cents() < below && !priced.knows(c.commitment()))
                    .map(Candidate::commitment)
                    .toList();
            exhausted = promising.isEmpty() && !evolution.deadline().passed();
            found = promising.stream().limit(SEEDS).toList();
            dispatch(promising.stream().limit(DISPATCHED).toList());
        }
        return new Result(best(), new SearchStatistics(generations, round, visited.size(), exhausted));
    }

    private Visited best() {
        return visited.getFirst();
    }

    /// Dispatches all, in parallel, and takes up what the cheapest of them teach.
    private void dispatch(List<OnOff> commitments) {
        Visited[] made = new Visited[commitments.size()];
        List<Runnable> jobs = new ArrayList<>();
        for (int i = 0; i < made.length; i++) {
            int at = i;
            jobs.add(() -> made[at] = new Visited(commitments.get(at),
                    days.solve(commitments.get(at), SolverSettings.defaults())));
        }
        executor.execute(ISeq.of(jobs));
        List<Visited> sorted = Arrays.stream(made).sorted(CHEAPEST).toList();
        for (int i = 0; i < sorted.size(); i++) {
            Visited one = sorted.get(i);
            priced.learn(one.commitment, one.dispatch.cents());
            if (i < CUTTING) {
                priced.cut(one.dispatch.cut());
            }
        }
        visited.addAll(sorted);
        visited.sort(CHEAPEST);
    }

    /// A plan that lacks nothing comes first, whatever it costs.
    static final Comparator<Visited> CHEAPEST = Comparator
            .comparing((Visited v) -> !v.dispatch.feasible())
            .thenComparingDouble(v -> v.dispatch.cents())
            .thenComparing(Visited::commitment, OnOff.ORDER);
}
