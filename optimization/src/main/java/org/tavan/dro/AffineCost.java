package org.tavan.dro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.tavan.conic.ConicProgram;
import org.tavan.market.EnergyPrices;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.WassersteinBall;

/// The worst-case expected cost of a rule, `sup E[Σ_t Δt (c⁺q_t(ξ)⁺ − c⁻q_t(ξ)⁻) + w_tᵀξ]`, as a sum in a program's variables, and of a
/// rule in plain numbers. `w_tᵀξ` is the worth of the energy that batteries which follow give in the interval and lack at the end of the
/// day.
///
/// - One price: the cost is linear, `vᵀξ` with `v = QᵀΔt c + Σ_t w_t`, and the form exact for each norm and support.
/// - Two prices, memory 0, the 1-norm, and no row of the support that couples intervals: sup and sum change places, hour by hour with one
///   shared `λ`: `λρ + Σ_i p_i Σ_t max(sup (c⁺Q_t + w_t)ξ_t − λ|ξ_t − ξ̂_it|, sup (c⁻Q_t + w_t)ξ_t − λ|ξ_t − ξ̂_it|)`. Exact.
/// - Two prices, memory 0, the whole space: the cost has the slope `‖(max(|c⁺Q_t + w_t|, |c⁻Q_t + w_t|))_t‖_*` at most, and at least that
///   far out, so it is its mean over the samples plus `ρ` times that. Exact for each norm.
/// - Two prices otherwise: each hour's worst case by itself, `Σ_t sup E[φ_t] ≥ sup E[Σ_t φ_t]`. An upper bound, since an adversary may
///   spend the whole budget in every hour; exact would need a piece for each of the `2^T` choices of buying and selling.
final class AffineCost {
    private final WassersteinBall ball;
    private final double[] buyCents;
    private final double[] sellCents;
    private final Form form;

    private enum Form {
        LINEAR, ONE_LAMBDA, ONE_SLOPE, HOUR_BY_HOUR
    }

    /// @param diagonal whether each interval answers its own residual alone
    AffineCost(WassersteinBall ball, EnergyPrices prices, double stepHours, boolean diagonal) {
        this.ball = ball;
        int intervals = prices.intervals();
        buyCents = new double[intervals];
        sellCents = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            buyCents[t] = stepHours * prices.realTimeBuyCentsPerKwh().get(t);
            sellCents[t] = stepHours * prices.realTimeSellCentsPerKwh().get(t);
        }
        SupportRows support = new SupportRows(ball.support());
        if (Arrays.equals(buyCents, sellCents)) {
            form = Form.LINEAR;
        } else if (diagonal && ball.norm() == Norm.ONE && support.isSeparable()) {
            form = Form.ONE_LAMBDA;
        } else {
            form = diagonal && support.isWholeSpace() ? Form.ONE_SLOPE : Form.HOUR_BY_HOUR;
        }
    }

    /// {@return the cost in a program}
    ///
    /// @param exchange `Q[t]ξ`, one an interval
    /// @param worth `w_tᵀξ` (¢), one an interval
    AffineSum in(ConicProgram.Builder program, List<UncertainSum> exchange, List<UncertainSum> worth) {
        WorstCaseWriter writer = new WorstCaseWriter(program, ball);
        List<List<UncertainSum>> terms = terms(exchange, worth);
        return switch (form) {
            case LINEAR, HOUR_BY_HOUR -> {
                AffineSum cost = new AffineSum();
                terms.forEach(pieces -> cost.add(writer.mean(pieces), 1));
                yield cost;
            }
            case ONE_LAMBDA -> {
                int lambda = writer.addPrice();
                AffineSum cost = new AffineSum().add(lambda, ball.radius());
                terms.forEach(pieces -> cost.add(writer.meanOfSuprema(pieces, lambda), 1));
                yield cost;
            }
            case ONE_SLOPE -> oneSlope(program, writer, terms);
        };
    }

    /// One list of pieces an interval, of which the largest counts; at one price a single list for all.
    private List<List<UncertainSum>> terms(List<UncertainSum> exchange, List<UncertainSum> worth) {
        List<List<UncertainSum>> terms = new ArrayList<>();
        UncertainSum whole = new UncertainSum(buyCents.length);
        for (int t = 0; t < buyCents.length; t++) {
            UncertainSum buying = exchange.get(t).times(buyCents[t]).add(worth.get(t), 1);
            UncertainSum selling = exchange.get(t).times(sellCents[t]).add(worth.get(t), 1);
            whole.add(buying, 1);
            terms.add(List.of(buying, selling));
        }
        return form == Form.LINEAR ? List.of(List.of(whole)) : terms;
    }

    private AffineSum oneSlope(ConicProgram.Builder program, WorstCaseWriter writer,
            List<List<UncertainSum>> terms) {
        int lambda = writer.addPrice();
        AffineSum cost = new AffineSum().add(lambda, ball.radius());
        List<AffineSum> slopes = new ArrayList<>();
        for (List<UncertainSum> pieces : terms) {
            // The λ of the hour alone bounds its slope from above; the norm of all of them is the shared one.
            int slope = writer.addPrice();
            cost.add(writer.meanOfSuprema(pieces, slope), 1);
            slopes.add(AffineSum.ofVariable(slope));
        }
        DualNorm.atMost(program, ball.norm(), slopes, lambda);
        return cost;
    }

    /// {@return the cost of a rule in plain numbers (¢), never below that of the form}
    ///
    /// @param exchange `Q[t]ξ`, one an interval
    /// @param worth `w_tᵀξ` (¢), one an interval
    double cents(List<UncertainSum> exchange, List<UncertainSum> worth) {
        WorstCaseValue value = new WorstCaseValue(ball);
        List<List<UncertainSum>> terms = terms(exchange, worth);
        return switch (form) {
            case LINEAR, HOUR_BY_HOUR -> terms.stream().mapToDouble(value::mean).sum();
            case ONE_LAMBDA -> value.meanOfSum(terms);
            case ONE_SLOPE -> {
                WorstCaseValue sampled = new WorstCaseValue(
                        new WassersteinBall(0, ball.norm(), ball.samples(), ball.support()));
                double[] slopes = new double[buyCents.length];
                for (int t = 0; t < slopes.length; t++) {
                    for (UncertainSum piece : terms.get(t)) {
                        slopes[t] = Math.max(slopes[t], Math.abs(piece.slope(t).constant()));
                    }
                }
                yield terms.stream().mapToDouble(sampled::mean).sum()
                        + ball.radius() * ball.norm().dual().of(slopes);
            }
        };
    }
}
