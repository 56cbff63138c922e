package org.tavan.commitment;

/// How hard the exact model tries.
///
/// @param relativeGap gap at which it is content, positive
/// @param timeLimitSeconds when it stops (s), positive
/// @param costTangents tangents per unit and interval of a square cost, at least 2
public record CommitmentSettings(double relativeGap, double timeLimitSeconds, int costTangents) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if a value is out of range
    public CommitmentSettings {
        Requirement.positive("The commitment settings", "relativeGap", relativeGap);
        Requirement.positive("The commitment settings", "timeLimitSeconds", timeLimitSeconds);
        if (costTangents < 2) {
            throw new IllegalArgumentException(
                    "The commitment settings: the costTangents (%d) must be at least 2."
                            .formatted(costTangents));
        }
    }

    /// {@return a gap of 1e-4 within a minute}
    public static CommitmentSettings standard() {
        return new CommitmentSettings(1e-4, 60, 41);
    }
}
