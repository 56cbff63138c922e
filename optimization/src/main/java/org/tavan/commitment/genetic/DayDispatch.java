package org.tavan.commitment.genetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.Unit;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Solution;
import org.tavan.conic.SolveOutcome;
import org.tavan.conic.SolverSettings;

/// The cheapest dispatch of a whole day for one commitment, exact: storages, ramps and the limit of expected lost load tie
/// the intervals together.
///
/// Its shadow prices make a cut: at these prices the intervals stand alone, and what they then cost together is a lower bound on the
/// cost of *every* commitment, exact for this one (Lagrange duality).
final class DayDispatch {
    private static final double BOTH_WAYS_KW = 1e-5;
    static final double LACK_KW = 1e-5;
    private static final int REPEATS = 4;
    private static final double NEVER = 1e-300;

    private final CommitmentProblem problem;
    private final UnitTimes times;
    private final HourPrograms hours;

    DayDispatch(CommitmentProblem problem, UnitTimes times, HourPrograms hours) {
        this.problem = problem;
        this.times = times;
        this.hours = hours;
    }

    /// How a day is best dispatched.
    ///
    /// @param cents what it costs, starts, no-load cost and options included (¢)
    /// @param feasible whether nothing lacks
    /// @param rows of each interval
    /// @param solution of all of them
    /// @param cut the prices
    record Dispatch(double cents, boolean feasible, List<HourRows> rows, Solution solution, Cut cut) {}

    /// Prices of each interval, and what is paid whatever is dispatched (¢).
    record Cut(List<HourPrices> prices, double constantCents) {}

    /// Two opposite flows of one interval, of which one is closed.
    private record OneWay(int closed, int open) {
        OneWay reversed() {
            return new OneWay(open, closed);
        }
    }

    /// Solves; flows in both directions at once are closed in the lesser one, until there are none, then each in the other one where that
    /// costs less. A commitment that no choice of directions can dispatch comes back as it is without them, and not feasible.
    Dispatch solve(OnOff commitment, SolverSettings settings) {
        List<OneWay> ways = new ArrayList<>();
        Dispatch first = solve(commitment, ways, feasible(settings)).orElseThrow();
        Optional<Dispatch> best = oneWay(commitment, Optional.of(first), ways, settings);
        for (int k = 0; k < ways.size(); k++) {
            List<OneWay> others = new ArrayList<>(ways);
            others.set(k, ways.get(k).reversed());
            Optional<Dispatch> other = oneWay(commitment, solve(commitment, others, settings), others,
                    settings);
            if (cents(other) < cents(best)) {
                best = other;
                ways = others;
            }
        }
        return best.map(d -> new Dispatch(d.cents, d.feasible, d.rows, d.solution, first.cut))
                .orElse(new Dispatch(first.cents, false, first.rows, first.solution, first.cut));
    }

    private static double cents(Optional<Dispatch> dispatch) {
        return dispatch.map(Dispatch::cents).orElse(Double.POSITIVE_INFINITY);
    }

    private Optional<Dispatch> oneWay(OnOff commitment, Optional<Dispatch> from, List<OneWay> ways,
            SolverSettings settings) {
        Optional<Dispatch> dispatch = from;
        for (int k = 0; k < REPEATS && dispatch.isPresent() && close(dispatch.get(), ways); k++) {
            dispatch = solve(commitment, ways, settings);
        }
        return dispatch;
    }

    /// {@return the cheapest dispatch, empty where the closed directions cannot be kept}
    private Optional<Dispatch> solve(OnOff commitment, List<OneWay> ways, SolverSettings settings) {
        ConicProgram.Builder builder = ConicProgram.builder();
        List<HourRows> rows = new ArrayList<>();
        long[] code = commitment.toArray();
        double fixedCents = times.startCents(code) + hours.demand.cents(code);
        for (int t = 0; t < problem.intervals(); t++) {
            rows.add(hours.rows(t, commitment.mask(t), hours.demand.changeKw(code, t), builder));
            fixedCents += hours.noLoadCents(commitment.mask(t));
        }
        for (OneWay way : ways) {
            builder.addLessOrEqual(new int[]{way.closed}, new double[]{1}, 0);
        }
        Couplings couplings = new Couplings(commitment, rows, builder);
        double cents = fixedCents;
        return solution(new InteriorPointSolver().solve(builder.build(), settings))
                .map(solution -> new Dispatch(cents + solution.primalObjective(),
                        lackKw(rows, couplings, solution) <= LACK_KW * problem.intervals(), rows, solution,
                        couplings.cut(solution)));
    }

