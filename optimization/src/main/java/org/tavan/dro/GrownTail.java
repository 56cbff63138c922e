package org.tavan.dro;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

import org.tavan.conic.ConicProgram;
import org.tavan.conic.Solution;
import org.tavan.uncertainty.WassersteinBall;

/// `sup CVaR_ε(max_k f_k(ξ)) ≤ 0` over a ball of the 1-norm in a box, in a program, with the rows that turned out to matter:
///
/// `(ρ/ε)λ + τ + (1/ε) Σ_i w_i z_i ≤ 0`, `z_i + τ ≥ a_kᵀξ̂_i + β_k + Σ_j γ⁺_kj room⁺_ij + γ⁻_kj room⁻_ij`, `γ^±_kj ≥ ±a_kj − λ`, all of `λ, z, γ ≥ 0`.
///
/// Without some of the rows of samples, and without the `γ` of some intervals, the program asks for less: its bound is one for the whole. The
/// exact tail of a point says which are missing. A sample without rows has no `z`.
///
/// Source: Mohajerin Esfahani and Kuhn 2018, cor. 5.1; Ordoudis, Nguyen, Kuhn and Pinson 2021 for the joint form.
final class GrownTail {
    /// Samples beyond those in the tail that a function starts with.
    private static final int LIKELY_SAMPLES = 2;
    /// A row counts as nearly met within this part of the steepest slope, and a move as nearly worth it within this part of its price.
    private static final double NEAR = 0.01;

    private final double epsilon;
    private final double radius;
    private final LinearTail tail;
    /// Of each function the samples that have rows, and the intervals that move up and down.
    private BitSet[] samples = {};
    private BitSet[] movesUp = {};
    private BitSet[] movesDown = {};

    private int lambda;
    private int tau;
    private int[] excess = {};
    /// Handles, `[function][sample]` and `[function][interval]`.
    private int[][] sampleRow = {};
    private int[][] upRow = {};
    private int[][] downRow = {};

    GrownTail(WassersteinBall ball, double epsilon) {
        this.epsilon = epsilon;
        radius = ball.radius();
        tail = new LinearTail(ball, epsilon);
    }

    /// {@return the exact tail of functions in plain numbers}
    LinearTail tail() {
        return tail;
    }

    /// Makes functions in plain numbers those whose largest samples the program starts with.
    void expect(List<UncertainSum> functions) {
        samples = bits(functions.size());
        movesUp = bits(functions.size());
        movesDown = bits(functions.size());
        tail.put(functions);
        for (int k = 0; k < samples.length; k++) {
            double[] worth = tail.suprema(k, Double.POSITIVE_INFINITY);
            int[] order = IntStream.range(0, worth.length)
                    .boxed()
                    .filter(i -> tail.weight(i) > 0)
                    .sorted((a, b) -> Double.compare(worth[b], worth[a]))
                    .mapToInt(i -> i)
                    .toArray();
            double mass = 0;
            int beyond = 0;
            for (int n = 0; n < order.length && beyond < LIKELY_SAMPLES; n++) {
                beyond += mass >= epsilon ? 1 : 0;
                mass += tail.weight(order[n]);
                samples[k].set(order[n]);
            }
            for (int j = 0; radius > 0 && j < tail.intervals(); j++) {
                movesUp[k].set(j, tail.slope(k, j) > 0);
                movesDown[k].set(j, tail.slope(k, j) < 0);
            }
        }
    }

    /// Starts with the rows that are nearly met at a point, and the moves there.
    void expectNear(List<UncertainSum> functions) {
        tail.put(functions);
        tail.value();
        double near = NEAR * tail.steepest();
        for (int k = 0; k < samples.length; k++) {
            double[] most = tail.suprema(k, tail.lambda());
            for (int i = 0; i < most.length; i++) {
                if (tail.weight(i) > 0 && most[i] > tail.tau() + tail.excess(i) - near) {
                    add(k, i, radius > 0 ? (1 - NEAR) * tail.lambda() : Double.POSITIVE_INFINITY);
                }
            }
        }
    }

    private static BitSet[] bits(int count) {
        return IntStream.range(0, count).mapToObj(k -> new BitSet()).toArray(BitSet[]::new);
    }

    /// Adds variables and rows.
    void addTo(ConicProgram.Builder program, List<UncertainSum> functions) {
        addTo(program, functions, new AffineSum());
    }

