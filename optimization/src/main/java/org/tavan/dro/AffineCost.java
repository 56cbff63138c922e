package org.tavan.dro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.tavan.conic.ConicProgram;
import org.tavan.market.EnergyPrices;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.WassersteinBall;

/// The worst-case expected cost of a rule, `sup E[Σ_t Δt (c⁺q_t(ξ)⁺ − c⁻q_t(ξ)⁻)]`, as a sum in a program's variables.
///
/// - One price: the cost is linear, `vᵀξ` with `v = QᵀΔt c`, and the form exact for each norm and support.
/// - Two prices, memory 0, the 1-norm, and no row of the support that couples intervals: sup and sum change places, hour by hour
///   with one shared `λ`: `λρ + Σ_i w_i Σ_t max(sup c⁺Q_tξ_t − λ|ξ_t − ξ̂_it|, sup c⁻Q_tξ_t − λ|ξ_t − ξ̂_it|)`. Exact.
/// - Two prices, memory 0, the whole space: the cost has the slope `‖(|Q_t| max(|c⁺|, |c⁻|))_t‖_*` at most, and at least that far out, so
///   it is its mean over the samples plus `ρ` times that. Exact for each norm.
/// - Two prices otherwise: each hour's worst case by itself, `Σ_t sup E[φ_t] ≥ sup E[Σ_t φ_t]`. An upper bound, since an adversary
///   may spend the whole budget in every hour; exact would need a piece for each of the `2^T` choices of buying and selling.
final class AffineCost {
    private final ConicProgram.Builder program;
    private final WassersteinBall ball;
    private final WorstCaseWriter writer;
    private final double[] buyCents;
    private final double[] sellCents;

    AffineCost(ConicProgram.Builder program, WassersteinBall ball, EnergyPrices prices, double stepHours) {
        this.program = program;
        this.ball = ball;
        writer = new WorstCaseWriter(program, ball);
        int intervals = prices.intervals();
        buyCents = new double[intervals];
        sellCents = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            buyCents[t] = stepHours * prices.realTimeBuyCentsPerKwh().get(t);
            sellCents[t] = stepHours * prices.realTimeSellCentsPerKwh().get(t);
        }
    }

    /// {@return the cost}
    ///
    /// @param exchange `Q[t]ξ`, one an interval
    /// @param diagonal whether each answers its own interval alone
    AffineSum of(List<UncertainSum> exchange, boolean diagonal) {
        if (Arrays.equals(buyCents, sellCents)) {
            UncertainSum cost = new UncertainSum(buyCents.length);
            for (int t = 0; t < buyCents.length; t++) {
                cost.add(exchange.get(t), buyCents[t]);
            }
            return writer.mean(List.of(cost));
        }
        SupportRows support = new SupportRows(ball.support());
        if (diagonal && ball.norm() == Norm.ONE && support.isSeparable()) {
            return oneLambda(exchange);
        }
        return diagonal && support.isWholeSpace() ? oneSlope(exchange) : hourByHour(exchange);
    }

    private List<UncertainSum> pieces(List<UncertainSum> exchange, int t) {
        return List.of(exchange.get(t).times(buyCents[t]), exchange.get(t).times(sellCents[t]));
    }

    private AffineSum oneLambda(List<UncertainSum> exchange) {
        int lambda = writer.addPrice();
        AffineSum cost = new AffineSum().add(lambda, ball.radius());
        for (int t = 0; t < exchange.size(); t++) {
            cost.add(writer.meanOfSuprema(pieces(exchange, t), lambda), 1);
        }
        return cost;
    }

    private AffineSum oneSlope(List<UncertainSum> exchange) {
        int lambda = writer.addPrice();
        AffineSum cost = new AffineSum().add(lambda, ball.radius());
        List<AffineSum> slopes = new ArrayList<>();
        for (int t = 0; t < exchange.size(); t++) {
            // The λ of the hour alone bounds its slope from above; the norm of all of them is the shared one.
            int slope = writer.addPrice();
            cost.add(writer.meanOfSuprema(pieces(exchange, t), slope), 1);
            slopes.add(AffineSum.ofVariable(slope));
        }
        DualNorm.atMost(program, ball.norm(), slopes, lambda);
        return cost;
    }

    private AffineSum hourByHour(List<UncertainSum> exchange) {
        AffineSum cost = new AffineSum();
        for (int t = 0; t < exchange.size(); t++) {
            cost.add(writer.mean(pieces(exchange, t)), 1);
        }
        return cost;
    }
}
