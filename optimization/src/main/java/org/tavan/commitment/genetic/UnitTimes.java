package org.tavan.commitment.genetic;

import java.util.List;

import org.tavan.commitment.Unit;

/// Least times on and off and what a start costs, in intervals; kernels on the masks of a commitment.
///
/// A run that the end of the horizon cuts short keeps its time; what happened before the first interval counts.
final class UnitTimes {
    final int units;
    final int intervals;
    private final int[] minUp;
    private final int[] minDown;
    /// Intervals on (positive) or off (negative) before the first one.
    private final int[] initial;
    /// Intervals that a unit must still run for what happened before the first: its least time on, or its power that has to come down.
    private final int[] heldOn;
    private final double[] hotCents;
    private final double[] coldCents;
    private final int[] coldAfter;

    UnitTimes(List<Unit> list, int intervals, double stepHours) {
        units = list.size();
        this.intervals = intervals;
        minUp = new int[units];
        minDown = new int[units];
        initial = new int[units];
        heldOn = new int[units];
        hotCents = new double[units];
        coldCents = new double[units];
        coldAfter = new int[units];
        for (int u = 0; u < units; u++) {
            Unit unit = list.get(u);
            minUp[u] = (int) Math.ceil(unit.minUpHours() / stepHours - 1e-9);
            minDown[u] = (int) Math.ceil(unit.minDownHours() / stepHours - 1e-9);
            initial[u] = (int) (unit.initialHours() / stepHours);
            heldOn[u] = unit.initiallyOn() ? Math.max(minUp[u] - initial[u], stepsDown(unit, stepHours)) : 0;
            hotCents[u] = unit.start().hotCents();
            coldCents[u] = unit.start().coldCents();
            coldAfter[u] = (int) Math.floor(unit.start().coldAfterHours() / stepHours + 1e-9);
        }
    }

    /// Intervals until the power before the first has come down to where the unit may stop.
    private static int stepsDown(Unit unit, double stepHours) {
        double fallKw = 60 * stepHours * unit.rampDownKwPerMinute();
        double aboveKw = unit.initialKw() - Math.max(unit.minKw(), fallKw);
        return aboveKw > 0 ? (int) Math.ceil(aboveKw / fallKw - 1e-9) : 0;
    }

    boolean onBefore(int u) {
        return initial[u] > 0;
    }

    /// {@return what the starts of all units cost (¢)}
    double startCents(long[] masks) {
        double cents = 0;
        for (int u = 0; u < units; u++) {
            int off = Math.max(0, -initial[u]);
            for (int t = 0; t < intervals; t++) {
                if ((masks[t] >>> u & 1) == 0) {
                    off++;
                } else if (off > 0) {
                    cents += off <= coldAfter[u] ? hotCents[u] : coldCents[u];
                    off = 0;
                }
            }
        }
        return cents;
    }

    boolean kept(long[] masks) {
        for (int u = 0; u < units; u++) {
            if (!kept(masks, u)) {
                return false;
            }
        }
        return true;
    }

    boolean kept(long[] masks, int u) {
        boolean on = initial[u] > 0;
        int run = Math.abs(initial[u]);
        for (int t = 0; t < intervals; t++) {
            if (t < heldOn[u] && (masks[t] >>> u & 1) == 0) {
                return false;
            }
            if ((masks[t] >>> u & 1) != 0 == on) {
                run++;
            } else {
                if (run < (on ? minUp[u] : minDown[u])) {
                    return false;
                }
                on = !on;
                run = 1;
            }
        }
        return true;
    }

    /// {@return whether the unit must still be off in an interval for what happened before the first}
    boolean heldOff(int u, int t) {
        return initial[u] < 0 && t < minDown[u] + initial[u];
    }

    /// Makes a unit keep its times: it stays as it must from before, then short stops are run through and short runs go on.
    /// Beyond the first stage bits are only set, so this ends.
    void repair(long[] masks, int u) {
        long bit = 1L << u;
        for (int t = 0; t < intervals && heldOff(u, t); t++) {
            masks[t] &= ~bit;
        }
        for (int t = 0; t < Math.min(intervals, heldOn[u]); t++) {
            masks[t] |= bit;
        }
        while (!kept(masks, u)) {
            boolean on = initial[u] > 0;
            int run = Math.abs(initial[u]);
            for (int t = 0; t < intervals; t++) {
                boolean now = (masks[t] & bit) != 0;
                if (now == on) {
                    run++;
                } else if (on && run < minUp[u]) {
                    masks[t] |= bit;
                    run++;
                } else if (!on && run < minDown[u]) {
                    for (int s = t - 1; s >= 0 && (masks[s] & bit) == 0; s--) {
                        masks[s] |= bit;
                    }
                    on = true;
                    run = minUp[u];
                } else {
                    on = now;
                    run = 1;
                }
            }
        }
    }
}
