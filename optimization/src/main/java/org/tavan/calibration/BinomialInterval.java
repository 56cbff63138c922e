package org.tavan.calibration;

/// Exact confidence limits of a probability from a count of independent trials: they hold with at least the confidence, whatever the
/// probability.
///
/// The upper limit is the `p` with `P[X ≤ k | n, p] = α`, the lower one that with `P[X ≥ k | n, p] = α`. Both tails begin at `k` and fall
/// from there, so they are summed as they stand, without the incomplete beta function they equal.
///
/// Source: Clopper and Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial", 1934.
///
/// @param low lower limit, 0 without a success
/// @param high upper limit, 1 without a failure
public record BinomialInterval(double low, double high) {

    /// Both limits, each wrong with at most half of what the confidence leaves.
    ///
    /// @param successes in `[0, trials]`
    /// @param trials non-negative; 0 gives `[0, 1]`
    /// @param confidence such as 0.95, in (0, 1)
    /// @throws IllegalArgumentException if one is out of range
    public static BinomialInterval of(long successes, long trials, double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "The confidence (%s) must lie in (0, 1).".formatted(confidence));
        }
        double oneSided = 0.5 + 0.5 * confidence;
        return new BinomialInterval(lowerLimit(successes, trials, oneSided),
                upperLimit(successes, trials, oneSided));
    }

    /// {@return the probability that the true one lies below with at least the confidence}
    ///
    /// @param confidence at least one half: below, a limit would lie on the wrong side of the count
    /// @throws IllegalArgumentException if one is out of range
    public static double upperLimit(long successes, long trials, double confidence) {
        check(successes, trials, confidence);
        return successes == trials ? 1 : limit(successes, trials, 1 - confidence);
    }

    /// {@return the probability that the true one lies above with at least the confidence}
    ///
    /// @param confidence at least one half
    /// @throws IllegalArgumentException if one is out of range
    public static double lowerLimit(long successes, long trials, double confidence) {
        check(successes, trials, confidence);
        return successes == 0 ? 0 : 1 - limit(trials - successes, trials, 1 - confidence);
    }

    private static void check(long successes, long trials, double confidence) {
        if (!(0 <= successes && successes <= trials)) {
            throw new IllegalArgumentException("There are %d successes in %d trials.".formatted(successes,
                    trials));
        }
        if (!(confidence >= 0.5 && confidence < 1)) {
            throw new IllegalArgumentException("The confidence (%s) must lie in [0.5, 1).".formatted(
                    confidence));
        }
    }

    /// The `p` with `P[X ≤ k] = α`, by bisection between 0 and 1: the tail falls with `p`.
    private static double limit(long k, long n, double alpha) {
        double logChoose = 0;
        for (long j = 1; j <= Math.min(k, n - k); j++) {
            logChoose += Math.log((double) (n - j + 1) / j);
        }
        double low = 0;
        double high = 1;
        for (int step = 0; step < 200; step++) {
            double middle = 0.5 * (low + high);
            if (middle <= low || middle >= high) {
                break;
            }
            if (lowerTail(k, n, middle, logChoose) > alpha) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /// `P[X ≤ k]`, from the term at `k` downwards; terms that cannot be seen any more end the sum.
    private static double lowerTail(long k, long n, double p, double logChoose) {
        if (p <= (double) k / n) {
            return 1;
        }
        double odds = (1 - p) / p;
        double term = 1;
        double sum = 1;
        for (long j = k; j > 0 && term > 1e-18 * sum; j--) {
            term *= odds * j / (n - j + 1);
            sum += term;
        }
        return sum * Math.exp(logChoose + k * Math.log(p) + (n - k) * Math.log1p(-p));
    }
}
