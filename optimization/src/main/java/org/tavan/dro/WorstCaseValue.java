package org.tavan.dro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

import org.jspecify.annotations.Nullable;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.conic.SolveOutcome;
import org.tavan.conic.SolverSettings;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.WassersteinBall;

/// Worst cases over a Wasserstein ball of functions in plain numbers, whatever a solver says of them: never below the exact one but for
/// rounding, and equal to it for the best price `λ ≥ 0` of a move.
///
/// `sup CVaR_ε(f) = min_λ λρ/ε + CVaR_ε over the samples of sup_Ξ f(ξ) − λ‖ξ − ξ̂_i‖`; with `ε = 1` it is the worst-case mean.
///
/// Any `λ` gives an upper bound, and the right side is convex in it:
/// - where no row of the support couples intervals, a golden section finds the best (see `Growth`);
/// - where one does, each supremum is a program of its own, `aᵀξ̂_i + β + γ_iᵀ(d − Hξ̂_i)` with `‖Hᵀγ_i − a‖_* ≤ λ`. A solver proposes
///   the `γ_i`, which are cut to what is not negative, and `λ` is the largest norm that comes out: so the bound holds however good they
///   are.
///
/// Source: Mohajerin Esfahani and Kuhn 2018, cor. 5.1.
final class WorstCaseValue {
    private static final double GOLDEN = 0.5 * (Math.sqrt(5) - 1);
    private static final int STEPS_MAX = 90;
    /// Width of the interval of prices at which the search ends (relative).
    private static final double WIDTH = 1e-15;
    private static final double NEXT_TO_NOTHING = 1e-9;

    private final WassersteinBall ball;
    private final SupportRows support;
    private final double[] weights;
    private final boolean equalWeights;

    /// A worst-case tail.
    ///
    /// @param value never below the exact one
    /// @param suprema of each function and sample at the price found, `[function][sample]`
    /// @param least of each sample `max(τ, sup max_k f_k)`, with the value at risk `τ`
    record Tail(double value, List<double[]> suprema, Profile least) {
        /// {@return by how much a function may rise without any change of the value}
        double spare(int function) {
            double spare = Double.POSITIVE_INFINITY;
            for (int i = 0; i < least.length(); i++) {
                spare = Math.min(spare, least.get(i) - suprema.get(function)[i]);
            }
            return spare;
        }
    }

    WorstCaseValue(WassersteinBall ball) {
        this.ball = ball;
        support = new SupportRows(ball.support());
        weights = new double[ball.samples().count()];
        Arrays.setAll(weights, ball.samples()::weight);
        equalWeights = Arrays.stream(weights).allMatch(weight -> weight == weights[0]);
    }

    /// {@return `sup CVaR_ε(max_k f_k(ξ))`}
    Tail tail(List<UncertainSum> functions, double epsilon) {
        if (!support.isSeparable()) {
            return coupled(functions, epsilon);
        }
        List<Growth> growths = growths(functions);
        double lambda = best(growths, price -> price * ball.radius() / epsilon
                + mean(largest(growths, price), epsilon));
        return tail(lambda, growths.stream().map(growth -> suprema(growth, lambda)).toList(), epsilon);
    }

    /// {@return `sup E[max_k f_k(ξ)]`}
    double mean(List<UncertainSum> pieces) {
        return tail(pieces, 1).value;
    }

    /// {@return the least upper bound on `sup E[Σ_t max_k f_tk(ξ)]` with one `λ` for all terms: exact if each reads one interval of its
    /// own and the ball is
    /// of the 1-norm}
    double meanOfSum(List<List<UncertainSum>> terms) {
        List<List<Growth>> growths = terms.stream().map(this::growths).toList();
        List<Growth> all = growths.stream().flatMap(List::stream).toList();
        DoubleUnaryOperator bound = price -> price * ball.radius()
                + growths.stream().mapToDouble(term -> mean(largest(term, price), 1)).sum();
        return bound.applyAsDouble(best(all, bound));
    }

