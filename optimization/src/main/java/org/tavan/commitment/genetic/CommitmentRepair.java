package org.tavan.commitment.genetic;

import java.util.List;

import org.tavan.asset.Battery;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.StorageUnit;
import org.tavan.commitment.Unit;
import org.tavan.commitment.UpstreamGrid;

/// Turns any set of bits into a commitment that keeps the least times, the state before the day and the capacity that demand
/// and spinning reserve need, as far as the units can.
///
/// Cheap units are added first; where spinning reserve is asked for, dear units that it does not need are taken off again.
final class CommitmentRepair {
    private static final double ROUNDING_KW = 1e-9;

    private final UnitTimes times;
    private final DemandTable demand;
    private final double[] maxKw;
    /// Capacity that the units must have on line, without what options do to demand (kW).
    private final double[] neededKw;
    /// Whether units beyond the need may be taken off at once: nothing but spinning reserve asks for them.
    private final boolean[] trimmed;
    /// Units by the cost of a kWh at full power, the cheapest first.
    private final int[] order;

    CommitmentRepair(CommitmentProblem problem, UnitTimes times) {
        this.times = times;
        demand = new DemandTable(problem);
        List<Unit> units = problem.units();
        maxKw = units.stream().mapToDouble(Unit::maxKw).toArray();
        order = PriorityList.order(units);
        neededKw = new double[problem.intervals()];
        trimmed = new boolean[problem.intervals()];
        UpstreamGrid grid = problem.grid();
        double otherKw = grid == null ? 0 : grid.importMaxKw();
        otherKw += problem.storages()
                .stream()
                .map(StorageUnit::battery)
                .mapToDouble(Battery::dischargeMaxKw)
                .sum();
        for (int t = 0; t < neededKw.length; t++) {
            int at = t;
            neededKw[t] = problem.demandKw().get(t) + problem.spinningReserveKw().get(t) - otherKw
                    - problem.renewables().stream().mapToDouble(r -> r.forecastKw().get(at)).sum();
            trimmed[t] = problem.spinningReserveKw().get(t) > 0;
        }
    }

    /// {@return whether nothing is to be repaired}
    boolean valid(long[] code) {
        if (!times.kept(code)) {
            return false;
        }
        for (int t = 0; t < times.intervals; t++) {
            if (!enough(code, code[t], t)) {
                return false;
            }
        }
        return true;
    }

    /// Repairs in place. Where even all units are too few, what lacks is left to the cost.
    void repair(long[] code) {
        complete(code);
        trim(code);
    }

    /// Adds what lacks, without taking anything off that may be on.
    void complete(long[] code) {
        for (int u = 0; u < times.units; u++) {
            times.repair(code, u);
        }
        for (int t = 0; t < times.intervals; t++) {
            for (int k = 0; k < order.length && !enough(code, code[t], t); k++) {
                int u = order[k];
                if ((code[t] >>> u & 1) == 0 && !times.heldOff(u, t)) {
                    code[t] |= 1L << u;
                    times.repair(code, u);
                }
            }
        }
    }

    /// {@return whether units are enough in an interval for the demand of a code}
    private boolean enough(long[] code, long mask, int t) {
        return capacityKw(mask) >= neededKw[t] + demand.changeKw(code, t) - ROUNDING_KW;
    }

    private double capacityKw(long mask) {
        double kw = 0;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            kw += maxKw[Long.numberOfTrailingZeros(rest)];
        }
        return kw;
    }

    /// Takes dear units off where the rest is enough, from both ends of each run.
    private void trim(long[] code) {
        for (int k = order.length - 1; k >= 0; k--) {
            for (int t = 0; t < times.intervals; t++) {
                drop(code, order[k], t);
            }
            for (int t = times.intervals - 1; t >= 0; t--) {
                drop(code, order[k], t);
            }
        }
    }

    private void drop(long[] code, int u, int t) {
        long bit = 1L << u;
        if (trimmed[t] && (code[t] & bit) != 0 && enough(code, code[t] & ~bit, t)) {
            code[t] &= ~bit;
            if (!times.kept(code, u)) {
                code[t] |= bit;
            }
        }
    }
}
