package org.tavan.dro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;
import org.tavan.conic.ConicProgram;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.WassersteinBall;

/// Writes worst cases over a Wasserstein ball as rows of a program: exact for each norm and support, for functions of the
/// residuals whose coefficients are affine in the program's variables.
///
/// All rest on one bound, for each sample `ξ̂_i` and every `λ ≥ 0`, which is tight for the best `γ_i`:
/// `sup over Hξ ≤ d of aᵀξ + β − λ‖ξ − ξ̂_i‖ ≤ aᵀξ̂_i + β + γ_iᵀ(d − Hξ̂_i)` with `γ_i ≥ 0`, `‖Hᵀγ_i − a‖_* ≤ λ`.
///
/// One `γ` serves all samples, and nothing is lost, where the least one does not depend on the sample:
/// - on the whole space there is none;
/// - where no row of `H` couples intervals, and the norm is the 1-norm or `a` has a single entry, the least `γ` is
///   `(±a_k − λ)⁺` in each interval by itself, whatever `ξ̂_i` is.
///
/// Source: Mohajerin Esfahani and Kuhn 2018, cor. 5.1; the paper's (14) and (18). Departs from the paper: `ε·s` on the right of
/// (18), the vector `C e_t − Q_t` for its scalar, the sample's index on `ξ`, and one `γ` instead of `I` where that is exact.
final class WorstCaseWriter {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final ConicProgram.Builder program;
    private final WassersteinBall ball;
    private final SupportRows support;
    private final boolean literal;

    WorstCaseWriter(ConicProgram.Builder program, WassersteinBall ball) {
        this(program, ball, new SupportRows(ball.support()), false);
    }

    /// @param support that of the ball
    /// @param literal whether every sample gets a `γ` of its own even where one serves all
    WorstCaseWriter(ConicProgram.Builder program, WassersteinBall ball, SupportRows support,
            boolean literal) {
        this.program = program;
        this.ball = ball;
        this.support = support;
        this.literal = literal;
    }

    /// {@return a new `λ`}
    int addPrice() {
        return program.addVariable(0, 0, INFINITY);
    }

    /// {@return for each sample a bound on `sup aᵀξ + β − λ‖ξ − ξ̂_i‖`; null for a sample of no weight}
    List<@Nullable AffineSum> suprema(UncertainSum function, int lambda) {
        return suprema(function, lambda, i -> ball.samples().weight(i) > 0, j -> true);
    }

    private List<@Nullable AffineSum> suprema(UncertainSum function, int lambda, IntPredicate wanted,
            IntPredicate moves) {
        int[] rows = rows(function, moves);
        boolean shared = !literal && sharesDuals(function, rows);
        int[] gamma = shared ? duals(function, rows, moves, lambda) : new int[0];
        List<@Nullable AffineSum> suprema = new ArrayList<>();
        for (int i = 0; i < ball.samples().count(); i++) {
            if (!wanted.test(i)) {
                suprema.add(null);
                continue;
            }
            int[] own = shared ? gamma : duals(function, rows, moves, lambda);
            AffineSum bound = function.at(ball.samples(), i);
            for (int k = 0; k < rows.length; k++) {
                bound.add(own[k], support.slack(rows[k], ball.samples(), i));
            }
            suprema.add(bound);
        }
        return suprema;
    }

    private boolean sharesDuals(UncertainSum function, int[] rows) {
        if (rows.length == 0) {
            return true;
        }
        int entries = 0;
        for (int j = 0; j < function.intervals(); j++) {
            entries += function.slope(j).isZero() ? 0 : 1;
        }
        return support.isSeparable() && (ball.norm() == Norm.ONE || entries <= 1);
    }

