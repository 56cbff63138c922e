package org.tavan.dro;

import java.util.ArrayList;
import java.util.List;

import org.tavan.conic.ConicProgram;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.SolveOutcome;
import org.tavan.conic.SolverSettings;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.Support;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.SupportPolytope;
import org.tavan.uncertainty.WholeSpace;

/// A support as `Hξ ≤ d`, whatever its kind: a box has two rows an interval, the whole space none.
final class SupportRows {
    private final int intervals;
    private final List<Row> rows = new ArrayList<>();

    /// One row: the intervals it reads, its coefficients there, and `d`.
    private record Row(List<Integer> columns, List<Double> coefficients, double right) {}

    SupportRows(Support support) {
        intervals = support.intervals();
        switch (support) {
            case SupportBox box -> {
                for (int t = 0; t < intervals; t++) {
                    rows.add(new Row(List.of(t), List.of(1.0), box.high().get(t)));
                    rows.add(new Row(List.of(t), List.of(-1.0), -box.low().get(t)));
                }
            }
            case SupportPolytope polytope -> {
                for (int k = 0; k < polytope.rows().size(); k++) {
                    rows.add(row(polytope, k));
                }
            }
            case WholeSpace _ -> {
                // no rows
            }
        }
    }

    private Row row(SupportPolytope polytope, int k) {
        List<Integer> columns = new ArrayList<>();
        List<Double> coefficients = new ArrayList<>();
        for (int t = 0; t < intervals; t++) {
            double coefficient = polytope.rows().get(k).get(t);
            if (coefficient != 0) {
                columns.add(t);
                coefficients.add(coefficient);
            }
        }
        return new Row(List.copyOf(columns), List.copyOf(coefficients), polytope.right().get(k));
    }

    int intervals() {
        return intervals;
    }

    int count() {
        return rows.size();
    }

    boolean isWholeSpace() {
        return rows.isEmpty();
    }

    /// {@return whether no row couples intervals, as in a box or a half-open one}
    boolean isSeparable() {
        return rows.stream().allMatch(row -> row.columns.size() <= 1);
    }

    /// {@return whether a row reads an interval}
    boolean reads(int row, int t) {
        return rows.get(row).columns.contains(t);
    }

    double right(int row) {
        return rows.get(row).right;
    }

    /// {@return `d_k − H_k ξ̂_i`, not below 0: a sample is in the support up to rounding}
    double slack(int row, EmpiricalDistribution samples, int sample) {
        Row r = rows.get(row);
        double slack = r.right;
        for (int e = 0; e < r.columns.size(); e++) {
            slack -= r.coefficients.get(e) * samples.value(sample, r.columns.get(e));
        }
        return Math.max(0, slack);
    }

    /// Adds `factor · γ · H_k` to a sum for each interval, with the variable `γ` of a row.
    void addTo(AffineSum[] sums, int row, int gamma, double factor) {
        Row r = rows.get(row);
        for (int e = 0; e < r.columns.size(); e++) {
            sums[r.columns.get(e)].add(gamma, factor * r.coefficients.get(e));
        }
    }

    /// Subtracts `γ · H_k`, in plain numbers, from the constants of a sum for each interval.
    void subtract(AffineSum[] sums, int row, double gamma) {
        Row r = rows.get(row);
        for (int e = 0; e < r.columns.size(); e++) {
            sums[r.columns.get(e)].plus(-gamma * r.coefficients.get(e));
        }
    }

    /// {@return `max aᵀξ` over the support, `+∞` if there is none}
    double most(double[] a) {
        if (isSeparable()) {
            double sum = 0;
            for (int t = 0; t < intervals; t++) {
                sum += a[t] == 0 ? 0 : mostAlone(a[t], t);
            }
            return sum;
        }
        ConicProgram.Builder program = ConicProgram.builder();
        AffineSum[] weighed = new AffineSum[intervals];
        for (int t = 0; t < intervals; t++) {
            weighed[t] = new AffineSum();
        }
        for (int k = 0; k < rows.size(); k++) {
            addTo(weighed, k, program.addVariable(right(k), 0, Double.POSITIVE_INFINITY), 1);
        }
        for (int t = 0; t < intervals; t++) {
            weighed[t].equal(program, a[t]);
        }
        return new InteriorPointSolver().solve(program.build(),
                SolverSettings.defaults()) instanceof SolveOutcome.Solved solved
                        ? solved.solution().primalObjective()
                        : Double.POSITIVE_INFINITY;
    }

    /// {@return `max a ξ[t]` where no row couples intervals, `+∞` if there is none}
    double mostAlone(double a, int t) {
        double most = Double.POSITIVE_INFINITY;
        for (Row row : rows) {
            if (!row.columns.isEmpty() && row.columns.getFirst() == t
                    && row.coefficients.getFirst() * a > 0) {
                most = Math.min(most, a * row.right / row.coefficients.getFirst());
            }
        }
        return most;
    }
}
