package org.tavan.uncertainty;

import java.util.List;

import org.tavan.conic.Profile;

/// Days of like features tell more: a Gaussian in each, `w = exp(−½ Σ_k ((x_k − y_k) / h_k)²)`.
///
/// @param bandwidths `h`, one a feature in its unit, positive, `+∞` for a feature that does not matter
public record FeatureKernel(Profile bandwidths) implements DayKernel {

    /// Checks the bandwidths.
    ///
    /// @throws IllegalArgumentException if one is not positive
    public FeatureKernel {
        for (int k = 0; k < bandwidths.length(); k++) {
            if (!(bandwidths.get(k) > 0)) {
                throw new IllegalArgumentException("Bandwidth %d (%s) must be positive.".formatted(k,
                        bandwidths.get(k)));
            }
        }
    }

    /// The normal reference rule, `h_k = σ_k (4 / ((d + 2) I))^(1/(d+4))` for `d` features of `I` days.
    ///
    /// Source: Silverman, "Density Estimation for Statistics and Data Analysis", 1986, section 4.3.2. Departs from it: the rule is for the
    /// density of the features, used here for what depends on them; the rate in `I` is the same. A feature that is the same on all
    /// days tells nothing: it does not count in `d` and gets `+∞`.
    ///
    /// @param days at least two, all with the same features
    public static FeatureKernel ofDays(List<SampleDay> days) {
        if (days.size() < 2) {
            throw new IllegalArgumentException(
                    "A bandwidth needs at least 2 days, but there are %d.".formatted(days.size()));
        }
        double[] deviation = new double[days.getFirst().features().length()];
        int telling = 0;
        for (int k = 0; k < deviation.length; k++) {
            deviation[k] = deviation(days, k);
            telling += deviation[k] > 0 ? 1 : 0;
        }
        double factor = Math.pow(4.0 / ((telling + 2.0) * days.size()), 1 / (telling + 4.0));
        for (int k = 0; k < deviation.length; k++) {
            deviation[k] = deviation[k] > 0 ? factor * deviation[k] : Double.POSITIVE_INFINITY;
        }
        return new FeatureKernel(Profile.of(deviation));
    }

    private static double deviation(List<SampleDay> days, int k) {
        double first = feature(days.getFirst(), k);
        double mean = days.stream().mapToDouble(day -> feature(day, k) - first).sum() / days.size();
        double squares = days.stream()
                .mapToDouble(day -> feature(day, k) - first - mean)
                .map(x -> x * x)
                .sum();
        return Math.sqrt(squares / (days.size() - 1));
    }

    private static double feature(SampleDay day, int k) {
        if (k >= day.features().length()) {
            throw new IllegalArgumentException("The day %s has %d features, but needs more.".formatted(day
                    .date(), day.features().length()));
        }
        return day.features().get(k);
    }

    /// @throws IllegalArgumentException if a day has another number of features than there are bandwidths
    @Override
    public double logWeight(SampleDay past, SampleDay target) {
        double sum = 0;
        for (SampleDay day : List.of(past, target)) {
            if (day.features().length() != bandwidths.length()) {
                throw new IllegalArgumentException("The day %s has %d features, the kernel %d bandwidths."
                        .formatted(day.date(), day.features().length(), bandwidths.length()));
            }
        }
        for (int k = 0; k < bandwidths.length(); k++) {
            double distance = (past.features().get(k) - target.features().get(k)) / bandwidths.get(k);
            sum -= 0.5 * distance * distance;
        }
        return sum;
    }
}
