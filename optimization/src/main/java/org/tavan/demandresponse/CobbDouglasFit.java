package org.tavan.demandresponse;

import java.util.List;
import org.tavan.conic.Profile;

/// The least-squares fit of `ln Q = a + ep ln P + ew ln W` to a history.
///
/// Source: Nikravan et al. 2025, eq. (21), (22). Departs from it: (21) writes A for `a = ln A`, (22) lacks "="; solved by
/// orthogonal reduction, and a history in which price or temperature does not move by itself is refused.
///
/// @param logScale `a`, for load in kW, price in ¢/kWh and temperature in the history's measure
/// @param priceElasticity `ep`
/// @param temperatureElasticity `ew`
/// @param logScaleError standard error of `a`
/// @param priceElasticityError standard error of `ep`
/// @param temperatureElasticityError standard error of `ew`
/// @param residualDeviation standard deviation of what is left over, in logarithms
/// @param rows number of observations
public record CobbDouglasFit(double logScale, double priceElasticity, double temperatureElasticity,
        double logScaleError, double priceElasticityError, double temperatureElasticityError,
        double residualDeviation, int rows) {
    /// Three coefficients, and one row more to tell their errors.
    static final int ROWS_MIN = 4;

    private static final int COLUMNS = 4;
    private static final List<String> NAMES = List.of("constant", "centsPerKwh", "temperature");

    /// Least deviation of a logarithm, of what other columns do not explain, that counts as movement.
    private static final double MOVEMENT_MIN = 1e-6;

    /// One interval of the history.
    ///
    /// @param loadKw `Q`: consumption (kW), positive
    /// @param centsPerKwh `P`: price (¢/kWh), positive
    /// @param temperature `W`: temperature above a zero without load, positive
    public record Observation(double loadKw, double centsPerKwh, double temperature) {
        /// Checks the values.
        ///
        /// @throws IllegalArgumentException if one is not positive and finite
        public Observation {
            Require.positive("observation (loadKw, centsPerKwh, temperature), value",
                    Profile.of(loadKw, centsPerKwh, temperature));
        }
    }

    /// Fits.
    ///
    /// @param history observations, at least four
    /// @throws IllegalArgumentException if there are too few, or a column is constant or follows the others; the message names it
    public static CobbDouglasFit of(List<Observation> history) {
        int rows = history.size();
        if (rows < ROWS_MIN) {
            throw new IllegalArgumentException(
                    "The history has %d rows; price and temperature elasticity need at least %d.".formatted(
                            rows,
                            ROWS_MIN));
        }
        double[] a = new double[rows * COLUMNS];
        for (int i = 0; i < rows; i++) {
            Observation row = history.get(i);
            a[i * COLUMNS] = 1;
            a[i * COLUMNS + 1] = StrictMath.log(row.centsPerKwh);
            a[i * COLUMNS + 2] = StrictMath.log(row.temperature);
            a[i * COLUMNS + 3] = StrictMath.log(row.loadKw);
        }
        for (int column = 1; column <= 2; column++) {
            requireMovement(a, rows, column);
        }
        OrthogonalReduction.reduce(a, rows, COLUMNS);
        for (int column = 1; column <= 2; column++) {
            if (!(Math.abs(a[column * COLUMNS + column]) > MOVEMENT_MIN * Math.sqrt(rows))) {
                throw new IllegalArgumentException(
                        """
                                The column %s of the history follows the columns before it in all %d rows: their elasticities cannot be told apart.
                                Maybe events were called on hot hours only."""
                                .formatted(NAMES.get(column), rows));
            }
        }
        double[] x = OrthogonalReduction.solve(a, COLUMNS);
        double[] variances = OrthogonalReduction.variances(a, COLUMNS);
        double residual = Math.abs(a[3 * COLUMNS + 3]) / Math.sqrt(rows - 3);
        return new CobbDouglasFit(x[0], x[1], x[2], residual * Math.sqrt(variances[0]),
                residual * Math.sqrt(variances[1]), residual * Math.sqrt(variances[2]), residual, rows);
    }

    /// {@return the load that the fit expects (kW)}
    ///
    /// @param centsPerKwh price (¢/kWh), positive
    /// @param temperature in the history's measure, positive
    public double loadKw(double centsPerKwh, double temperature) {
        return StrictMath.exp(logScale + priceElasticity * StrictMath.log(centsPerKwh)
                + temperatureElasticity * StrictMath.log(temperature));
    }

    private static void requireMovement(double[] a, int rows, int column) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < rows; i++) {
            least = Math.min(least, a[i * COLUMNS + column]);
            most = Math.max(most, a[i * COLUMNS + column]);
        }
        if (!(most - least > MOVEMENT_MIN)) {
            throw new IllegalArgumentException(
                    """
                            The column %s of the history is constant (%s) in all %d rows: its elasticity cannot be fitted.
                            Maybe the tariff was flat or the weather did not change."""
                            .formatted(NAMES.get(column),
                                    StrictMath.exp(most), rows));
        }
    }
}