    private List<Growth> growths(List<UncertainSum> functions) {
        return functions.stream().map(function -> new Growth(function, ball, support)).toList();
    }

    /// Minimises a convex function of the price, from where all suprema are finite to where nothing is gained by any move.
    private double best(List<Growth> growths, DoubleUnaryOperator bound) {
        double low = growths.stream().mapToDouble(Growth::least).max().orElse(0);
        double high = growths.stream().mapToDouble(Growth::norm).max().orElse(0);
        if (ball.radius() == 0 || low >= high) {
            return high;
        }
        double best = bound.applyAsDouble(low) < bound.applyAsDouble(high) ? low : high;
        double bestValue = bound.applyAsDouble(best);
        double least = WIDTH * high;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = bound.applyAsDouble(left);
        double atRight = bound.applyAsDouble(right);
        for (int step = 0; step < STEPS_MAX && high - low > least; step++) {
            double at = atLeft <= atRight ? left : right;
            if (Math.min(atLeft, atRight) < bestValue) {
                best = at;
                bestValue = Math.min(atLeft, atRight);
            }
            if (atLeft <= atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = bound.applyAsDouble(left);
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = bound.applyAsDouble(right);
            }
        }
        return best;
    }

    private double[] suprema(Growth growth, double lambda) {
        double[] suprema = new double[weights.length];
        Arrays.setAll(suprema, i -> growth.supremum(lambda, i));
        return suprema;
    }

    private double[] largest(List<Growth> growths, double lambda) {
        double[] largest = new double[weights.length];
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        for (Growth growth : growths) {
            for (int i = 0; i < largest.length; i++) {
                largest[i] = Math.max(largest[i], growth.supremum(lambda, i));
            }
        }
        return largest;
    }

