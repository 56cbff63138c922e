package org.tavan.dro;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import org.tavan.dro.LinearProgram.Sum;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.Support;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.SupportPolytope;
import org.tavan.uncertainty.WassersteinBall;
import org.tavan.uncertainty.WholeSpace;

/// Worst cases over a Wasserstein ball as the literature states them: any norm, support `Hξ ≤ h`, one dual vector a sample and
/// piece. Euclidean norms are held by their tangents, added until none is violated. Source: Mohajerin Esfahani and Kuhn
/// 2018, cor. 5.1, and the paper's (14) and (18) with their faults corrected.
final class FullWorstCase {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double CONE_TOLERANCE = 1e-10;
    private static final int ROUNDS_MAX = 200;

    private final LinearProgram program;
    private final int intervals;
    private final List<Cone> cones = new ArrayList<>();

    /// `‖v‖₂ ≤ λ`.
    private record Cone(List<Sum> v, int lambda) {}

    FullWorstCase(LinearProgram program, int intervals) {
        this.program = program;
        this.intervals = intervals;
    }

    /// `H`, one row each.
    static double[][] rows(Support support) {
        return switch (support) {
            case SupportBox box -> {
                double[][] rows = new double[2 * box.intervals()][box.intervals()];
                for (int t = 0; t < box.intervals(); t++) {
                    rows[2 * t][t] = 1;
                    rows[2 * t + 1][t] = -1;
                }
                yield rows;
            }
            case SupportPolytope polytope -> polytope.rows()
                    .stream()
                    .map(row -> row.toArray())
                    .toArray(double[][]::new);
            case WholeSpace _ -> new double[0][];
        };
    }

    /// `h`.
    static double[] right(Support support) {
        return switch (support) {
            case SupportBox box -> {
                double[] right = new double[2 * box.intervals()];
                for (int t = 0; t < box.intervals(); t++) {
                    right[2 * t] = box.high().get(t);
                    right[2 * t + 1] = -box.low().get(t);
                }
                yield right;
            }
            case SupportPolytope polytope -> polytope.right().toArray();
            case WholeSpace _ -> new double[0];
        };
    }

    /// An upper bound on `vᵀξ − λ‖ξ − ξ̂‖` over the support: `vᵀξ̂ + γᵀ(h − Hξ̂)` with `‖Hᵀγ − v‖_* ≤ λ`.
    private Sum supremum(WassersteinBall ball, Sum[] v, int lambda, int sample) {
        double[][] rows = rows(ball.support());
        double[] right = right(ball.support());
        Sum sum = new Sum();
        Sum[] rest = new Sum[intervals];
        for (int j = 0; j < intervals; j++) {
            rest[j] = new Sum().add(v[j], -1);
            sum.add(v[j], ball.samples().value(sample, j));
        }
        for (int k = 0; k < rows.length; k++) {
            int gamma = program.variable(0, INFINITY, 0);
            double slack = right[k];
            for (int j = 0; j < intervals; j++) {
                slack -= rows[k][j] * ball.samples().value(sample, j);
                rest[j].add(gamma, rows[k][j]);
            }
            sum.add(gamma, slack);
        }
        dualNormAtMost(ball.norm(), rest, lambda);
        return sum;
    }

    private void dualNormAtMost(Norm norm, Sum[] v, int lambda) {
        switch (norm) {
            case ONE -> {
                for (Sum entry : v) {
                    program.atMost(new Sum().add(entry, 1).add(lambda, -1), 0);
                    program.atMost(new Sum().add(entry, -1).add(lambda, -1), 0);
                }
            }
            case INFINITY -> {
                Sum total = new Sum().add(lambda, -1);
                for (Sum entry : v) {
                    int size = program.variable(0, INFINITY, 0);
                    program.atMost(new Sum().add(entry, 1).add(size, -1), 0);
                    program.atMost(new Sum().add(entry, -1).add(size, -1), 0);
                    total.add(size, 1);
                }
                program.atMost(total, 0);
            }
            case TWO -> {
                cones.add(new Cone(List.of(v), lambda));
                for (Sum entry : v) {
                    program.atMost(new Sum().add(entry, 1).add(lambda, -1), 0);
                    program.atMost(new Sum().add(entry, -1).add(lambda, -1), 0);
                }
            }
        }
    }

