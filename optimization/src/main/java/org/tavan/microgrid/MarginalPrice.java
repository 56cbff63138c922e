package org.tavan.microgrid;

import java.util.Arrays;

import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.CommitmentSchedule;
import org.tavan.commitment.GridSchedule;
import org.tavan.commitment.Unit;
import org.tavan.commitment.UnitSchedule;
import org.tavan.commitment.UpstreamGrid;
import org.tavan.conic.Profile;

/// What a kWh less at the head of the feeder saves, interval by interval (¢/kWh).
final class MarginalPrice {
    private static final double MOVEMENT_KW = 1e-3;

    private MarginalPrice() {}

    /// {@return a guess before there is a plan: the import price, or what the units ask on average}
    static Profile guess(CommitmentProblem problem) {
        UpstreamGrid grid = problem.grid();
        if (grid != null) {
            return grid.importCentsPerKwh();
        }
        double[] cents = new double[problem.intervals()];
        Arrays.fill(cents,
                problem.units().stream().mapToDouble(u -> u.cost().centsPerKwh()).average().orElse(1));
        return Profile.of(cents);
    }

    /// {@return the dearest of what a plan could turn down: import, or a unit above its least power; else what export would earn, or nothing where
    /// power is curtailed}
    static Profile of(CommitmentProblem problem, CommitmentSchedule schedule) {
        double[] cents = new double[problem.intervals()];
        Arrays.setAll(cents, t -> {
            double dearest = Double.NEGATIVE_INFINITY;
            for (int u = 0; u < problem.units().size(); u++) {
                Unit unit = problem.units().get(u);
                UnitSchedule plan = schedule.units().get(u);
                double kw = plan.powerKw().get(t);
                if (plan.on().get(t) && kw > unit.minKw() + MOVEMENT_KW) {
                    dearest = Math.max(dearest,
                            unit.cost().centsPerKwh() + 2 * unit.cost().centsPerKwKwh() * kw);
                }
            }
            UpstreamGrid grid = problem.grid();
            GridSchedule exchange = schedule.grid();
            if (grid != null && exchange != null) {
                if (exchange.importKw().get(t) > MOVEMENT_KW) {
                    dearest = Math.max(dearest, grid.importCentsPerKwh().get(t));
                } else if (dearest == Double.NEGATIVE_INFINITY && grid.exportMaxKw() > 0) {
                    dearest = grid.exportCentsPerKwh().get(t);
                }
            }
            return dearest == Double.NEGATIVE_INFINITY ? 0 : dearest;
        });
        return Profile.of(cents);
    }
}