    private double mean(double[] values, double epsilon) {
        if (epsilon == 1) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += weights[i] * values[i];
            }
            return sum;
        }
        return equalWeights
                ? EmpiricalDistribution.tailMean(values, epsilon)
                : EmpiricalDistribution.tailMean(values, weights, epsilon);
    }

    private Tail tail(double lambda, List<double[]> suprema, double epsilon) {
        double[] largest = new double[weights.length];
        Arrays.setAll(largest, i -> suprema.stream().mapToDouble(of -> of[i]).max().orElse(0));
        double value = lambda * ball.radius() / epsilon + mean(largest, epsilon);
        double atRisk = atRisk(largest, epsilon);
        double[] least = new double[weights.length];
        Arrays.setAll(least, i -> Math.max(atRisk, largest[i]));
        return new Tail(value, suprema, Profile.of(least));
    }

    /// The highest value that is exceeded with no more than the probability `ε`.
    private double atRisk(double[] values, double epsilon) {
        List<Integer> highestFirst = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            highestFirst.add(i);
        }
        highestFirst.sort((a, b) -> Double.compare(values[b], values[a]));
        double mass = 0;
        for (int i : highestFirst) {
            mass += weights[i];
            if (mass >= epsilon) {
                return values[i];
            }
        }
        return values[highestFirst.getLast()];
    }

    /// One `γ` a function and sample. With all of them 0 the bound is that of the whole space: the best there is without a radius, and the one to
    /// fall back on.
    private Tail coupled(List<UncertainSum> functions, double epsilon) {
        Tail unmoved = repaired(functions, epsilon, new int[0][], 0, null);
        double steepest = steepest(functions);
        if (ball.radius() == 0 || steepest == 0) {
            return unmoved;
        }
        List<UncertainSum> scaled = functions.stream().map(function -> rounded(function, steepest)).toList();
        Tail proposed = proposed(functions, scaled, epsilon);
        return proposed.value < unmoved.value ? proposed : unmoved;
    }

    private static double steepest(List<UncertainSum> functions) {
        return functions.stream()
                .flatMap(function -> Arrays.stream(slopes(function)))
                .mapToDouble(slope -> Math.abs(slope.constant()))
                .max()
                .orElse(0);
    }

    /// A function divided by the steepest slope of all, without slopes that are next to nothing beside it, which only trouble a solver.
    private static UncertainSum rounded(UncertainSum function, double steepest) {
        UncertainSum rounded = new UncertainSum(function.intervals());
        rounded.constant.plus(function.constant.constant() / steepest);
        for (int j = 0; j < function.intervals(); j++) {
            double slope = function.slope(j).constant() / steepest;
            rounded.slope(j).plus(Math.abs(slope) < NEXT_TO_NOTHING ? 0 : slope);
        }
        return rounded;
    }

    /// @param scaled the functions divided by their steepest slope
    private Tail proposed(List<UncertainSum> functions, List<UncertainSum> scaled, double epsilon) {
        ConicProgram.Builder program = ConicProgram.builder();
        int price = program.addVariable(ball.radius() / epsilon, 0, Double.POSITIVE_INFINITY);
        // Of a mean, any τ below all values would do.
        int tau = epsilon == 1 ? CommunityProgram.NONE : program.addVariable(1);
        int[][] gamma = new int[functions.size() * weights.length][support.count()];
        for (int i = 0; i < weights.length; i++) {
            int excess = program.addVariable(weights[i] / epsilon,
                    epsilon == 1 ? Double.NEGATIVE_INFINITY : 0, Double.POSITIVE_INFINITY);
            for (int k = 0; k < functions.size(); k++) {
                AffineSum bound = scaled.get(k).at(ball.samples(), i).add(tau, -1).add(excess, -1);
                AffineSum[] rest = slopes(scaled.get(k));
                for (int h = 0; h < support.count(); h++) {
                    int variable = program.addVariable(0, 0, Double.POSITIVE_INFINITY);
                    gamma[k * weights.length + i][h] = variable;
                    bound.add(variable, support.slack(h, ball.samples(), i));
                    support.addTo(rest, h, variable, -1);
                }
                bound.atMost(program, 0);
                DualNorm.atMost(program, ball.norm(), Arrays.stream(rest).filter(e -> !e.isZero()).toList(),
                        price);
            }
        }
        return repaired(functions, epsilon, gamma, steepest(functions), solution(program.build()));
    }

    private static AffineSum[] slopes(UncertainSum function) {
        AffineSum[] slopes = new AffineSum[function.intervals()];
        Arrays.setAll(slopes, j -> AffineSum.of(function.slope(j).constant()));
        return slopes;
    }

    private static @Nullable Solution solution(ConicProgram program) {
        return switch (new InteriorPointSolver().solve(program, SolverSettings.defaults())) {
            case SolveOutcome.Solved solved -> solved.solution();
            case SolveOutcome.LimitReached reached -> reached.last();
            case SolveOutcome.NumericalError error -> error.last();
            case SolveOutcome.PrimalInfeasible _,SolveOutcome.DualInfeasible _ -> null;
        };
    }

    /// @param scale of the `γ` of the solution
    private Tail repaired(List<UncertainSum> functions, double epsilon, int[][] gamma, double scale,
            @Nullable Solution solution) {
        double lambda = 0;
        List<double[]> suprema = new ArrayList<>();
        for (int k = 0; k < functions.size(); k++) {
            double[] own = new double[weights.length];
            for (int i = 0; i < own.length; i++) {
                AffineSum[] rest = slopes(functions.get(k));
                own[i] = functions.get(k).at(ball.samples(), i).constant();
                for (int h = 0; h < support.count() && solution != null; h++) {
                    double dual = scale * Math.max(0, solution.value(gamma[k * own.length + i][h]));
                    own[i] += dual * support.slack(h, ball.samples(), i);
                    support.subtract(rest, h, dual);
                }
                lambda = Math.max(lambda, ball.norm()
                        .dual()
                        .of(Arrays.stream(rest).mapToDouble(AffineSum::constant).toArray()));
            }
            suprema.add(own);
        }
        return tail(lambda, suprema, epsilon);
    }
}
