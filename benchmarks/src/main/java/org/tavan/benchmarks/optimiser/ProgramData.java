package org.tavan.benchmarks.optimiser;

import java.util.Arrays;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.ProgramEntries;

/// A convex quadratic program with a separable objective as every solver can take it:
/// `minimise Σ ½ P[j] x[j]² + q[j] x[j]` with `low ≤ x ≤ high` and `rowLow ≤ Ax ≤ rowHigh`.
///
/// Shape: row `i` has the entries `start[i] .. start[i + 1)` of `column` and `value`.
final class ProgramData {
    final double[] quadratic;
    final double[] linear;
    final double[] low;
    final double[] high;
    final int[] start;
    final int[] column;
    final double[] value;
    final double[] rowLow;
    final double[] rowHigh;

    private ProgramData(double[] quadratic, double[] linear, double[] low, double[] high, int[] start,
            int[] column, double[] value, double[] rowLow, double[] rowHigh) {
        this.quadratic = quadratic;
        this.linear = linear;
        this.low = low;
        this.high = high;
        this.start = start;
        this.column = column;
        this.value = value;
        this.rowLow = rowLow;
        this.rowHigh = rowHigh;
    }

    /// {@return the same program}
    static ProgramData of(ConicProgram program) {
        ProgramEntries entries = ProgramEntries.of(program);
        Builder builder = new Builder();
        double[] quadratic = entries.quadraticDiagonal();
        double[] linear = entries.linear();
        double[] low = entries.low();
        double[] high = entries.high();
        for (int j = 0; j < linear.length; j++) {
            builder.variable(quadratic[j], linear[j], low[j], high[j]);
        }
        for (int i = 0; i < entries.rows(); i++) {
            double right = entries.rightSide(i);
            builder.row(entries.variables(i), entries.coefficients(i),
                    entries.isEquality(i) ? right : Double.NEGATIVE_INFINITY, right);
        }
        return builder.build();
    }

    int variables() {
        return linear.length;
    }

    int rows() {
        return rowLow.length;
    }

    /// {@return the linear program that is left without the quadratic costs}
    ProgramData withoutQuadratics() {
        return new ProgramData(new double[linear.length], linear, low, high, start, column, value, rowLow,
                rowHigh);
    }

    /// {@return the same program for Tavan's solver}
    ConicProgram conic() {
        ConicProgram.Builder builder = ConicProgram.builder();
        for (int j = 0; j < linear.length; j++) {
            builder.addVariable(linear[j], low[j], high[j]);
            if (quadratic[j] != 0) {
                builder.addQuadraticCost(j, quadratic[j] / 2);
            }
        }
        for (int i = 0; i < rowLow.length; i++) {
            int[] variables = Arrays.copyOfRange(column, start[i], start[i + 1]);
            double[] coefficients = Arrays.copyOfRange(value, start[i], start[i + 1]);
            if (rowLow[i] == rowHigh[i]) {
                builder.addEquality(variables, coefficients, rowHigh[i]);
            } else {
                builder.addLessOrEqual(variables, coefficients, rowHigh[i]);
            }
        }
        return builder.build();
    }

    /// {@return the objective at a point}
    double objective(double[] x) {
        double sum = 0;
        for (int j = 0; j < linear.length; j++) {
            sum += (0.5 * quadratic[j] * x[j] + linear[j]) * x[j];
        }
        return sum;
    }

    /// {@return by how much a point misses the worst bound or row, 0 if it meets all}
    double violation(double[] x) {
        double worst = 0;
        for (int j = 0; j < linear.length; j++) {
            worst = Math.max(worst, Math.max(low[j] - x[j], x[j] - high[j]));
        }
        for (int i = 0; i < rowLow.length; i++) {
            double sum = 0;
            for (int k = start[i]; k < start[i + 1]; k++) {
                sum += value[k] * x[column[k]];
            }
            worst = Math.max(worst, Math.max(rowLow[i] - sum, sum - rowHigh[i]));
        }
        return worst;
    }

    /// Collects variables and rows; not thread-safe.
    static final class Builder {
        private final Doubles quadratic = new Doubles();
        private final Doubles linear = new Doubles();
        private final Doubles low = new Doubles();
        private final Doubles high = new Doubles();
        private final Doubles rowLow = new Doubles();
        private final Doubles rowHigh = new Doubles();
        private final Doubles value = new Doubles();
        private final Doubles column = new Doubles();
        private final Doubles start = new Doubles();

        Builder() {
            start.add(0);
        }

        /// Adds a variable that costs `½ quadratic x² + linear x`.
        int variable(double quadraticCost, double linearCost, double least, double most) {
            quadratic.add(quadraticCost);
            linear.add(linearCost);
            low.add(least);
            high.add(most);
            return linear.size - 1;
        }

        /// Adds `least ≤ Σ c x ≤ most`; equal ends, or no lower one.
        void row(int[] variables, double[] coefficients, double least, double most) {
            for (int k = 0; k < variables.length; k++) {
                column.add(variables[k]);
                value.add(coefficients[k]);
            }
            start.add(column.size);
            rowLow.add(least);
            rowHigh.add(most);
        }

        ProgramData build() {
            return new ProgramData(quadratic.toArray(), linear.toArray(), low.toArray(), high.toArray(),
                    start.toInts(), column.toInts(), value.toArray(), rowLow.toArray(), rowHigh.toArray());
        }
    }

    private static final class Doubles {
        private double[] values = new double[1024];
        private int size;

        void add(double v) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = v;
        }

        double[] toArray() {
            return Arrays.copyOf(values, size);
        }

        int[] toInts() {
            int[] ints = new int[size];
            for (int k = 0; k < size; k++) {
                ints[k] = (int) values[k];
            }
            return ints;
        }
    }
}
