package org.tavan.reliability;

import java.util.List;

/// The forecast error of demand less renewables, normal with mean 0, as three points that share its first five moments.
///
/// Source: Gauss–Hermite quadrature with three nodes: `-√3 σ, 0, √3 σ` with weights 1/6, 2/3, 1/6.
///
/// @param sigmaKw `σ` (kW), non-negative and finite
public record NetLoadError(double sigmaKw) {

    /// Checks the value.
    ///
    /// @throws IllegalArgumentException if it is negative or not finite
    public NetLoadError {
        if (!(sigmaKw >= 0 && sigmaKw < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The sigmaKw (%s) must be non-negative and finite.".formatted(sigmaKw));
        }
    }

    /// One value of the error.
    ///
    /// @param errorKw demand above forecast (kW)
    /// @param probability its weight
    public record Point(double errorKw, double probability) {}

    /// {@return the points in ascending order, one point where σ is 0}
    public List<Point> points() {
        if (sigmaKw == 0) {
            return List.of(new Point(0, 1));
        }
        double far = Math.sqrt(3) * sigmaKw;
        return List.of(new Point(-far, 1.0 / 6), new Point(0, 2.0 / 3), new Point(far, 1.0 / 6));
    }
}
