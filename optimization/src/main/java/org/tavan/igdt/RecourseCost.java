package org.tavan.igdt;

/// What a day comes to that was planned for one participation and saw another.
@FunctionalInterface
public interface RecourseCost {

    /// {@return the cost after the best correction (¢)}
    ///
    /// @param planned participation that the commitment was made for
    /// @param realised participation that came
    double cents(double planned, double realised);
}
