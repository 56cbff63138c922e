package org.tavan.demandresponse;

import org.tavan.conic.Profile;

/// `γ_j`: which part of the load takes part in each price programme.
///
/// Source: Nikravan et al. 2025, eq. (17), (18). Departs from it: there the γ "must sum to one", which makes the first term of (17)
/// zero, while the results use 5 and 10 percent. Here `γ_j = φ w_j` with `Σ w_j = 1`: φ is the participation.
///
/// @param gammas one for each programme, non-negative, at most 1 in sum
public record Participation(Profile gammas) {
    private static final double ROUNDING = 1e-9;

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if one is negative or their sum above 1
    public Participation {
        Require.nonNegative("participation", gammas);
        if (!(sum(gammas) <= 1 + ROUNDING)) {
            throw new IllegalArgumentException("The participations %s sum to more than 1.".formatted(gammas));
        }
    }

    /// {@return `γ_j = φ w_j`}
    ///
    /// @param total `φ`: part of the load that takes part, in [0, 1]
    /// @param weights `w_j`, non-negative, 1 in sum
    /// @throws IllegalArgumentException if the weights do not sum to 1
    public static Participation of(double total, Profile weights) {
        Require.share("total participation", total);
        if (!(Math.abs(sum(weights) - 1) <= ROUNDING)) {
            throw new IllegalArgumentException(
                    "The weights %s of the programmes must sum to 1, not to %s.".formatted(weights,
                            sum(weights)));
        }
        double[] gammas = weights.toArray();
        for (int j = 0; j < gammas.length; j++) {
            gammas[j] *= total;
        }
        return new Participation(Profile.of(gammas));
    }

    /// {@return `φ = Σ γ_j`}
    public double total() {
        return sum(gammas);
    }

    /// {@return the participation if the customers' willingness differs from what was expected, each in proportion}
    ///
    /// @param factor what comes over what was expected, non-negative
    public Participation scaled(double factor) {
        double[] scaled = gammas.toArray();
        for (int j = 0; j < scaled.length; j++) {
            scaled[j] *= factor;
        }
        return new Participation(Profile.of(scaled));
    }

    private static double sum(Profile profile) {
        double sum = 0;
        for (int j = 0; j < profile.length(); j++) {
            sum += profile.get(j);
        }
        return sum;
    }
}
