package org.tavan.cvr;

import java.util.Arrays;

/// The cheapest way through a day of states, by dynamic programming: exact under limits per interval and per day.
///
/// `F[t][s, a, b] = cost[t][s] + min over s' of F[t-1][s', a - α(s', s), b - β(s', s)] + c_α α(s', s) + c_β β(s', s)`, where `a` and `b` count the tap and
/// capacitor steps made so far. A count whose daily limit no day can reach is not kept.
///
/// Of equally cheap ways it takes the one with the lowest numbers of states, last interval first: the same input gives the same way.
final class SwitchingProgramme {
    /// Beyond it the predecessors of a day no longer fit a moderate heap.
    private static final long CELLS_MAX = 20_000_000;

    private final SwitchingLimits limits;
    private final int states;
    private final int intervals;
    private final boolean tapsCounted;
    private final boolean capacitorsCounted;
    private final int tapCounts;
    private final int capacitorCounts;
    private final int[] tapSteps;
    private final int[] capacitorSteps;

    SwitchingProgramme(PositionSpace space, SwitchingLimits limits, int intervals) {
        this.limits = limits;
        this.intervals = intervals;
        states = space.size();
        tapSteps = new int[states * states];
        capacitorSteps = new int[states * states];
        for (int from = 0; from < states; from++) {
            for (int to = 0; to < states; to++) {
                tapSteps[from * states + to] = space.tapSteps(from, to);
                capacitorSteps[from * states + to] = space.capacitorSteps(from, to);
            }
        }
        tapsCounted = binds(limits.tapStepsPerDay(), limits.tapStepsPerInterval(), tapSteps);
        capacitorsCounted = binds(limits.capacitorStepsPerDay(), limits.capacitorStepsPerInterval(),
                capacitorSteps);
        long tapLimit = tapsCounted ? limits.tapStepsPerDay() : 0;
        long capacitorLimit = capacitorsCounted ? limits.capacitorStepsPerDay() : 0;
        long cells = (long) intervals * states * (tapLimit + 1) * (capacitorLimit + 1);
        if (cells > CELLS_MAX) {
            throw new IllegalArgumentException(
                    """
                            Positions (%d), intervals (%d) and daily limits of %d tap and %d capacitor steps must make at most %d cases, not %d.
                            Maybe a daily limit is larger than it needs to be."""
                            .formatted(states, intervals, limits.tapStepsPerDay(),
                                    limits.capacitorStepsPerDay(), CELLS_MAX,
                                    cells));
        }
        tapCounts = (int) tapLimit + 1;
        capacitorCounts = (int) capacitorLimit + 1;
    }

    /// Whether a daily limit can bind at all.
    private boolean binds(int perDay, int perInterval, int[] steps) {
        return perDay < (long) intervals * Math.min(perInterval, Arrays.stream(steps).max().orElse(0));
    }

    /// Finds the cheapest way.
    ///
    /// Shape: `cost[t][s]`, infinite where a state must not be taken.
    ///
    /// @return the state of each interval; where there is no way, an array as long as the intervals that can be reached
    int[] solve(double[][] cost, int before) {
        int perState = tapCounts * capacitorCounts;
        double[] value = new double[states * perState];
        Arrays.fill(value, Double.POSITIVE_INFINITY);
        value[before * perState] = 0;
        int[][] from = new int[intervals][];
        for (int t = 0; t < intervals; t++) {
            double[] next = new double[value.length];
            from[t] = new int[value.length];
            Arrays.fill(next, Double.POSITIVE_INFINITY);
            boolean reached = false;
            for (int state = 0; state < states; state++) {
                if (cost[t][state] < Double.POSITIVE_INFINITY) {
                    reached |= enter(state, cost[t][state], value, next, from[t]);
                }
            }
            if (!reached) {
                return new int[t];
            }
            value = next;
        }
        return trace(value, from, perState);
    }

    /// Enters one state from every other.
    private boolean enter(int state, double cost, double[] value, double[] next, int[] from) {
        int perState = tapCounts * capacitorCounts;
        boolean reached = false;
        for (int previous = 0; previous < states; previous++) {
            int tap = tapSteps[previous * states + state];
            int capacitor = capacitorSteps[previous * states + state];
            if (tap > limits.tapStepsPerInterval() || capacitor > limits.capacitorStepsPerInterval()) {
                continue;
            }
            double step = cost + tap * limits.centsPerTapStep() + capacitor * limits.centsPerCapacitorStep();
            int tapShift = tapsCounted ? tap : 0;
            int capacitorShift = capacitorsCounted ? capacitor : 0;
            for (int a = 0; a + tapShift < tapCounts; a++) {
                for (int b = 0; b + capacitorShift < capacitorCounts; b++) {
                    int source = previous * perState + a * capacitorCounts + b;
                    int target = state * perState + (a + tapShift) * capacitorCounts + b + capacitorShift;
                    if (value[source] + step < next[target]) {
                        next[target] = value[source] + step;
                        from[target] = source;
                        reached = true;
                    }
                }
            }
        }
        return reached;
    }

    private int[] trace(double[] value, int[][] from, int perState) {
        int cell = 0;
        for (int other = 1; other < value.length; other++) {
            cell = value[other] < value[cell] ? other : cell;
        }
        int[] path = new int[intervals];
        for (int t = intervals - 1; t >= 0; t--) {
            path[t] = cell / perState;
            cell = from[t][cell];
        }
        return path;
    }
}
