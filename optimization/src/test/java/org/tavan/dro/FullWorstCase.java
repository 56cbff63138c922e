package org.tavan.dro;

import java.util.List;

import org.tavan.dro.LinearProgram.Sum;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.WassersteinBall;

/// Worst cases over a Wasserstein ball as the literature states them: support `Hξ ≤ h` with `H = (I; −I)`, one dual vector a sample
/// and piece. Source: Mohajerin Esfahani and Kuhn 2018, cor. 5.1, and the paper's (14) and (18) with their faults corrected.
final class FullWorstCase {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final LinearProgram program;
    private final int intervals;

    FullWorstCase(LinearProgram program, int intervals) {
        this.program = program;
        this.intervals = intervals;
    }

    /// An upper bound on `vᵀξ − λ‖ξ − ξ̂‖` over the box: `vᵀξ̂ + γᵀ(h − Hξ̂)` with `‖Hᵀγ − v‖∞ ≤ λ`.
    private Sum supremum(WassersteinBall ball, Sum[] v, int lambda, int sample) {
        Sum sum = new Sum();
        for (int j = 0; j < intervals; j++) {
            double xi = ball.samples().value(sample, j);
            int up = program.variable(0, INFINITY, 0);
            int down = program.variable(0, INFINITY, 0);
            sum.add(v[j], xi)
                    .add(up, ball.box().high().get(j) - xi)
                    .add(down, xi - ball.box().low().get(j));
            program.atMost(new Sum().add(up, 1).add(down, -1).add(v[j], -1).add(lambda, -1), 0);
            program.atMost(new Sum().add(up, -1).add(down, 1).add(v[j], 1).add(lambda, -1), 0);
        }
        return sum;
    }

    /// `λρ + (1/I) Σ s_i`, `s_i` above the worst case of every piece: above the worst-case mean of the largest piece.
    Sum mean(WassersteinBall ball, List<Sum[]> pieces) {
        int lambda = program.variable(0, INFINITY, 0);
        Sum mean = new Sum().add(lambda, ball.radius());
        for (int i = 0; i < ball.samples().count(); i++) {
            int worst = program.variable(-INFINITY, INFINITY, 0);
            mean.add(worst, 1.0 / ball.samples().count());
            for (Sum[] piece : pieces) {
                program.atMost(supremum(ball, piece, lambda, i).add(worst, -1), 0);
            }
        }
        return mean;
    }

    /// `τ + (λρ + (1/I) Σ s_i)/ε` with `s_i ≥ β − τ + sup(aᵀξ − λ‖ξ − ξ̂_i‖)`, `s_i ≥ 0`: above the worst-case tail mean of `aᵀξ + β`.
    Sum tail(WassersteinBall ball, Sum[] a, Sum beta, double epsilon) {
        int tau = program.variable(-INFINITY, INFINITY, 0);
        int lambda = program.variable(0, INFINITY, 0);
        Sum tail = new Sum().add(tau, 1).add(lambda, ball.radius() / epsilon);
        for (int i = 0; i < ball.samples().count(); i++) {
            int excess = program.variable(0, INFINITY, 0);
            tail.add(excess, 1.0 / (ball.samples().count() * epsilon));
            program.atMost(supremum(ball, a, lambda, i).add(beta, 1).add(tau, -1).add(excess, -1), 0);
        }
        return tail;
    }

    /// As `tail`, of the largest of `scale_k (a_kᵀξ + β_k)`.
    Sum jointTail(WassersteinBall ball, List<Sum[]> a, List<Sum> beta, double[] scale, double epsilon) {
        int tau = program.variable(-INFINITY, INFINITY, 0);
        int lambda = program.variable(0, INFINITY, 0);
        Sum tail = new Sum().add(tau, 1).add(lambda, ball.radius() / epsilon);
        for (int i = 0; i < ball.samples().count(); i++) {
            int excess = program.variable(0, INFINITY, 0);
            tail.add(excess, ball.samples().weight(i) / epsilon);
            for (int k = 0; k < scale.length; k++) {
                Sum[] scaled = new Sum[intervals];
                for (int j = 0; j < intervals; j++) {
                    scaled[j] = new Sum().add(a.get(k)[j], scale[k]);
                }
                program.atMost(supremum(ball, scaled, lambda, i).add(beta.get(k), scale[k])
                        .add(tau, -1)
                        .add(excess, -1), 0);
            }
        }
        return tail;
    }

    /// `sign·(vᵀξ + offset) ≤ limit` for every ξ in the box, by linear programming duality.
    void addLimit(WassersteinBall ball, Sum[] v, Sum offset, double sign, double limit) {
        SupportBox box = ball.box();
        Sum bound = new Sum().add(offset, sign);
        for (int j = 0; j < intervals; j++) {
            int up = program.variable(0, INFINITY, 0);
            int down = program.variable(0, INFINITY, 0);
            program.range(new Sum().add(up, 1).add(down, -1).add(v[j], -sign), 0, 0);
            bound.add(up, box.high().get(j)).add(down, -box.low().get(j));
        }
        program.atMost(bound, limit);
    }
}
