package org.tavan.simulator.publish;

/// How fast virtual time goes.
public sealed interface Pace {

    /// At a constant speed from the moment of the start.
    ///
    /// @param hoursPerSecond virtual hours per second of wall clock, positive
    record Speed(double hoursPerSecond) implements Pace {
        /// Checks the speed.
        ///
        /// @throws IllegalArgumentException if it is not positive and finite
        public Speed {
            if (!(hoursPerSecond > 0 && hoursPerSecond < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("""
                        The hoursPerSecond (%s) must be positive.
                        Maybe 1 is meant: an hour a second.""".formatted(hoursPerSecond));
            }
        }
    }

    /// As fast as the consumers allow.
    record Unlimited() implements Pace {}
}
