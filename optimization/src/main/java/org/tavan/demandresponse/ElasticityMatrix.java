package org.tavan.demandresponse;

import java.util.function.IntFunction;
import org.tavan.conic.Profile;

/// `E(t,k)`: by how many percent the load of interval t moves when the price of interval k rises by one percent.
///
/// Source: Nikravan et al. 2025, eq. (18).
///
/// @param intervals number of intervals
/// @param values row-major, row t and column k; `E(t,t) ≤ 0`, `E(t,k) ≥ 0` else
public record ElasticityMatrix(int intervals, Profile values) {

    /// Checks shape and signs.
    ///
    /// @throws IllegalArgumentException if the shape or a sign is wrong
    public ElasticityMatrix {
        if (intervals < 1 || values.length() != intervals * intervals) {
            throw new IllegalArgumentException("An elasticity matrix of %d intervals needs %d values, not %d."
                    .formatted(intervals, intervals * intervals, values.length()));
        }
        int size = intervals;
        requireSigns(size, values, index -> "between the intervals " + index / size + " and " + index % size);
    }

    /// {@return the matrix of a day with periods; zero between different intervals of one period}
    ///
    /// @param periods of the day
    /// @param elasticities between periods of those names
    /// @param spreading what a printed value between periods means
    /// @throws IllegalArgumentException if a period has no elasticity
    public static ElasticityMatrix of(Periods periods, PeriodElasticities elasticities, Spreading spreading) {
        int intervals = periods.intervals();
        double[] values = new double[intervals * intervals];
        for (int t = 0; t < intervals; t++) {
            String responding = periods.names().get(periods.period(t));
            for (int k = 0; k < intervals; k++) {
                int priced = periods.period(k);
                if (t == k) {
                    values[t * intervals + k] = elasticities.get(responding, responding);
                } else if (periods.period(t) != priced) {
                    values[t * intervals + k] = elasticities.get(responding, periods.names().get(priced))
                            * spreading.part(periods.length(priced));
                }
            }
        }
        return new ElasticityMatrix(intervals, Profile.of(values));
    }

    /// {@return `E(t,k)`}
    ///
    /// @param t interval whose load answers
    /// @param k interval whose price moves
    public double get(int t, int k) {
        return values.get(t * intervals + k);
    }

    /// Pure shifting: no price changes the energy of the day, `Σ_t d₀(t) E(t,k) = 0` for each k.
    ///
    /// Keeps the self-elasticities and scales what goes to other intervals.
    ///
    /// @param baselineKw `d₀`: load before (kW), non-negative
    /// @return the matrix with the cross-elasticities of each column scaled
    /// @throws IllegalArgumentException if the load that leaves an interval has nowhere to go
    public ElasticityMatrix zeroSum(Profile baselineKw) {
        Require.length("baseline load", baselineKw, intervals);
        Require.nonNegative("baseline load", baselineKw);
        double[] scaled = values.toArray();
        for (int k = 0; k < intervals; k++) {
            double leaves = -baselineKw.get(k) * get(k, k);
            double factor = leaves > 0 ? leaves / arrivals(k, baselineKw) : 0;
            for (int t = 0; t < intervals; t++) {
                scaled[t * intervals + k] *= t == k ? 1 : factor;
            }
        }
        return new ElasticityMatrix(intervals, Profile.of(scaled));
    }

    private double arrivals(int k, Profile baselineKw) {
        double arrivals = 0;
        for (int t = 0; t < intervals; t++) {
            arrivals += t == k ? 0 : baselineKw.get(t) * get(t, k);
        }
        if (!(arrivals > 0)) {
            throw new IllegalArgumentException(
                    """
                            The load that leaves interval %d has nowhere to go: its column has no cross-elasticity to an interval with load.
                            Maybe the matrix means load that is given up, not shifted."""
                            .formatted(k));
        }
        return arrivals;
    }

    static void requireSigns(int size, Profile values, IntFunction<String> where) {
        for (int index = 0; index < values.length(); index++) {
            double value = values.get(index);
            boolean self = index / size == index % size;
            if (!(self
                    ? value <= 0 && value > Double.NEGATIVE_INFINITY
                    : value >= 0 && value < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("The elasticity %s (%s) must be %s and finite.".formatted(
                        where.apply(index), value,
                        self ? "not positive, being that of a load to its own price" : "not negative"));
            }
        }
    }
}
