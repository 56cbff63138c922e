package org.tavan.dro;

import java.util.Arrays;
import java.util.BitSet;

/// Which samples of a moving window a joint promise has rows and a `z` for: see `JointPromise` for which are needed.
///
/// A side is an interval seen from above (`t`) or from below (`T + t`). Each has a row for its worst sample without a `z`, whichever that is at the time,
/// and seats for samples with a `z`, each for one `z`. Seats are arranged where samples with a `z` come before the worst without, until they
/// weigh more than `ε`: of such, one has no need of a `z`, so none after the last of them is worse than `τ`. A window
/// later others may come before: where such a sample has no seat, it counts as one without a `z`, which is safe.
final class TailSlots {
    static final int NONE = -1;

    /// Sums of weights up to rounding.
    private static final double MASS_SAFE = 1 + 1e-9;

    private final SampleWindow window;
    private final double nominalKw;
    private final int intervals;
    /// The least number of samples that weigh more than `ε`.
    private final int seatsMax;
    /// Sample of each `z`, and `z` of each sample.
    private int[] excessSample = {};
    private final int[] excessOf;
    /// Whether a `z` has a seat, `[side][z]`.
    private boolean[][] seat;
    private final boolean[] used;
    private final int[] base;
    /// How many with a seat come before it.
    private final int[] above;

    TailSlots(SampleWindow window, double nominalKw, double epsilon) {
        this.window = window;
        this.nominalKw = nominalKw;
        intervals = window.intervals();
        excessOf = new int[window.count()];
        Arrays.fill(excessOf, NONE);
        seat = new boolean[2 * intervals][0];
        used = new boolean[2 * intervals];
        Arrays.fill(used, 0, intervals, true);
        seatsMax = Math.min(window.count(), 1 + (int) (window.count() * epsilon * MASS_SAFE));
        above = new int[2 * intervals];
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
        return window.sampleKw(i)[interval(side)] / nominalKw;
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

    /// {@return whether a `z` has a seat on a side}
    boolean isSeated(int side, int z) {
        return seat[side][z];
    }

    /// {@return the worst sample on a side that has no seat there, or `NONE`}
    int base(int side) {
        return base[side];
    }

    /// {@return whether those with a seat on a side are all that is needed}
    boolean isFull(int side) {
        return above[side] >= seatsMax;
    }

    /// {@return the samples that have a `z`; allocates}
    BitSet inTail() {
        BitSet tail = new BitSet();
        for (int i : excessSample) {
            tail.set(i);
        }
        return tail;
    }

    /// Gives a `z` to a sample that has none, without seats as yet.
    void add(int i) {
        excessOf[i] = excessSample.length;
        excessSample = Arrays.copyOf(excessSample, excessSample.length + 1);
        excessSample[excessOf[i]] = i;
        for (int side = 0; side < seat.length; side++) {
            seat[side] = Arrays.copyOf(seat[side], excessSample.length);
        }
    }

    /// Takes the `z` from samples that need it least.
    ///
    /// @param share of each sample
    /// @param least what a share must be to keep its `z`
    void keep(double[] share, double least) {
        int[] kept = Arrays.stream(excessSample).filter(i -> share[i] >= least).toArray();
        Arrays.fill(excessOf, NONE);
        excessSample = kept;
        for (int z = 0; z < kept.length; z++) {
            excessOf[kept[z]] = z;
        }
    }

    /// Arranges the seats anew: those that are needed.
    void arrange() {
        seat = new boolean[used.length][excessSample.length];
        for (int side = 0; side < seat.length; side++) {
            int left = used[side] ? seatsMax : 0;
            for (int i = worst(side); left > 0 && i != NONE && excessOf[i] != NONE; left--) {
                seat[side][excessOf[i]] = true;
                i = worst(side);
            }
        }
        find();
    }

    /// {@return the worst sample on a side that has no seat there, or `NONE`}
    private int worst(int side) {
        int worst = NONE;
        for (int i = 0; i < excessOf.length; i++) {
            boolean seated = excessOf[i] != NONE && seat[side][excessOf[i]];
            if (!seated && (worst == NONE || isWorse(side, i, worst))) {
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

    /// Finds the worst sample without a `z` on each side.
    void find() {
        for (int side = 0; side < base.length; side++) {
            if (used[side]) {
                base[side] = worst(side);
                above[side] = 0;
                for (int z = 0; z < excessSample.length; z++) {
                    above[side] += seat[side][z]
                            && (base[side] == NONE || isWorse(side, excessSample[z], base[side])) ? 1 : 0;
                }
            }
        }
    }
}