    /// As `addTo`, with the tail at most another sum.
    void addTo(ConicProgram.Builder program, List<UncertainSum> functions, AffineSum most) {
        tau = program.addVariable(0);
        lambda = radius > 0 ? program.addVariable(0, 0, Double.POSITIVE_INFINITY) : CommunityProgram.NONE;
        AffineSum risk = new AffineSum().add(most, -1).add(tau, 1).add(lambda, radius / epsilon);
        excess = new int[tail.count()];
        Arrays.fill(excess, CommunityProgram.NONE);
        for (BitSet own : samples) {
            for (int i = own.nextSetBit(0); i >= 0; i = own.nextSetBit(i + 1)) {
                if (excess[i] == CommunityProgram.NONE) {
                    excess[i] = program.addVariable(0, 0, Double.POSITIVE_INFINITY);
                    risk.add(excess[i], tail.weight(i) / epsilon);
                }
            }
        }
        sampleRow = new int[samples.length][];
        upRow = new int[samples.length][];
        downRow = new int[samples.length][];
        for (int k = 0; k < samples.length; k++) {
            addRows(program, functions.get(k), k);
        }
        risk.atMost(program, 0);
    }

    private void addRows(ConicProgram.Builder program, UncertainSum function, int k) {
        int[] up = new int[tail.intervals()];
        int[] down = new int[tail.intervals()];
        upRow[k] = addMoves(program, function, movesUp[k], 1, up);
        downRow[k] = addMoves(program, function, movesDown[k], -1, down);
        sampleRow[k] = new int[excess.length];
        Arrays.fill(sampleRow[k], CommunityProgram.NONE);
        for (int i = samples[k].nextSetBit(0); i >= 0; i = samples[k].nextSetBit(i + 1)) {
            AffineSum row = new AffineSum().add(function.constant, 1).add(tau, -1).add(excess[i], -1);
            for (int j = 0; j < up.length; j++) {
                row.add(function.slope(j), tail.xi(j, i));
                row.add(up[j], tail.room(1, j, i)).add(down[j], tail.room(-1, j, i));
            }
            sampleRow[k][i] = row.atMost(program, 0);
        }
    }

    /// @param gamma gets the variables
    private int[] addMoves(ConicProgram.Builder program, UncertainSum function, BitSet moves, int sign,
            int[] gamma) {
        int[] rows = new int[gamma.length];
        Arrays.fill(rows, CommunityProgram.NONE);
        Arrays.fill(gamma, CommunityProgram.NONE);
        for (int j = moves.nextSetBit(0); j >= 0; j = moves.nextSetBit(j + 1)) {
            gamma[j] = program.addVariable(0, 0, Double.POSITIVE_INFINITY);
            rows[j] = new AffineSum().add(function.slope(j), sign)
                    .add(lambda, -1)
                    .add(gamma[j], -1)
                    .atMost(program, 0);
        }
        return rows;
    }

    /// Adds the rows that a point misses.
    ///
    /// @param functions at the point
    /// @return whether there were any
    boolean refine(Solution solution, List<UncertainSum> functions) {
        tail.put(functions);
        if (tail.value() <= 0) {
            return false;
        }
        double price = lambda == CommunityProgram.NONE
                ? Double.POSITIVE_INFINITY
                : Math.max(0, solution.value(lambda));
        boolean grown = false;
        for (int k = 0; k < samples.length; k++) {
            double[] most = tail.suprema(k, price);
            for (int i = 0; i < most.length; i++) {
                double above = solution.value(tau)
                        + (excess[i] == CommunityProgram.NONE ? 0 : Math.max(0, solution.value(excess[i])));
                grown |= tail.weight(i) > 0 && most[i] > above && add(k, i, price);
            }
        }
        return grown;
    }

    private boolean add(int k, int i, double price) {
        int before = movesUp[k].cardinality() + movesDown[k].cardinality() + samples[k].cardinality();
        samples[k].set(i);
        for (int j = 0; j < tail.intervals(); j++) {
            if (tail.slope(k, j) > price) {
                movesUp[k].set(j);
            } else if (-tail.slope(k, j) > price) {
                movesDown[k].set(j);
            }
        }
        return movesUp[k].cardinality() + movesDown[k].cardinality() + samples[k].cardinality() > before;
    }

    /// {@return `Σ dual · coefficient` of a slope of a function}
    double slopePrice(Solution solution, int k, int j) {
        double price = dual(solution, upRow[k][j]) - dual(solution, downRow[k][j]);
        for (int i = samples[k].nextSetBit(0); i >= 0; i = samples[k].nextSetBit(i + 1)) {
            price += dual(solution, sampleRow[k][i]) * tail.xi(j, i);
        }
        return price;
    }

    /// {@return what the objective would rise by for each unit that a function rises}
    double price(Solution solution, int k) {
        double price = 0;
        for (int i = samples[k].nextSetBit(0); i >= 0; i = samples[k].nextSetBit(i + 1)) {
            price -= dual(solution, sampleRow[k][i]);
        }
        return Math.max(0, price);
    }

    private static double dual(Solution solution, int row) {
        return row == CommunityProgram.NONE ? 0 : solution.dual(row);
    }
}
