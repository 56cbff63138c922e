package org.tavan.renewable;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;

/// The line of least absolute deviations, `min Σ |y − a − b x|`, exactly.
///
/// A best line runs through two of the points. Among lines through one point the best slope is a weighted median; from there
/// the search pivots on every point that the line meets, and ends where no pivot improves. The sum is convex and linear between
/// those edges, so that is the optimum, also where many points lie on one line.
///
/// Source: Wesolowsky, 1981. Departs from it: all points on the line serve as pivots.
record MedianLine(double intercept, double slope, double deviation) {
    private static final double ON_THE_LINE = 1e-12;

    /// Shape: `x` and `y` of one length, at least two different x.
    static MedianLine through(double[] x, double[] y) {
        double scale = Arrays.stream(y).map(Math::abs).max().orElse(0) + Double.MIN_NORMAL;
        MedianLine best = pivoted(x, y, 0);
        while (true) {
            MedianLine next = best;
            Set<Double> tried = new HashSet<>();
            for (int i = 0; i < x.length && next.deviation >= best.deviation; i++) {
                if (Math.abs(best.residual(x[i], y[i])) <= ON_THE_LINE * scale && tried.add(x[i])) {
                    next = pivoted(x, y, i);
                }
            }
            if (!(next.deviation < best.deviation * (1 - ON_THE_LINE))) {
                return best;
            }
            best = next;
        }
    }

    private static MedianLine pivoted(double[] x, double[] y, int pivot) {
        record Slope(double value, double weight) {}
        Slope[] slopes = new Slope[x.length];
        int count = 0;
        double half = 0;
        for (int j = 0; j < x.length; j++) {
            double run = x[j] - x[pivot];
            if (run != 0) {
                slopes[count++] = new Slope((y[j] - y[pivot]) / run, Math.abs(run));
                half += Math.abs(run) / 2;
            }
        }
        Arrays.sort(slopes, 0, count, Comparator.comparingDouble(Slope::value));
        double below = 0;
        int median = -1;
        while (below < half && median < count - 1) {
            below += slopes[++median].weight();
        }
        double slope = slopes[Math.max(0, median)].value();
        double intercept = y[pivot] - slope * x[pivot];
        double deviation = 0;
        for (int j = 0; j < x.length; j++) {
            deviation += Math.abs(y[j] - intercept - slope * x[j]);
        }
        return new MedianLine(intercept, slope, deviation);
    }

    private double residual(double x, double y) {
        return y - intercept - slope * x;
    }
}
