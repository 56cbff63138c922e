package org.tavan.commitment.genetic;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import io.jenetics.util.BatchExecutor;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.conic.SolverSettings;

/// The search where intervals are coupled.
///
/// Without a limit of the probability of shedding one run of rounds does. With one, which losses may shed is chosen at the prices of the
/// best plan so far, so that rounds and choice alternate; the best plan of all is kept.
final class CoupledSearch {
    private static final int CHOICES = 3;

    private final CommitmentProblem problem;
    private final UnitTimes times;
    private final Evolution evolution;
    private final SearchSettings settings;
    private final BatchExecutor executor;

    CoupledSearch(CommitmentProblem problem, UnitTimes times, Evolution evolution, SearchSettings settings,
            BatchExecutor executor) {
        this.problem = problem;
        this.times = times;
        this.evolution = evolution;
        this.settings = settings;
        this.executor = executor;
    }

    SearchOutcome search(List<OnOff> start, RandomGenerator random) {
        boolean limited = LolpCover.matters(problem);
        CoupledRounds.Result best = rounds(limited
                ? firstCover(problem, times, start.getLast())
                : Cover.none(), start, random);
        for (int k = 1; limited && k < CHOICES && !evolution.deadline().passed(); k++) {
            List<OnOff> seeds = new ArrayList<>(List.of(best.best().commitment()));
            seeds.addAll(start);
            CoupledRounds.Result next = rounds(cover(problem, best.best().dispatch().cut()), seeds, random);
            SearchStatistics statistics = best.statistics().plus(next.statistics());
            best = new CoupledRounds.Result(
                    CoupledRounds.CHEAPEST.compare(next.best(), best.best()) < 0 ? next.best() : best.best(),
                    statistics);
        }
        return outcome(problem, best);
    }

    /// Dispatches one commitment.
    static SearchOutcome dispatch(CommitmentProblem problem, UnitTimes times, OnOff commitment) {
        Cover cover = LolpCover.matters(problem) ? firstCover(problem, times, commitment) : Cover.none();
        DayDispatch.Dispatch dispatch = days(problem, times, cover).solve(commitment,
                SolverSettings.defaults());
        return outcome(problem, new CoupledRounds.Result(new CoupledRounds.Visited(commitment, dispatch),
                new SearchStatistics(0, 0, 1, false)));
    }

    private static SearchOutcome outcome(CommitmentProblem problem, CoupledRounds.Result result) {
        ScheduleReader reader = new ScheduleReader(problem);
        DayDispatch.Dispatch dispatch = result.best().dispatch();
        return dispatch.feasible()
                ? new SearchOutcome.Found(reader.read(result.best().commitment(), dispatch),
                        result.statistics())
                : new SearchOutcome.NoneFound(reader.lack(dispatch), result.statistics());
    }

    private CoupledRounds.Result rounds(Cover cover, List<OnOff> start, RandomGenerator random) {
        return new CoupledRounds(problem, times, evolution, settings, executor, cover).search(start, random);
    }

    private static Cover cover(CommitmentProblem problem, DayDispatch.Cut cut) {
        return new LolpCover(problem, new SourceOrder(problem), cut.prices());
    }

    /// At the prices of a day of which any loss may shed.
    private static Cover firstCover(CommitmentProblem problem, UnitTimes times, OnOff commitment) {
        return cover(problem,
                days(problem, times, Cover.none()).solve(commitment, SolverSettings.defaults()).cut());
    }

    private static DayDispatch days(CommitmentProblem problem, UnitTimes times, Cover cover) {
        SourceOrder sources = new SourceOrder(problem);
        return new DayDispatch(problem, times,
                new HourPrograms(problem, sources, new EventTable(problem, sources), cover));
    }
}
