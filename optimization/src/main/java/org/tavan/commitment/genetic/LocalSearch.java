package org.tavan.commitment.genetic;

import java.util.random.RandomGenerator;

/// Improves a commitment by small random moves, each repaired and kept where it costs no more: the memetic part of the search.
///
/// Moves: a unit changes its state over a few intervals, shifts an end of a run, two units change places for a while, or another option
/// of demand is taken.
final class LocalSearch {
    private static final int LONGEST_BLOCK = 6;
    /// One move of so many is of demand, where there are choices.
    private static final int DEMAND_MOVES = 3;

    private final CommitmentRepair repair;
    private final CostEstimate cost;
    private final DemandTable demand;
    private final int units;
    private final int intervals;

    LocalSearch(CommitmentRepair repair, CostEstimate cost, UnitTimes times, DemandTable demand) {
        this.demand = demand;
        this.repair = repair;
        this.cost = cost;
        units = times.units;
        intervals = times.intervals;
    }

    /// Improves in place.
    ///
    /// @return what it costs then (¢)
    double improve(long[] masks, int moves, RandomGenerator random) {
        double best = cost.cents(masks);
        long[] trial = new long[masks.length];
        for (int m = 0; m < moves; m++) {
            System.arraycopy(masks, 0, trial, 0, masks.length);
            move(trial, random);
            if (random.nextBoolean()) {
                repair.repair(trial);
            } else {
                repair.complete(trial);
            }
            double cents = cost.cents(trial);
            if (cents <= best) {
                best = cents;
                System.arraycopy(trial, 0, masks, 0, masks.length);
            }
        }
        return best;
    }

    private void move(long[] masks, RandomGenerator random) {
        if (demand.choices() > 0 && (units == 0 || random.nextInt(DEMAND_MOVES) == 0)) {
            int choice = random.nextInt(demand.choices());
            demand.take(masks, choice, random.nextInt(demand.options(choice)));
            return;
        }
        int u = random.nextInt(units);
        int kind = random.nextInt(4);
        if (kind == 0) {
            flip(masks, u, random);
        } else if (kind == 1 && units > 1) {
            exchange(masks, u, (u + 1 + random.nextInt(units - 1)) % units, random);
        } else if (kind == 2) {
            wholeRun(masks, u, random);
        } else {
            shiftEnd(masks, u, random);
        }
    }

    private void flip(long[] masks, int u, RandomGenerator random) {
        int from = random.nextInt(intervals);
        int to = Math.min(intervals, from + 1 + random.nextInt(LONGEST_BLOCK));
        boolean on = (masks[from] >>> u & 1) == 0;
        for (int t = from; t < to; t++) {
            set(masks, t, u, on);
        }
    }

    private void exchange(long[] masks, int u, int v, RandomGenerator random) {
        int from = random.nextInt(intervals);
        int to = Math.min(intervals, from + 1 + random.nextInt(2 * LONGEST_BLOCK));
        for (int t = from; t < to; t++) {
            boolean uOn = (masks[t] >>> u & 1) != 0;
            boolean vOn = (masks[t] >>> v & 1) != 0;
            set(masks, t, u, vOn);
            set(masks, t, v, uOn);
        }
    }

    private void wholeRun(long[] masks, int u, RandomGenerator random) {
        int at = random.nextInt(intervals);
        boolean on = (masks[at] >>> u & 1) != 0;
        for (int t = at; t < intervals && (masks[t] >>> u & 1) != 0 == on; t++) {
            set(masks, t, u, !on);
        }
        for (int t = at - 1; t >= 0 && (masks[t] >>> u & 1) != 0 == on; t--) {
            set(masks, t, u, !on);
        }
    }

    /// From a random place, the next change of the unit's state comes earlier or later.
    private void shiftEnd(long[] masks, int u, RandomGenerator random) {
        int t = 1 + random.nextInt(intervals);
        while (t < intervals && (masks[t] >>> u & 1) == (masks[t - 1] >>> u & 1)) {
            t++;
        }
        int length = 1 + random.nextInt(3);
        if (t < intervals && random.nextBoolean()) {
            boolean before = (masks[t - 1] >>> u & 1) != 0;
            for (int s = t; s < Math.min(intervals, t + length); s++) {
                set(masks, s, u, before);
            }
        } else {
            boolean behind = t < intervals ? (masks[t] >>> u & 1) != 0 : (masks[t - 1] >>> u & 1) == 0;
            for (int s = t - 1; s >= Math.max(0, t - length); s--) {
                set(masks, s, u, behind);
            }
        }
    }

    private static void set(long[] masks, int t, int u, boolean on) {
        masks[t] = on ? masks[t] | 1L << u : masks[t] & ~(1L << u);
    }
}
