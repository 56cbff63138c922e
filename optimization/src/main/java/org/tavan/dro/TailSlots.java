package org.tavan.dro;

import java.util.Arrays;
import java.util.BitSet;

/// Which samples of a moving window a joint promise has rows and a `z` for: see `JointPromise` for which are needed.
///
/// A side is an interval seen from above (`t`) or from below (`T + t`). Each has a row for its worst sample without a `z`, whichever that is at the time,
/// and seats for samples with a `z`. They are needed where those samples come before the worst without, until they weigh more than `ε`: of such, one
/// has no need of a `z`, so none after the last of them is worse than `τ`. Where such a sample finds no seat, it counts as one without a `z`, which is safe.
///
/// There are more `z` and seats than are needed when they are arranged, and any `z` may take any seat: so windows and samples may change for long
/// before they have to be arranged anew. Between that nothing is allocated.
final class TailSlots {
    static final int NONE = -1;

    /// Sums of weights up to rounding.
    private static final double MASS_SAFE = 1 + 1e-9;
    /// How many more there are than needed, of seats from above alone: from below they are rarely asked for.
    private static final int SPARE_EXCESSES = 1;
    private static final int SPARE_SEATS = 1;

    private final SampleWindow window;
    private final int intervals;
    /// The least number of samples that weigh more than `ε`.
    private final int seatsMax;
    /// Sample of each `z`, and `z` of each sample.
    private int[] excessSample = {};
    private final int[] excessOf;
    /// Whether a `z` has changed hands in this window: it does so once, or it would come and go.
    private boolean[] fresh = {};
    private boolean complete;
    private final BitSet inTail;
    /// The `z` that has each seat or had it last, and whether it needs it now, `[side][seat]`.
    private final int[][] seat;
    private final boolean[][] taken;
    private final boolean[] used;
    private final int[] base;
    /// The `z` that need a seat on one side.
    private final int[] needed;

    TailSlots(SampleWindow window, double epsilon) {
        this.window = window;
        intervals = window.intervals();
        excessOf = new int[window.count()];
        Arrays.fill(excessOf, NONE);
        inTail = new BitSet(window.count());
        seat = new int[2 * intervals][0];
        taken = new boolean[2 * intervals][0];
        used = new boolean[2 * intervals];
        Arrays.fill(used, 0, intervals, true);
        seatsMax = Math.min(window.count(), 1 + (int) (window.count() * epsilon * MASS_SAFE));
        needed = new int[seatsMax];
        base = new int[2 * intervals];
    }

    int sides() {
        return used.length;
    }

    int interval(int side) {
        return side < intervals ? side : side - intervals;
    }

    /// {@return a sample's residual on a side, in units of `ξ`}
    double xi(int side, int i) {
        return window.xi(interval(side), i);
    }

    /// {@return the end of the box on a side}
    double end(int side) {
        return side < intervals ? window.high(side) : window.low(interval(side));
    }

    boolean isUsed(int side) {
        return used[side];
    }

    /// Takes a side into account from now on.
    void use(int side) {
        used[side] = true;
    }

    /// {@return how many `z` there are}
    int excesses() {
        return excessSample.length;
    }

    /// {@return the sample of a `z`}
    int sample(int z) {
        return excessSample[z];
    }

    /// {@return whether a sample has a `z`}
    boolean hasExcess(int i) {
        return excessOf[i] != NONE;
    }

    /// {@return whether every sample has a `z` or gets one, for this window alone: then there is nothing to spare, and a seat is for its `z`}
    boolean isComplete() {
        return complete;
    }

    /// {@return the seats on a side}
    int seats(int side) {
        return seat[side].length;
    }

    /// {@return the `z` that has a seat or had it last}
    int holder(int side, int at) {
        return seat[side][at];
    }

    /// {@return whether the seat is needed}
    boolean isTaken(int side, int at) {
        return taken[side][at];
    }

    /// {@return the worst sample on a side that has no seat there, or `NONE` where those with a seat are all that is needed}
    int base(int side) {
        return base[side];
    }

    /// {@return the samples that have a `z`; stands until the next call}
    BitSet inTail() {
        inTail.clear();
        for (int i = 0; i < excessOf.length; i++) {
            inTail.set(i, hasExcess(i));
        }
        return inTail;
    }

