package org.tavan.commitment.genetic;

import java.util.List;
import java.util.random.RandomGenerator;

import org.tavan.commitment.CommitmentProblem;

/// The search where intervals stand alone: each costs what its economic dispatch says, so every cost is exact.
final class AloneSearch {
    private final CommitmentProblem problem;
    private final UnitTimes times;
    private final Evolution evolution;

    AloneSearch(CommitmentProblem problem, UnitTimes times, Evolution evolution) {
        this.problem = problem;
        this.times = times;
        this.evolution = evolution;
    }

    SearchOutcome search(List<OnOff> start, RandomGenerator random) {
        EconomicDispatch dispatch = new EconomicDispatch(problem);
        DemandTable demand = new DemandTable(problem);
        Evolution.Result result = evolution.run(new SeparableCost(times, demand, dispatch), start, random);
        SearchStatistics statistics = new SearchStatistics(result.generations(), 1, 0, result.steady());
        OnOff best = result.best().getFirst().commitment();
        double[][] powerKw = new double[problem.intervals()][times.units];
        double[] curtailedKw = new double[problem.intervals()];
        for (int t = 0; t < powerKw.length; t++) {
            double changeKw = demand.changeKw(best.toArray(), t);
            double lackKw = dispatch.dispatch(t, best.mask(t), changeKw, powerKw[t]);
            if (lackKw > 0) {
                return new SearchOutcome.NoneFound(
                        """
                                Interval %d lacks %.3f kW of capacity for demand and spinning reserve, or of demand for the least powers."""
                                .formatted(t, lackKw),
                        statistics);
            }
            curtailedKw[t] = dispatch.curtailedKw(t, best.mask(t), changeKw);
        }
        return new SearchOutcome.Found(new ScheduleReader(problem).read(best, powerKw, curtailedKw),
                statistics);
    }
}
