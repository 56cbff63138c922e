package org.tavan.certificate;

import org.tavan.conic.Profile;
import org.tavan.uncertainty.WassersteinBall;

/// How far the samples are from exceeding one row.
interface Reach {
    /// {@return `limit − aᵀξ̂`: what a sample lacks to exceed the row, negative if it does}
    double missing(int sample);

    /// {@return a lower bound on the distance, that without a support: `missing / ‖a‖_*`}
    double leastDistance(double missing);

    /// {@return the distance of a sample to the unsafe set, `+∞` if the support keeps it out of reach}
    ///
    /// @param missing non-negative
    double distance(int sample, double missing);

    /// {@return the nearest point of the edge of the unsafe set}
    Profile nearest(int sample, double missing);

    /// {@return a sample as a point}
    static Profile point(WassersteinBall ball, int sample) {
        double[] point = new double[ball.samples().intervals()];
        for (int t = 0; t < point.length; t++) {
            point[t] = ball.samples().value(sample, t);
        }
        return Profile.of(point);
    }

    /// {@return `limit − aᵀξ̂`}
    static double missing(UncertainRow row, WassersteinBall ball, int sample) {
        double missing = row.limit();
        for (int t = 0; t < row.coefficients().length(); t++) {
            double a = row.coefficients().get(t);
            missing -= a == 0 ? 0 : a * ball.samples().value(sample, t);
        }
        return missing;
    }
}