    /// Gives a `z` to a sample that has none: one that nobody has, or one of a sample that needs it least.
    ///
    /// @param share of each sample
    /// @param least what a share must be to keep its `z`
    /// @return whether there was one; else there is one more than the program has
    boolean give(int i, double[] share, double least) {
        int to = NONE;
        double toShare = least;
        for (int z = 0; z < excessSample.length; z++) {
            double own = excessSample[z] == NONE ? 0 : share[excessSample[z]];
            if (!fresh[z] && own < toShare) {
                to = z;
                toShare = own;
            }
        }
        boolean found = to != NONE;
        if (!found) {
            to = excessSample.length;
            resize(to + 1);
        } else if (excessSample[to] != NONE) {
            excessOf[excessSample[to]] = NONE;
        }
        excessSample[to] = i;
        excessOf[i] = to;
        fresh[to] = true;
        return found;
    }

    private void resize(int excesses) {
        int before = excessSample.length;
        excessSample = Arrays.copyOf(excessSample, excesses);
        Arrays.fill(excessSample, Math.min(before, excesses), excesses, NONE);
        fresh = Arrays.copyOf(fresh, excesses);
    }

    /// Gives a `z` to every sample.
    ///
    /// @return whether one had none
    boolean complete() {
        boolean before = complete;
        complete = true;
        return !before;
    }

    /// Arranges `z` and seats anew: those that are needed, and some to spare.
    ///
    /// @param share of each sample
    /// @param least what a share must be to keep its `z`
    void arrange(double[] share, double least) {
        int size = 0;
        for (int i = 0; i < excessOf.length; i++) {
            boolean keeps = complete || (excessOf[i] != NONE && (fresh[excessOf[i]] || share[i] >= least));
            excessOf[i] = keeps ? size++ : NONE;
        }
        int spare = complete || seatsMax == 1 ? 0 : SPARE_EXCESSES;
        resize(complete ? size : Math.max(size + spare, Math.min(seatsMax, excessSample.length)));
        Arrays.fill(excessSample, NONE);
        Arrays.fill(fresh, false);
        for (int i = 0; i < excessOf.length; i++) {
            if (excessOf[i] != NONE) {
                excessSample[excessOf[i]] = i;
            }
        }
        for (int side = 0; side < seat.length; side++) {
            int seats = used[side] ? need(side, seatsMax) : 0;
            seats = side < intervals && spare > 0 ? Math.min(seatsMax, seats + SPARE_SEATS) : seats;
            seat[side] = new int[seats];
            Arrays.fill(seat[side], NONE);
            taken[side] = new boolean[seats];
        }
        find();
    }

    /// A new window.
    void begin() {
        complete = false;
        Arrays.fill(fresh, false);
        find();
    }

    /// Finds who needs a seat on each side, and the worst sample without.
    void find() {
        for (int side = 0; side < seat.length; side++) {
            if (used[side]) {
                seatAll(side, need(side, seat[side].length));
            }
        }
    }

    /// Finds the `z` of the samples that come before the worst without a `z`, no more than some; that one is the base then.
    ///
    /// @return how many
    private int need(int side, int most) {
        int count = 0;
        int i = next(side, NONE);
        while (count < most && i != NONE && excessOf[i] != NONE) {
            needed[count++] = excessOf[i];
            i = next(side, i);
        }
        base[side] = count == seatsMax ? NONE : i;
        return count;
    }

    /// {@return the worst sample after another, equal ones by index; `NONE` after the last}
    private int next(int side, int after) {
        int worst = NONE;
        for (int i = 0; i < excessOf.length; i++) {
            boolean comes = after == NONE || isWorse(side, after, i)
                    || (i > after && !isWorse(side, i, after));
            if (comes && (worst == NONE || isWorse(side, i, worst))) {
                worst = i;
            }
        }
        return worst;
    }

    private boolean isWorse(int side, int i, int than) {
        double here = window.sampleKw(i)[interval(side)];
        double there = window.sampleKw(than)[interval(side)];
        return side < intervals ? here > there : here < there;
    }

    /// Whoever has a seat stays there.
    private void seatAll(int side, int count) {
        Arrays.fill(taken[side], false);
        for (int n = 0; n < count; n++) {
            for (int at = 0; at < seat[side].length; at++) {
                taken[side][at] |= seat[side][at] == needed[n];
            }
        }
        for (int n = 0; n < count; n++) {
            seatOne(side, needed[n]);
        }
    }

    private void seatOne(int side, int z) {
        int free = NONE;
        for (int at = 0; at < seat[side].length; at++) {
            if (seat[side][at] == z) {
                return;
            }
            free = taken[side][at] ? free : at;
        }
        seat[side][free] = z;
        taken[side][free] = true;
    }
}
