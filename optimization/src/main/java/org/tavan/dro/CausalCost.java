package org.tavan.dro;

import java.util.ArrayList;
import java.util.List;

import org.tavan.conic.ConicProgram;
import org.tavan.conic.Solution;
import org.tavan.market.EnergyPrices;
import org.tavan.recourse.AffineRecourse;
import org.tavan.uncertainty.WassersteinBall;

/// The worst-case expected cost of a causal rule as part of a program.
sealed interface CausalCost {
    /// What a point may be beyond a row before it is added (¢).
    double VIOLATION_TOLERANCE_CENTS = 1e-9;

    /// Adds variables and rows; `gain` has the variables of `Q`.
    void addTo(ConicProgram.Builder program, TriangleVariables gain);

    /// {@return what an entry `Q[t,j]` costs by itself (¢ per kW)}
    double cents(int t, int j);

    /// {@return `Σ dual · coefficient` of `Q[t,j]` over the rows of the cost, less what it costs by itself, whether it has a variable or not}
    double price(Solution solution, int t, int j);

    /// Adds the rows that the point violates.
    boolean refine(Solution solution, AffineRecourse rule);

    /// {@return the cost of a rule (¢)}
    double cents(AffineRecourse rule);

    /// {@return the exact cost where buying and selling cost the same, else the bound hour by hour}
    static CausalCost of(WassersteinBall ball, CausalAdversary adversary, double stepHours,
            EnergyPrices prices) {
        return prices.haveOneRealTimePrice()
                ? new OneSided(ball, stepHours, prices)
                : new HourByHour(adversary, stepHours, prices);
    }

    /// One real-time price: the cost is linear, `vᵀξ` with `v = QᵀΔt c`, and its worst case exact:
    /// `vᵀξ̄ + min_λ { λρ + Σ_k (v_k−λ)⁺(u_k−ξ̄_k) + (−v_k−λ)⁺(ξ̄_k−l_k) }`. The first term is what the entries cost by themselves; moves
    /// against the sign of the price have rows once a point goes there.
    final class OneSided implements CausalCost {
        private final double radius;
        private final double[] centsPerKw;
        private final double[] mean;
        private final double[] roomUp;
        private final double[] roomDown;
        private final boolean[] movesUp;
        private final boolean[] movesDown;
        private final int[] upRow;
        private final int[] downRow;
        private int lambda;

        OneSided(WassersteinBall ball, double stepHours, EnergyPrices prices) {
            int intervals = prices.intervals();
            radius = ball.radius();
            mean = ball.samples().mean().toArray();
            centsPerKw = new double[intervals];
            roomUp = new double[intervals];
            roomDown = new double[intervals];
            movesUp = new boolean[intervals];
            movesDown = new boolean[intervals];
            upRow = new int[intervals];
            downRow = new int[intervals];
            for (int t = 0; t < intervals; t++) {
                centsPerKw[t] = stepHours * prices.realTimeBuyCentsPerKwh().get(t);
                roomUp[t] = ball.box().high().get(t) - mean[t];
                roomDown[t] = mean[t] - ball.box().low().get(t);
                movesUp[t] = centsPerKw[t] > 0;
                movesDown[t] = centsPerKw[t] < 0;
            }
        }

        @Override
        public double cents(int t, int j) {
            return centsPerKw[t] * mean[j];
        }

        @Override
        public void addTo(ConicProgram.Builder program, TriangleVariables gain) {
            lambda = program.addVariable(radius, 0, Double.POSITIVE_INFINITY);
            for (int j = 0; j < mean.length; j++) {
                upRow[j] = movesUp[j] ? addMove(program, gain, j, 1, roomUp[j]) : CommunityProgram.NONE;
                downRow[j] = movesDown[j]
                        ? addMove(program, gain, j, -1, roomDown[j])
                        : CommunityProgram.NONE;
            }
        }

        private int addMove(ConicProgram.Builder program, TriangleVariables gain, int j, double sign,
                double room) {
            int beyond = program.addVariable(room, 0, Double.POSITIVE_INFINITY);
            RowBuilder row = new RowBuilder().add(beyond, 1).add(lambda, 1);
            for (int t = j; t < mean.length; t++) {
                gain.addTo(row, t, j, -sign * centsPerKw[t]);
            }
            return program.addGreaterOrEqual(row.variables(), row.coefficients(), 0);
        }

        @Override
        public double price(Solution solution, int t, int j) {
            return centsPerKw[t] * (dual(solution, downRow[j]) - dual(solution, upRow[j]) - mean[j]);
        }

        private static double dual(Solution solution, int row) {
            return row == CommunityProgram.NONE ? 0 : solution.dual(row);
        }

