package org.tavan.dro;

import java.util.Arrays;

import org.tavan.conic.Profile;
import org.tavan.problem.Member;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.SupportBox;

/// The last `I` samples of one member, equally likely, and their columns sorted: one sample in and one out costs `O(I)` an interval and
/// allocates nothing.
///
/// Shape: samples in kW, in a ring; columns and box in units of `ξ`, `[interval][rank]`, ascending.
final class SampleWindow {
    private final double nominalKw;
    private final double margin;
    private final double[][] ringKw;
    private int oldest;
    private final double[][] sorted;
    /// Every sample's probability.
    private final double[] weights;
    private final double[] leastKw;
    private final double[] mostKw;
    private final double[] lowKw;
    private final double[] highKw;

    /// @param margin of the support, as in `EmpiricalDistribution.supportBox`; NaN keeps the member's support
    SampleWindow(Member member, double margin) {
        EmpiricalDistribution samples = member.residualKw();
        int count = samples.count();
        nominalKw = member.nominalKw();
        this.margin = margin;
        ringKw = new double[count][];
        weights = new double[count];
        for (int i = 0; i < count; i++) {
            ringKw[i] = samples.sample(i).toArray();
            weights[i] = samples.weight(i);
            if (weights[i] != weights[0]) {
                throw new IllegalArgumentException(
                        "The samples of %s must be equally likely to move on.".formatted(member.id()));
            }
        }
        sorted = new double[samples.intervals()][];
        for (int t = 0; t < sorted.length; t++) {
            sorted[t] = samples.column(t);
            for (int i = 0; i < count; i++) {
                sorted[t][i] /= nominalKw;
            }
            Arrays.sort(sorted[t]);
        }
        SupportBox box = (SupportBox) member.supportKw();
        lowKw = box.low().toArray();
        highKw = box.high().toArray();
        leastKw = new double[sorted.length];
        mostKw = new double[sorted.length];
        for (int t = 0; t < sorted.length; t++) {
            findEnds(t);
            widen(t);
        }
    }

    /// Drops the oldest sample for a new one; nothing changes if that is refused.
    ///
    /// @param who the member, for messages
    /// @param sampleKw one value an interval, finite and in the support; not kept
    /// @throws IllegalArgumentException if it is not as it must be
    void slide(String who, double[] sampleKw) {
        check(who, sampleKw);
        double[] outKw = ringKw[oldest];
        oldest = (oldest + 1) % ringKw.length;
        for (int t = 0; t < sorted.length; t++) {
            replace(sorted[t], outKw[t] / nominalKw, sampleKw[t] / nominalKw);
            boolean wasEnd = outKw[t] == leastKw[t] || outKw[t] == mostKw[t];
            outKw[t] = sampleKw[t];
            if (wasEnd) {
                findEnds(t);
            } else {
                leastKw[t] = Math.min(leastKw[t], sampleKw[t]);
                mostKw[t] = Math.max(mostKw[t], sampleKw[t]);
            }
            widen(t);
        }
    }

    private void check(String who, double[] sampleKw) {
        if (sampleKw.length != sorted.length) {
            throw new IllegalArgumentException("The new sample of %s has %d intervals, not %d."
                    .formatted(who, sampleKw.length, sorted.length));
        }
        for (int t = 0; t < sampleKw.length; t++) {
            if (!Double.isFinite(sampleKw[t])) {
                throw new IllegalArgumentException("The new sample of %s is %s in interval %d, not finite."
                        .formatted(who, sampleKw[t], t));
            }
            if (Double.isNaN(margin) && !(lowKw[t] <= sampleKw[t] && sampleKw[t] <= highKw[t])) {
                throw new IllegalArgumentException("""
                        The new sample of %s in interval %d (%s kW) lies outside the support, [%s, %s].
                        Maybe the support should move with the samples.""".formatted(who, t, sampleKw[t],
                        lowKw[t], highKw[t]));
            }
        }
    }

    private static void replace(double[] column, double out, double in) {
        int from = Arrays.binarySearch(column, out);
        int to = Arrays.binarySearch(column, in);
        to = to < 0 ? -to - 1 : to;
        if (to > from) {
            to--;
            System.arraycopy(column, from + 1, column, from, to - from);
        } else {
            System.arraycopy(column, to, column, to + 1, from - to);
        }
        column[to] = in;
    }

    private void findEnds(int t) {
        leastKw[t] = Double.POSITIVE_INFINITY;
        mostKw[t] = Double.NEGATIVE_INFINITY;
        for (double[] sampleKw : ringKw) {
            leastKw[t] = Math.min(leastKw[t], sampleKw[t]);
            mostKw[t] = Math.max(mostKw[t], sampleKw[t]);
        }
    }

    /// The box around the samples in an interval, widened on both sides, unless it is fixed.
    private void widen(int t) {
        if (!Double.isNaN(margin)) {
            lowKw[t] = leastKw[t] - margin * (mostKw[t] - leastKw[t]);
            highKw[t] = mostKw[t] + margin * (mostKw[t] - leastKw[t]);
        }
    }

    /// {@return the values of a sample (kW), counted from 0 in no order; not a copy}
    double[] sampleKw(int sample) {
        return ringKw[sample];
    }

    /// {@return the residual of a sample in an interval, in units of `ξ`}
    double xi(int t, int sample) {
        return ringKw[sample][t] / nominalKw;
    }

    int count() {
        return ringKw.length;
    }

    int intervals() {
        return sorted.length;
    }

    /// {@return the sorted values of an interval; not a copy}
    double[] column(int t) {
        return sorted[t];
    }

    double[] weights() {
        return weights;
    }

    double low(int t) {
        return lowKw[t] / nominalKw;
    }

    double high(int t) {
        return highKw[t] / nominalKw;
    }

    /// {@return the distance of the farthest corners of the box by the 1-norm}
    double diameter() {
        double sum = 0;
        for (int t = 0; t < sorted.length; t++) {
            sum += high(t) - low(t);
        }
        return sum;
    }

    /// {@return the mean of the highest values of an interval that weigh `epsilon` together, the last counted in part}
    double upperTail(int t, double epsilon) {
        double[] column = sorted[t];
        double left = epsilon;
        double sum = 0;
        for (int i = column.length - 1; i >= 0 && left > 0; i--) {
            double mass = i == 0 ? left : Math.min(weights[i], left);
            sum += mass * column[i];
            left -= mass;
        }
        return sum / epsilon;
    }

    /// {@return minus the mean of the lowest}
    double lowerTail(int t, double epsilon) {
        double[] column = sorted[t];
        double left = epsilon;
        double sum = 0;
        for (int i = 0; i < column.length && left > 0; i++) {
            double mass = i == column.length - 1 ? left : Math.min(weights[i], left);
            sum -= mass * column[i];
            left -= mass;
        }
        return sum / epsilon;
    }

    /// {@return a copy of the samples, the oldest first (kW)}
    EmpiricalDistribution samplesKw() {
        double[][] inOrder = new double[ringKw.length][];
        for (int i = 0; i < inOrder.length; i++) {
            inOrder[i] = ringKw[(oldest + i) % ringKw.length];
        }
        return EmpiricalDistribution.of(inOrder);
    }

    /// {@return a copy of the box (kW)}
    SupportBox supportKw() {
        return new SupportBox(Profile.of(lowKw), Profile.of(highKw));
    }
}