    private static double lackKw(List<HourRows> rows, Couplings couplings, Solution solution) {
        double lack = couplings.overEens >= 0 ? solution.value(couplings.overEens) : 0;
        for (HourRows hour : rows) {
            for (int slack : hour.slack) {
                lack += solution.value(slack);
            }
        }
        return lack;
    }

    /// With slack at its high price a program that lacks much looks infeasible to the solver, but with all directions open none is.
    private static SolverSettings feasible(SolverSettings settings) {
        return new SolverSettings(settings.feasibilityTolerance(), settings.gapTolerance(), NEVER,
                settings.iterationLimit(), settings.deadline());
    }

    /// With slack for whatever may lack a program has an optimum; the best point seen is one for a solver that stopped short of it.
    private static Optional<Solution> solution(SolveOutcome outcome) {
        return switch (outcome) {
            case SolveOutcome.Solved solved -> Optional.of(solved.solution());
            case SolveOutcome.LimitReached limit -> Optional.of(limit.last());
            case SolveOutcome.NumericalError error -> Optional.of(error.last());
            case SolveOutcome.PrimalInfeasible _ -> Optional.empty();
            case SolveOutcome.DualInfeasible unbounded -> throw new IllegalStateException(
                    "A dispatch with bounds cannot be unbounded, but is along %s."
                            .formatted(unbounded.certificate()));
        };
    }

    private boolean close(Dispatch dispatch, List<OneWay> ways) {
        int before = ways.size();
        for (HourRows hour : dispatch.rows) {
            if (hour.importKw >= 0) {
                closeLesser(hour.importKw, hour.exportKw, dispatch.solution, ways);
            }
            for (int k = 0; k < hour.charge.length; k++) {
                closeLesser(hour.charge[k], hour.discharge[k], dispatch.solution, ways);
            }
        }
        return ways.size() > before;
    }

    private static void closeLesser(int one, int other, Solution solution, List<OneWay> ways) {
        OneWay way = new OneWay(one, other);
        if (Math.min(solution.value(one), solution.value(other)) > BOTH_WAYS_KW && !ways.contains(way)
                && !ways.contains(way.reversed())) {
            ways.add(solution.value(one) < solution.value(other) ? way : way.reversed());
        }
    }

    /// The rows between intervals, and how their shadow prices become prices within each.
    private final class Couplings {
        private final List<HourRows> rows;
        private final ConicProgram.Builder builder;
        /// Row handles of `before[t][k] = after[t-1][k]`.
        private final int[][] carried;
        /// Row handles of the ramps, or -1; from interval `t - 1` to `t`.
        private final int[][] rise;
        private final int[][] fall;
        private int eens = -1;
        private int overEens = -1;

        Couplings(OnOff commitment, List<HourRows> rows, ConicProgram.Builder builder) {
            this.rows = rows;
            this.builder = builder;
            int intervals = problem.intervals();
            carried = new int[intervals][problem.storages().size()];
            rise = new int[intervals][times.units];
            fall = new int[intervals][times.units];
            for (int t = 0; t < intervals; t++) {
                for (int k = 0; t > 0 && k < carried[t].length; k++) {
                    carried[t][k] = builder.addEquality(
                            new int[]{rows.get(t).before[k], rows.get(t - 1).after[k]}, new double[]{1, -1},
                            0);
                }
                for (int u = 0; u < times.units; u++) {
                    addRamp(commitment, t, u);
                }
            }
            addEens();
        }

        private double riseKw(int u) {
            return problem.units().get(u).rampUpKwPerMinute() * 60 * problem.stepHours();
        }

        private double fallKw(int u) {
            return problem.units().get(u).rampDownKwPerMinute() * 60 * problem.stepHours();
        }

        private double startKw(int u) {
            return Math.max(problem.units().get(u).minKw(), riseKw(u));
        }

        private double stopKw(int u) {
            return Math.max(problem.units().get(u).minKw(), fallKw(u));
        }

