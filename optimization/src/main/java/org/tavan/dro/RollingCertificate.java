package org.tavan.dro;

/// The exact worst-case probability of a shortage of one member under a diagonal rule in a box: the certificate of `WorstCase`, in place.
///
/// A sample is as far from a shortage in an interval as `(m − (C − Q)ξ̂)/|C − Q|`, if the box lets it go so far; the nearest move first
/// until the budget is spent. Shares no code with the promise.
///
/// Source: Chen, Kuhn and Wiesemann 2024; see `org.tavan.certificate.WorstCase`.
final class RollingCertificate {
    private final SampleWindow window;
    private final double nominalKw;
    /// Per sample; negative if it is short where it is, `+∞` if it cannot be.
    private final double[] distance;
    /// Per interval: what is left open of each kW of a residual, how far residuals go that way (kW), and the way in units of `ξ` to a missing kW.
    private final double[] open;
    private final double[] endKw;
    private final double[] way;

    RollingCertificate(SampleWindow window, double nominalKw) {
        this.window = window;
        this.nominalKw = nominalKw;
        distance = new double[window.count()];
        open = new double[window.intervals()];
        endKw = new double[window.intervals()];
        way = new double[window.intervals()];
    }

    /// {@return the probability, in `[0, 1]`}
    ///
    /// @param marginKw `m + r`
    double violation(double[] gainKw, double[] marginKw, double radius) {
        for (int t = 0; t < open.length; t++) {
            double openKw = nominalKw - gainKw[t];
            open[t] = openKw / nominalKw;
            endKw[t] = nominalKw * (openKw > 0 ? window.high(t) : window.low(t));
            way[t] = 1 / Math.abs(openKw);
        }
        for (int i = 0; i < distance.length; i++) {
            distance[i] = distance(window.sampleKw(i), marginKw);
        }
        return filled(radius);
    }

    private double distance(double[] sampleKw, double[] marginKw) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int t = 0; t < open.length; t++) {
            double missing = marginKw[t] - open[t] * sampleKw[t];
            if (missing < 0) {
                return -1;
            }
            if (open[t] * (endKw[t] - sampleKw[t]) > missing) {
                nearest = Math.min(nearest, missing * way[t]);
            }
        }
        return nearest;
    }

    private double filled(double radius) {
        double weight = 1.0 / distance.length;
        double budget = radius;
        double probability = 0;
        while (true) {
            int nearest = 0;
            for (int i = 1; i < distance.length; i++) {
                nearest = distance[i] < distance[nearest] ? i : nearest;
            }
            double far = distance[nearest];
            if (far == Double.POSITIVE_INFINITY || (far >= 0 && !(radius > 0))) {
                return Math.min(1, probability);
            }
            distance[nearest] = Double.POSITIVE_INFINITY;
            if (far * weight > budget) {
                return Math.min(1, probability + Math.max(0, budget) / far);
            }
            probability += weight;
            budget -= Math.max(0, far) * weight;
        }
    }
}
