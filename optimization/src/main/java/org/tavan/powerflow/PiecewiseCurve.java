package org.tavan.powerflow;

import java.util.Arrays;

/// A curve of straight pieces, constant beyond its ends: the setting of an inverter.
///
/// Immutable; [#at(double)] allocates nothing.
public final class PiecewiseCurve {
    private final double[] x;
    private final double[] y;

    private PiecewiseCurve(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    /// A curve through points given as `x, y, x, y, …`.
    ///
    /// @throws IllegalArgumentException unless the points are finite, come in pairs, and their `x` rises from each to the next
    public static PiecewiseCurve through(double... points) {
        if (points.length == 0 || points.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "The points of a curve must be pairs x, y, not %d numbers.".formatted(points.length));
        }
        double[] x = new double[points.length / 2];
        double[] y = new double[points.length / 2];
        for (int k = 0; k < x.length; k++) {
            x[k] = points[2 * k];
            y[k] = points[2 * k + 1];
            if (!(Double.isFinite(x[k]) && Double.isFinite(y[k]) && (k == 0 || x[k] > x[k - 1]))) {
                throw new IllegalArgumentException(
                        "Point %d of a curve (%s, %s) must be finite and right of the one before."
                                .formatted(k, x[k], y[k]));
            }
        }
        return new PiecewiseCurve(x, y);
    }

    /// The same value everywhere.
    public static PiecewiseCurve constant(double value) {
        return through(0, value);
    }

    /// The value at a place.
    public double at(double place) {
        int last = x.length - 1;
        if (place <= x[0]) {
            return y[0];
        }
        for (int k = 1; k <= last; k++) {
            if (place <= x[k]) {
                return y[k - 1] + (y[k] - y[k - 1]) * (place - x[k - 1]) / (x[k] - x[k - 1]);
            }
        }
        return y[last];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PiecewiseCurve curve && Arrays.equals(x, curve.x)
                && Arrays.equals(y, curve.y);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(x) + Arrays.hashCode(y);
    }

    @Override
    public String toString() {
        return "PiecewiseCurve through x " + Arrays.toString(x) + ", y " + Arrays.toString(y);
    }
}
