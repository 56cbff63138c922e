package org.tavan.commitment.genetic;

import java.util.Arrays;
import java.util.List;

import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.CostCurve;
import org.tavan.commitment.Unit;

/// The cheapest dispatch of one interval where nothing couples it to others: all units run at one incremental cost `λ`.
///
/// `Σ clamp((λ - b_u) / 2 c_u, Pmin_u, Pmax_u) = D` grows piecewise linearly with `λ`, so `λ` is found exactly between two
/// of its corners. Renewables that may be curtailed give way where the least powers exceed demand.
///
/// Source: Wood and Wollenberg, "Power Generation, Operation, and Control", the λ-iteration. Departs from it: no iteration.
final class EconomicDispatch implements HourCost {
    private static final double ROUNDING_KW = 1e-9;

    private final double stepHours;
    private final double[] minKw;
    private final double[] maxKw;
    private final CostCurve[] curve;
    private final double[] demandKw;
    /// Renewable power that may be curtailed (kW); the rest is taken off the demand.
    private final double[] curtailableKw;
    /// Demand and spinning reserve less all renewables (kW).
    private final double[] capacityNeededKw;

    EconomicDispatch(CommitmentProblem problem) {
        List<Unit> units = problem.units();
        stepHours = problem.stepHours();
        minKw = units.stream().mapToDouble(Unit::minKw).toArray();
        maxKw = units.stream().mapToDouble(Unit::maxKw).toArray();
        curve = units.stream().map(Unit::cost).toArray(CostCurve[]::new);
        int intervals = problem.intervals();
        demandKw = problem.demandKw().toArray();
        curtailableKw = new double[intervals];
        capacityNeededKw = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            int at = t;
            problem.renewables().forEach(plant -> {
                double kw = plant.forecastKw().get(at);
                demandKw[at] -= kw;
                curtailableKw[at] += plant.curtailable() ? kw : 0;
            });
            capacityNeededKw[t] = demandKw[t] + problem.spinningReserveKw().get(t);
        }
    }

    /// {@return whether each interval of the problem stands alone, and nothing but power and spinning reserve matters in it}
    static boolean fits(CommitmentProblem problem) {
        return problem.grid() == null && problem.storages().isEmpty() && !EventTable.matter(problem)
                && problem.units().stream().noneMatch(unit -> rampMatters(unit, problem.stepHours()))
                && problem.units().stream().allMatch(unit -> unit.cost().centsPerKwh() >= 0);
    }

    private static boolean rampMatters(Unit unit, double stepHours) {
        return Math.min(unit.rampUpKwPerMinute(), unit.rampDownKwPerMinute()) * 60 * stepHours < unit.maxKw();
    }

    @Override
    public double cents(int t, long mask, double changeKw) {
        double[] powerKw = new double[minKw.length];
        double lackKw = dispatch(t, mask, changeKw, powerKw);
        double cents = LACK_CENTS_PER_KWH * lackKw;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            int u = Long.numberOfTrailingZeros(rest);
            cents += curve[u].noLoadCentsPerHour() + curve[u].energyCentsPerHour(powerKw[u]);
        }
        return stepHours * cents;
    }

    /// Writes the power of each unit.
    ///
    /// @return what demand and spinning reserve lack, or the least powers have too much (kW)
    double dispatch(int t, long mask, double changeKw, double[] powerKw) {
        Arrays.fill(powerKw, 0);
        double least = 0;
        double most = 0;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            int u = Long.numberOfTrailingZeros(rest);
            least += minKw[u];
            most += maxKw[u];
        }
        double wanted = demandKw[t] + changeKw;
        double curtailed = Math.clamp(least - wanted, 0, curtailableKw[t]);
        double lack = Math.max(0, capacityNeededKw[t] + changeKw + curtailed - most)
                + Math.max(0, least - wanted - curtailed);
        double target = Math.clamp(wanted, least, Math.max(least, most));
        share(mask, target, powerKw);
        return lack <= ROUNDING_KW ? 0 : lack;
    }

    /// {@return what of the renewables gives way to the least powers of the units on line (kW)}
    double curtailedKw(int t, long mask, double changeKw) {
        double least = 0;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            least += minKw[Long.numberOfTrailingZeros(rest)];
        }
        return Math.clamp(least - demandKw[t] - changeKw, 0, curtailableKw[t]);
    }

    private void share(long mask, double target, double[] powerKw) {
        int count = Long.bitCount(mask);
        double[] corners = new double[2 * count];
        int next = 0;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            int u = Long.numberOfTrailingZeros(rest);
            corners[next++] = marginalCents(u, minKw[u]);
            corners[next++] = marginalCents(u, maxKw[u]);
        }
        Arrays.sort(corners);
        for (int k = 0; k < corners.length; k++) {
            if (sum(mask, corners[k], true) >= target - ROUNDING_KW || k == corners.length - 1) {
                double below = sum(mask, corners[k], false);
                if (k == 0 || below <= target) {
                    fill(mask, corners[k], Math.max(0, target - below), powerKw);
                } else {
                    double before = sum(mask, corners[k - 1], true);
                    double lambda = corners[k - 1]
                            + (corners[k] - corners[k - 1]) * (target - before) / (below - before);
                    fill(mask, lambda, 0, powerKw);
                }
                return;
            }
        }
    }

    private double marginalCents(int u, double kw) {
        return curve[u].centsPerKwh() + 2 * curve[u].centsPerKwKwh() * kw;
    }

    /// Power at an incremental cost; a unit with a linear cost jumps from its least to its largest there.
    private double power(int u, double lambda, boolean behindTheJump) {
        double slope = 2 * curve[u].centsPerKwKwh();
        double over = lambda - curve[u].centsPerKwh();
        if (slope == 0) {
            return over > 0 || (over == 0 && behindTheJump) ? maxKw[u] : minKw[u];
        }
        return Math.clamp(over / slope, minKw[u], maxKw[u]);
    }

    private double sum(long mask, double lambda, boolean behindTheJump) {
        double kw = 0;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            kw += power(Long.numberOfTrailingZeros(rest), lambda, behindTheJump);
        }
        return kw;
    }

    /// Power before the jumps, and what is left over to the units that jump, in their order.
    private void fill(long mask, double lambda, double leftKw, double[] powerKw) {
        double left = leftKw;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            int u = Long.numberOfTrailingZeros(rest);
            double low = power(u, lambda, false);
            double more = Math.min(left, power(u, lambda, true) - low);
            powerKw[u] = low + more;
            left -= more;
        }
    }
}
