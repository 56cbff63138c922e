package org.tavan.simulator.customer;

import org.jspecify.annotations.Nullable;

/// How customers really are, against what the microgrid's configuration believes of them.
///
/// @param seed of everything random in them, default 1
/// @param elasticityFactor their mean elasticities over the configured ones, default 1.25
/// @param elasticitySpread standard deviation of the logarithm of each member's elasticities, default 0.3
/// @param noise standard deviation of the load of one interval under a programme over the load without it, default 0.05
/// @param reliability mean share of an asked interruption that a member makes, default 0.9
/// @param reliabilitySpread standard deviation of that share between members, default 0.15: some overshoot
/// @param refusal probability that a member does not interrupt at all on a day, default 0.05
public record CustomerBehaviour(Long seed, Double elasticityFactor, Double elasticitySpread, Double noise,
        Double reliability, Double reliabilitySpread, Double refusal) {
    /// As described.
    public static final CustomerBehaviour DEFAULT = new CustomerBehaviour(null, null, null, null, null, null,
            null);

    /// Fills in what was left out, and checks.
    ///
    /// @throws IllegalArgumentException if a value is out of range
    public CustomerBehaviour(
            @Nullable Long seed,
            @Nullable Double elasticityFactor,
            @Nullable Double elasticitySpread,
            @Nullable Double noise,
            @Nullable Double reliability,
            @Nullable Double reliabilitySpread,
            @Nullable Double refusal) {
        this.seed = seed == null ? 1L : seed;
        this.elasticityFactor = orDefault("elasticityFactor", elasticityFactor, 1.25, 10);
        this.elasticitySpread = orDefault("elasticitySpread", elasticitySpread, 0.3, 2);
        this.noise = orDefault("noise", noise, 0.05, 1);
        this.reliability = orDefault("reliability", reliability, 0.9, 2);
        this.reliabilitySpread = orDefault("reliabilitySpread", reliabilitySpread, 0.15, 1);
        this.refusal = orDefault("refusal", refusal, 0.05, 1);
    }

    private static Double orDefault(String name, @Nullable Double value, double otherwise, double most) {
        double used = value == null ? otherwise : value;
        if (!(0 <= used && used <= most)) {
            throw new IllegalArgumentException(
                    "The %s (%s) must lie in [0, %s].".formatted(name, used, most));
        }
        return used;
    }
}
