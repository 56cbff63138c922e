package org.tavan.dro;

import java.util.ArrayList;
import java.util.List;

import org.tavan.conic.ConicProgram;
import org.tavan.conic.Solution;
import org.tavan.market.EnergyPrices;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.WassersteinBall;

/// The expected cost where residuals may be anything: `E[Σ Q_t φ_t(ξ̂_t)] + ρ‖(s_t Q_t)‖_*` with `s_t = Δt max(c⁺, −c⁻, 0)`, the steepest slope of
/// the price. Moved without end, a sample gains at that slope, and no move gains more; so it is the supremum.
///
/// The 1-norm's dual is `λ ≥ s_t Q_t`, the ∞-norm's a sum, the 2-norm's the highest of its tangents, added where the point is.
///
/// Source: Mohajerin Esfahani and Kuhn 2018, cor. 5.1 with `Ξ = ℝᵀ`, for the two-sided price.
final class WholeSpaceCost implements DiagonalCost {
    private static final double VIOLATION_TOLERANCE_CENTS = 1e-9;

    private final double radius;
    private final Norm dual;
    private final double[] sampleCents;
    private final double[] steepest;
    /// Coefficients of `Q` in `λ ≥ Σ coefficient · Q`.
    private final List<double[]> tangents = new ArrayList<>();
    private int lambda;

    WholeSpaceCost(WassersteinBall ball, double stepHours, EnergyPrices prices) {
        radius = ball.radius();
        dual = ball.norm().dual();
        int intervals = prices.intervals();
        sampleCents = new double[intervals];
        steepest = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            double buy = prices.realTimeBuyCentsPerKwh().get(t);
            double sell = prices.realTimeSellCentsPerKwh().get(t);
            steepest[t] = stepHours * Math.max(0, Math.max(buy, -sell));
            for (int i = 0; i < ball.samples().count(); i++) {
                double xi = ball.samples().value(i, t);
                sampleCents[t] += stepHours * ball.samples().weight(i) * xi * (xi > 0 ? buy : sell);
            }
        }
        if (dual != Norm.ONE) {
            for (int t = 0; t < intervals; t++) {
                double[] alone = new double[intervals];
                alone[t] = steepest[t];
                tangents.add(alone);
            }
        }
    }

    @Override
    public double base(int t) {
        return sampleCents[t] + (dual == Norm.ONE ? radius * steepest[t] : 0);
    }

    @Override
    public void expect(double[] gainMaxKw, double[] likelyKw) {
        if (dual == Norm.TWO) {
            addTangent(likelyKw);
        }
    }

    private void addTangent(double[] gainKw) {
        double norm = dual.of(slopes(gainKw));
        if (norm > 0) {
            double[] tangent = slopes(gainKw);
            for (int t = 0; t < tangent.length; t++) {
                tangent[t] *= steepest[t] / norm;
            }
            tangents.add(tangent);
        }
    }

    private double[] slopes(double[] gainKw) {
        double[] slopes = gainKw.clone();
        for (int t = 0; t < slopes.length; t++) {
            slopes[t] *= steepest[t];
        }
        return slopes;
    }

    @Override
    public void addTo(ConicProgram.Builder program, int[] gain) {
        lambda = program.addVariable(dual == Norm.ONE ? 0 : radius, 0, Double.POSITIVE_INFINITY);
        for (double[] tangent : tangents) {
            RowBuilder row = new RowBuilder().add(lambda, 1);
            for (int t = 0; t < gain.length; t++) {
                if (tangent[t] != 0) {
                    row.add(gain[t], -tangent[t]);
                }
            }
            program.addGreaterOrEqual(row.variables(), row.coefficients(), 0);
        }
    }

    @Override
    public boolean refine(Solution solution, double[] gainKw) {
        if (dual != Norm.TWO
                || radius * (dual.of(slopes(gainKw)) - solution.value(lambda)) <= VIOLATION_TOLERANCE_CENTS) {
            return false;
        }
        addTangent(gainKw);
        return true;
    }

    @Override
    public double cents(double[] gainKw) {
        double sum = dual == Norm.ONE ? 0 : radius * dual.of(slopes(gainKw));
        for (int t = 0; t < gainKw.length; t++) {
            sum += base(t) * gainKw[t];
        }
        return sum;
    }
}
