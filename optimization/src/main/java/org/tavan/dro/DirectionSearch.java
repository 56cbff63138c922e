package org.tavan.dro;

import java.util.HashSet;
import java.util.Set;

import org.tavan.dro.RoundSolver.Result.Found;

/// Where surplus has a price, a program burns some of it in storages that charge and discharge at once. A plan never does, so it may cost
/// more than the program's bound. This holds each storage to the direction of its netted flow and solves again: the netted plan stays
/// feasible, so this one is no dearer. The bound stays that of the program without directions, so the gap is honest.
final class DirectionSearch {
    private static final int STEPS_MAX = 5;

    private final RoundSolver solver;
    private final CommunityModel model;
    private final double gapTolerance;

    DirectionSearch(RoundSolver solver, CommunityModel model, double gapTolerance) {
        this.solver = solver;
        this.model = model;
        this.gapTolerance = gapTolerance;
    }

    /// {@return the cheapest plan found, with the bound of the first}
    Found cheapest(Found first) {
        Found best = first;
        Set<CommunityProgram.OneWay> directions = new HashSet<>();
        for (int step = 0; step < STEPS_MAX && surplusHasPrice() && best.gap() > gapTolerance; step++) {
            if (!directions.addAll(best.draft().directions())
                    || !(solver.solve(new CommunityProgram.Options(false, 0, null,
                            Set.copyOf(directions))) instanceof Found found)
                    || !found.draft().missed(RoundSolver.FEASIBLE_TOLERANCE).isEmpty()
                    || found.cents() >= best.cents()) {
                return best;
            }
            best = found.withBoundCents(first.boundCents());
        }
        return best;
    }

    private boolean surplusHasPrice() {
        for (int t = 0; t < model.intervals; t++) {
            if (model.problem.prices().surplusCentsPerKwh().get(t) > 0) {
                return true;
            }
        }
        return false;
    }
}