        @Override
        public boolean refine(Solution solution, AffineRecourse rule) {
            double[] v = values(rule);
            double price = Math.max(0, solution.value(lambda)) + VIOLATION_TOLERANCE_CENTS;
            boolean refined = false;
            for (int j = 0; j < v.length; j++) {
                refined |= (v[j] > price && !movesUp[j]) || (-v[j] > price && !movesDown[j]);
                movesUp[j] |= v[j] > price;
                movesDown[j] |= -v[j] > price;
            }
            return refined;
        }

        private double[] values(AffineRecourse rule) {
            double[] v = new double[mean.length];
            for (int t = 0; t < v.length; t++) {
                for (int j = 0; j <= t; j++) {
                    v[j] += centsPerKw[t] * rule.gainKw(t, j);
                }
            }
            return v;
        }

        /// The slope in λ changes only where `λ = |v_k|`: the least value is at one of these.
        @Override
        public double cents(AffineRecourse rule) {
            double[] v = values(rule);
            double least = cents(v, 0);
            for (double breakpoint : v) {
                least = Math.min(least, cents(v, Math.abs(breakpoint)));
            }
            return least;
        }

        private double cents(double[] v, double lambda) {
            double sum = radius * lambda;
            for (int j = 0; j < v.length; j++) {
                sum += v[j] * mean[j] + Math.max(0, v[j] - lambda) * roomUp[j] + Math.max(0, -v[j] - lambda)
                        * roomDown[j];
            }
            return sum;
        }
    }

    /// Two-sided price: each hour's worst case by itself, `Σ_t sup E[φ_t(Q[t]ξ)] ≥ sup E[Σ_t φ_t(Q[t]ξ)]`. An upper bound on the
    /// cost, since an adversary may spend the whole budget in every hour.
    final class HourByHour implements CausalCost {
        private final CausalAdversary adversary;
        private final CausalAdversary.Memory memory;
        private final double[] buyCents;
        private final double[] sellCents;
        private final List<List<double[]>> rows = new ArrayList<>();
        private final List<List<Integer>> handles = new ArrayList<>();
        private final int[] cost;

        HourByHour(CausalAdversary adversary, double stepHours, EnergyPrices prices) {
            this.adversary = adversary;
            int intervals = prices.intervals();
            memory = new CausalAdversary.Memory(intervals);
            buyCents = new double[intervals];
            sellCents = new double[intervals];
            cost = new int[intervals];
            for (int t = 0; t < intervals; t++) {
                buyCents[t] = stepHours * prices.realTimeBuyCentsPerKwh().get(t);
                sellCents[t] = stepHours * prices.realTimeSellCentsPerKwh().get(t);
                double[] own = new double[t + 1];
                own[t] = 1;
                List<double[]> start = new ArrayList<>();
                start.add(adversary.cost(own, buyCents[t], sellCents[t]).row);
                own[t] = -1;
                start.add(adversary.cost(own, buyCents[t], sellCents[t]).row);
                rows.add(start);
            }
        }

        @Override
        public void addTo(ConicProgram.Builder program, TriangleVariables gain) {
            handles.clear();
            for (int t = 0; t < cost.length; t++) {
                List<Integer> added = new ArrayList<>();
                cost[t] = program.addVariable(1);
                for (double[] row : rows.get(t)) {
                    RowBuilder worst = new RowBuilder().add(cost[t], 1);
                    for (int j = 0; j <= t; j++) {
                        gain.addTo(worst, t, j, -row[j]);
                    }
                    added.add(program.addGreaterOrEqual(worst.variables(), worst.coefficients(), 0));
                }
                handles.add(added);
            }
        }

        @Override
        public double cents(int t, int j) {
            return 0;
        }

        @Override
        public double price(Solution solution, int t, int j) {
            double price = 0;
            for (int k = 0; k < handles.get(t).size(); k++) {
                price -= solution.dual(handles.get(t).get(k)) * rows.get(t).get(k)[j];
            }
            return price;
        }

        @Override
        public boolean refine(Solution solution, AffineRecourse rule) {
            boolean refined = false;
            for (int t = 0; t < cost.length; t++) {
                if (CausalColumns.isDiagonal(rule, t)) {
                    continue;
                }
                CausalAdversary.Worst worst = worst(rule, t);
                if (worst.value > solution.value(cost[t]) + VIOLATION_TOLERANCE_CENTS) {
                    rows.get(t).add(worst.row);
                    refined = true;
                }
            }
            return refined;
        }

        @Override
        public double cents(AffineRecourse rule) {
            double sum = 0;
            for (int t = 0; t < cost.length; t++) {
                sum += worst(rule, t).value;
            }
            return sum;
        }

        private CausalAdversary.Worst worst(AffineRecourse rule, int t) {
            return memory.of(t, TriangleVariables.row(rule, t),
                    row -> adversary.cost(row, buyCents[t], sellCents[t]));
        }
    }
}