    /// {@return the rows of the support that matter: where none couples intervals, those of the function's intervals}
    private int[] rows(UncertainSum function, IntPredicate moves) {
        boolean separable = support.isSeparable();
        List<Integer> rows = new ArrayList<>();
        for (int k = 0; k < support.count(); k++) {
            boolean reads = !separable;
            for (int j = 0; j < function.intervals() && !reads; j++) {
                reads = moves.test(j) && !function.slope(j).isZero() && support.reads(k, j);
            }
            if (reads) {
                rows.add(k);
            }
        }
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Adds one `γ ≥ 0` with `‖a − Hᵀγ‖_* ≤ λ`.
    private int[] duals(UncertainSum function, int[] rows, IntPredicate moves, int lambda) {
        AffineSum[] rest = slopes(function);
        int[] gamma = new int[rows.length];
        for (int k = 0; k < rows.length; k++) {
            gamma[k] = program.addVariable(0, 0, INFINITY);
            support.addTo(rest, rows[k], gamma[k], -1);
        }
        List<AffineSum> entries = new ArrayList<>();
        for (int j = 0; j < rest.length; j++) {
            if (moves.test(j) && !rest[j].isZero()) {
                entries.add(rest[j]);
            }
        }
        DualNorm.atMost(program, ball.norm(), entries, lambda);
        return gamma;
    }

    private static AffineSum[] slopes(UncertainSum function) {
        AffineSum[] slopes = new AffineSum[function.intervals()];
        for (int j = 0; j < slopes.length; j++) {
            slopes[j] = new AffineSum().add(function.slope(j), 1);
        }
        return slopes;
    }

    /// `sup E[max_k f_k(ξ)]`: `λρ + Σ_i w_i s_i`, `s_i` above the suprema of all `f_k`.
    ///
    /// @return a sum that is at least that, and equal to it where it is minimised
    AffineSum mean(List<UncertainSum> pieces) {
        int lambda = addPrice();
        return new AffineSum().add(lambda, ball.radius()).add(meanOfSuprema(pieces, lambda), 1);
    }

    /// `Σ_i w_i s_i` for a `λ` that other terms may share.
    AffineSum meanOfSuprema(List<UncertainSum> pieces, int lambda) {
        AffineSum mean = new AffineSum();
        List<List<@Nullable AffineSum>> suprema = pieces.stream().map(f -> suprema(f, lambda)).toList();
        for (int i = 0; i < ball.samples().count(); i++) {
            double weight = ball.samples().weight(i);
            AffineSum first = suprema.getFirst().get(i);
            if (first == null) {
                continue;
            }
            if (pieces.size() == 1) {
                mean.add(first, weight);
                continue;
            }
            int most = program.addVariable(0);
            for (List<@Nullable AffineSum> piece : suprema) {
                AffineSum bound = piece.get(i);
                if (bound != null) {
                    new AffineSum().add(bound, 1).add(most, -1).atMost(program, 0);
                }
            }
            mean.add(most, weight);
        }
        return mean;
    }

    /// Adds rows that hold if and only if `sup CVaR_ε(max_k f_k(ξ)) ≤ 0`: of one function the worst-case conditional value at
    /// risk, of several, each scaled by a `δ_k > 0`, the joint one.
    ///
    /// `τ + (λρ + Σ_i w_i z_i)/ε ≤ 0`, `z_i ≥ 0`, `z_i ≥ sup_i f_k − τ`. Where each sample weighs `ε` or more the tail is the worst sample:
    /// `λρ/ε + τ ≤ 0`, `τ ≥ sup_i f_k`, without `z`.
    void keepTail(List<UncertainSum> functions, double epsilon) {
        tail(functions, epsilon, i -> ball.samples().weight(i) > 0, j -> true).value.atMost(program, 0);
    }

    /// {@return a sum that is at least `sup CVaR_ε(max_k f_k(ξ))`, and equal to it where it is minimised}
    AffineSum tail(List<UncertainSum> functions, double epsilon) {
        return tail(functions, epsilon, i -> ball.samples().weight(i) > 0, j -> true).value;
    }

    /// As `keepTail` of one function, with some samples and moves only: a bound from below, and exact if none of the other samples is in
    /// the tail, and no worst case moves the other intervals.
    ///
    /// @param moves the intervals that may move; all of them unless the support is separable and the norm is the 1-norm
    /// @return the row of each sample, or `CommunityProgram.NONE`
    int[] keepTail(UncertainSum function, double epsilon, IntPredicate wanted, IntPredicate moves) {
        Tail tail = tail(List.of(function), epsilon, wanted, moves);
        tail.value.atMost(program, 0);
        return tail.rows.getFirst();
    }

    /// @param rows of each function the row of each sample
    private record Tail(AffineSum value, List<int[]> rows) {}

    private Tail tail(List<UncertainSum> functions, double epsilon, IntPredicate wanted, IntPredicate moves) {
        int lambda = addPrice();
        int tau = program.addVariable(0);
        AffineSum tail = new AffineSum().add(tau, 1).add(lambda, ball.radius() / epsilon);
        boolean worstSample = leastWeight() >= epsilon;
        int[] excess = new int[ball.samples().count()];
        Arrays.fill(excess, CommunityProgram.NONE);
        for (int i = 0; i < excess.length && !worstSample; i++) {
            if (wanted.test(i)) {
                excess[i] = program.addVariable(0, 0, INFINITY);
                tail.add(excess[i], ball.samples().weight(i) / epsilon);
            }
        }
        List<int[]> handles = new ArrayList<>();
        for (UncertainSum function : functions) {
            int[] rows = new int[excess.length];
            Arrays.fill(rows, CommunityProgram.NONE);
            List<@Nullable AffineSum> suprema = suprema(function, lambda, wanted, moves);
            for (int i = 0; i < excess.length; i++) {
                AffineSum bound = suprema.get(i);
                if (bound != null) {
                    rows[i] = new AffineSum().add(bound, 1)
                            .add(tau, -1)
                            .add(excess[i], -1)
                            .atMost(program, 0);
                }
            }
            handles.add(rows);
        }
        return new Tail(tail, handles);
    }

    private double leastWeight() {
        double least = 1;
        for (int i = 0; i < ball.samples().count(); i++) {
            double weight = ball.samples().weight(i);
            least = weight > 0 ? Math.min(least, weight) : least;
        }
        return least;
    }

    /// Adds rows that hold if and only if `f(ξ) ≤ 0` for every `ξ` in the support, by linear programming duality:
    /// `γ ≥ 0`, `Hᵀγ = a`, `dᵀγ + β ≤ 0`. For a box these are `R⁺ − R⁻ = a` and `Σ_j u_j R⁺_j − l_j R⁻_j + β ≤ 0`.
    void keepAlways(UncertainSum function) {
        int[] rows = rows(function, j -> true);
        AffineSum[] rest = slopes(function);
        AffineSum most = new AffineSum().add(function.constant, 1);
        for (int k : rows) {
            int gamma = program.addVariable(0, 0, INFINITY);
            support.addTo(rest, k, gamma, -1);
            most.add(gamma, support.right(k));
        }
        for (AffineSum entry : rest) {
            if (!entry.isZero()) {
                entry.equal(program, 0);
            }
        }
        most.atMost(program, 0);
    }
}
