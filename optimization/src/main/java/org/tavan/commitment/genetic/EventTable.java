package org.tavan.commitment.genetic;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.tavan.commitment.CommitmentProblem;
import org.tavan.reliability.NetLoadError;
import org.tavan.reliability.OutageEvent;

/// The outages that can shed load in an interval with given units on line.
///
/// Losing a unit that is off changes nothing, so events that differ in such units alone are one; events that cannot shed,
/// whatever is dispatched, are left out. Neither changes the sum.
final class EventTable {
    private final CommitmentProblem problem;
    private final SourceOrder sources;
    private final List<OutageEvent> events;

    /// What may be lost together.
    ///
    /// @param lost a bit per source
    /// @param errorKw demand above forecast (kW)
    /// @param probability of the two together
    record Loss(long lost, double errorKw, double probability) {
        boolean takes(int source) {
            return source >= 0 && (lost >>> source & 1) != 0;
        }
    }

    EventTable(CommitmentProblem problem, SourceOrder sources) {
        this.problem = problem;
        this.sources = sources;
        events = matter(problem)
                ? OutageEvent.upTo(sources.outageProbability, problem.reliability().outageOrder())
                : List.of();
    }

    /// {@return whether lost load is priced or limited at all}
    static boolean matter(CommitmentProblem problem) {
        if (problem.reliability().vollCentsPerKwh() > 0
                || problem.reliability().eensMaxKwh() < Double.POSITIVE_INFINITY) {
            return true;
        }
        for (int t = 0; t < problem.intervals(); t++) {
            if (problem.reliability().lolpMax().get(t) < 1) {
                return true;
            }
        }
        return false;
    }

    List<Loss> losses(int t, long mask) {
        long active = 0;
        for (int i = 0; i < sources.count; i++) {
            active |= sources.active(problem, i, t, mask) ? 1L << i : 0;
        }
        TreeMap<Long, Double> merged = new TreeMap<>();
        for (OutageEvent event : events) {
            long lost = 0;
            for (int i : event.lost()) {
                lost |= 1L << i;
            }
            merged.merge(lost & active, event.probability(), Double::sum);
        }
        List<Loss> losses = new ArrayList<>();
        List<NetLoadError.Point> errors = new NetLoadError(problem.netSigmaKw(t)).points();
        merged.forEach((lost, probability) -> {
            double most = 0;
            for (int i = 0; i < sources.count; i++) {
                most += (lost >>> i & 1) != 0 ? sources.largestKw(problem, i, t, mask) : 0;
            }
            for (NetLoadError.Point error : errors) {
                if (most + error.errorKw() > 0) {
                    losses.add(new Loss(lost, error.errorKw(), probability * error.probability()));
                }
            }
        });
        return losses;
    }
}