    /// {@return the least cost, with tangents of the Euclidean norms as they are needed; never above the true one}
    OptionalDouble minimum() {
        OptionalDouble least = program.minimum();
        for (int round = 0; round < ROUNDS_MAX && least.isPresent() && addTangents(); round++) {
            least = program.minimum();
        }
        return least;
    }

    private boolean addTangents() {
        List<double[]> directions = new ArrayList<>();
        for (Cone cone : cones) {
            double[] at = new double[cone.v.size()];
            for (int j = 0; j < at.length; j++) {
                at[j] = program.value(cone.v.get(j));
            }
            double norm = Norm.TWO.of(at);
            boolean violated = norm > program.value(new Sum().add(cone.lambda, 1)) + CONE_TOLERANCE
                    * Math.max(1, norm);
            for (int j = 0; j < at.length; j++) {
                at[j] = violated ? at[j] / norm : 0;
            }
            directions.add(at);
        }
        boolean added = false;
        for (int k = 0; k < cones.size(); k++) {
            double[] direction = directions.get(k);
            if (Norm.TWO.of(direction) > 0) {
                Sum tangent = new Sum().add(cones.get(k).lambda, -1);
                for (int j = 0; j < direction.length; j++) {
                    tangent.add(cones.get(k).v.get(j), direction[j]);
                }
                program.atMost(tangent, 0);
                added = true;
            }
        }
        return added;
    }

    /// `λρ + Σ w_i s_i`, `s_i` above the worst case of every piece: above the worst-case mean of the largest piece.
    Sum mean(WassersteinBall ball, List<Sum[]> pieces) {
        int lambda = program.variable(0, INFINITY, 0);
        Sum mean = new Sum().add(lambda, ball.radius());
        for (int i = 0; i < ball.samples().count(); i++) {
            int worst = program.variable(-INFINITY, INFINITY, 0);
            mean.add(worst, ball.samples().weight(i));
            for (Sum[] piece : pieces) {
                program.atMost(supremum(ball, piece, lambda, i).add(worst, -1), 0);
            }
        }
        return mean;
    }

    /// As `tail` of several functions, of one.
    Sum tail(WassersteinBall ball, Sum[] a, Sum beta, double epsilon) {
        return tail(ball, List.<Sum[]>of(a), List.of(beta), epsilon);
    }

    /// `τ + (λρ + Σ w_i s_i)/ε` with `s_i ≥ β_k − τ + sup(a_kᵀξ − λ‖ξ − ξ̂_i‖)`, `s_i ≥ 0`: above the worst-case tail mean of
    /// `max_k a_kᵀξ + β_k`.
    Sum tail(WassersteinBall ball, List<Sum[]> a, List<Sum> beta, double epsilon) {
        int tau = program.variable(-INFINITY, INFINITY, 0);
        int lambda = program.variable(0, INFINITY, 0);
        Sum tail = new Sum().add(tau, 1).add(lambda, ball.radius() / epsilon);
        for (int i = 0; i < ball.samples().count(); i++) {
            int excess = program.variable(0, INFINITY, 0);
            tail.add(excess, ball.samples().weight(i) / epsilon);
            for (int k = 0; k < a.size(); k++) {
                program.atMost(supremum(ball, a.get(k), lambda, i).add(beta.get(k), 1)
                        .add(tau, -1)
                        .add(excess, -1), 0);
            }
        }
        return tail;
    }

    /// `sign·(vᵀξ + offset) ≤ limit` for every ξ in the support, by linear programming duality.
    void addLimit(WassersteinBall ball, Sum[] v, Sum offset, double sign, double limit) {
        double[][] rows = rows(ball.support());
        double[] right = right(ball.support());
        Sum bound = new Sum().add(offset, sign);
        Sum[] rest = new Sum[intervals];
        for (int j = 0; j < intervals; j++) {
            rest[j] = new Sum().add(v[j], -sign);
        }
        for (int k = 0; k < rows.length; k++) {
            int gamma = program.variable(0, INFINITY, 0);
            for (int j = 0; j < intervals; j++) {
                rest[j].add(gamma, rows[k][j]);
            }
            bound.add(gamma, right[k]);
        }
        for (Sum entry : rest) {
            program.range(entry, 0, 0);
        }
        program.atMost(bound, limit);
    }
}