        private void addRamp(OnOff commitment, int t, int u) {
            rise[t][u] = -1;
            fall[t][u] = -1;
            Unit unit = problem.units().get(u);
            int now = rows.get(t).power[u];
            boolean before = t == 0 ? times.onBefore(u) : commitment.on(u, t - 1);
            if (now < 0) {
                return;
            }
            if (!before) {
                limit(now, startKw(u), unit);
            } else {
                RowTerms up = new RowTerms().add(now, 1);
                RowTerms down = new RowTerms().add(now, -1);
                double fromKw = unit.initialKw();
                if (t > 0) {
                    fromKw = 0;
                    up.add(rows.get(t - 1).power[u], -1);
                    down.add(rows.get(t - 1).power[u], 1);
                }
                double range = unit.maxKw() - unit.minKw();
                rise[t][u] = riseKw(u) < range ? up.atMost(builder, riseKw(u) + fromKw) : -1;
                fall[t][u] = fallKw(u) < range ? down.atMost(builder, fallKw(u) - fromKw) : -1;
            }
            if (t + 1 < problem.intervals() && !commitment.on(u, t + 1)) {
                limit(now, stopKw(u), unit);
            }
        }

        private void limit(int power, double mostKw, Unit unit) {
            if (mostKw < unit.maxKw()) {
                builder.addLessOrEqual(new int[]{power}, new double[]{1}, mostKw);
            }
        }

        private void addEens() {
            double most = problem.reliability().eensMaxKwh();
            if (most == Double.POSITIVE_INFINITY) {
                return;
            }
            overEens = builder.addVariable(HourCost.LACK_CENTS_PER_KWH, 0, Double.POSITIVE_INFINITY);
            RowTerms row = new RowTerms().add(overEens, -1);
            for (HourRows hour : rows) {
                for (int l = 0; l < hour.shed.length; l++) {
                    row.add(hour.shed[l], hour.shedHours[l]);
                }
            }
            eens = row.atMost(builder, most);
        }

        /// A row `aᵀx ≤ r` with the shadow price `y` adds `y (r - aᵀx)` to the Lagrangian.
        Cut cut(Solution solution) {
            List<HourPrices> prices = new ArrayList<>();
            for (int t = 0; t < rows.size(); t++) {
                prices.add(new HourPrices(times.units, problem.storages().size()));
            }
            double constant = 0;
            for (int t = 0; t < rows.size(); t++) {
                for (int k = 0; t > 0 && k < carried[t].length; k++) {
                    double y = solution.dual(carried[t][k]);
                    prices.get(t).beforeCents[k] -= y;
                    prices.get(t - 1).afterCents[k] += y;
                }
                for (int u = 0; u < times.units; u++) {
                    constant += priceRamp(solution, prices, t, u);
                }
            }
            if (eens >= 0) {
                double y = Math.min(0, solution.dual(eens));
                prices.forEach(hour -> hour.lostCents = -y);
                constant += y * problem.reliability().eensMaxKwh();
            }
            return new Cut(prices, constant);
        }

        /// For every commitment `P[t] - P[t-1] ≤ rise` or the start limit if off before, and `P[t-1] - P[t] ≤ fall` or the stop limit
        /// if off now. {@return what does not depend on the commitment}
        private double priceRamp(Solution solution, List<HourPrices> prices, int t, int u) {
            Unit unit = problem.units().get(u);
            double constant = 0;
            if (rise[t][u] >= 0) {
                double y = Math.min(0, solution.dual(rise[t][u]));
                prices.get(t).powerCents[u] -= y;
                if (t == 0) {
                    constant += y * (riseKw(u) + unit.initialKw());
                } else {
                    prices.get(t - 1).powerCents[u] += y;
                    prices.get(t - 1).onCents[u] += y * riseKw(u);
                    prices.get(t - 1).offCents[u] += y * startKw(u);
                }
            }
            if (fall[t][u] >= 0) {
                double y = Math.min(0, solution.dual(fall[t][u]));
                prices.get(t).powerCents[u] += y;
                prices.get(t).onCents[u] += y * fallKw(u);
                prices.get(t).offCents[u] += y * Math.max(stopKw(u), t == 0 ? unit.initialKw() : 0);
                if (t == 0) {
                    constant -= y * unit.initialKw();
                } else {
                    prices.get(t - 1).powerCents[u] -= y;
                }
            }
            return constant;
        }
    }
}
