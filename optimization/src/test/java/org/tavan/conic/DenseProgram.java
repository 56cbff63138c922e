package org.tavan.conic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// A program written out densely, apart from the classes under test, so that answers can be checked from outside.
final class DenseProgram {
    /// How a row compares with its right side.
    enum Sense {
        EQUAL, LESS, GREATER
    }

    final double[][] quadratic;
    final double[] linear;
    final double[] lower;
    final double[] upper;
    final List<double[]> rows = new ArrayList<>();
    final List<Sense> senses = new ArrayList<>();
    final List<Double> rightSides = new ArrayList<>();
    final List<Cone> cones = new ArrayList<>();

    /// `‖(a₁ᵀx + b₁, …)‖₂ ≤ a₀ᵀx + b₀`: coefficients by expression, the bound first, and constants.
    static final class Cone {
        private final double[][] coefficients;
        private final double[] constants;

        Cone(double[][] coefficients, double[] constants) {
            this.coefficients = coefficients;
            this.constants = constants;
        }

        double[][] coefficients() {
            return coefficients;
        }

        double[] constants() {
            return constants;
        }

        /// {@return the expressions at a point}
        double[] at(double[] x) {
            double[] s = constants.clone();
            for (int i = 0; i < s.length; i++) {
                s[i] += dot(coefficients[i], x);
            }
            return s;
        }
    }

    DenseProgram(int variables) {
        quadratic = new double[variables][variables];
        linear = new double[variables];
        lower = new double[variables];
        upper = new double[variables];
        Arrays.fill(lower, Double.NEGATIVE_INFINITY);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
    }

    int variables() {
        return linear.length;
    }

    DenseProgram row(Sense sense, double right, double... coefficients) {
        rows.add(coefficients);
        senses.add(sense);
        rightSides.add(right);
        return this;
    }

    DenseProgram cone(double[][] coefficients, double... constants) {
        cones.add(new Cone(coefficients, constants));
        return this;
    }

    /// Adds random cones with a given point inside, some of them with constant bounds.
    void addRandomCones(RandomGenerator random, double[] inside, int count, int largestDimension) {
        for (int c = 0; c < count; c++) {
            int dimension = random.nextInt(2, largestDimension + 1);
            double[][] coefficients = new double[dimension][variables()];
            for (int i = random.nextBoolean() ? 1 : 0; i < dimension; i++) {
                coefficients[i] = random.doubles(variables(), -1, 1)
                        .map(v -> random.nextInt(3) == 0 ? 0 : v)
                        .toArray();
            }
            double[] constants = random.doubles(dimension, -1, 1).toArray();
            double[] s = new Cone(coefficients, constants).at(inside);
            constants[0] += tailNorm(s) - s[0] + random.nextDouble();
            cone(coefficients, constants);
        }
    }

    /// {@return the norm of all entries but the first}
    static double tailNorm(double[] s) {
        double sum = 0;
        for (int i = 1; i < s.length; i++) {
            sum += s[i] * s[i];
        }
        return Math.sqrt(sum);
    }

    /// A feasible, bounded program: a random point satisfies all rows, all variables have two bounds.
    ///
    /// @param rank of the quadratic cost; 0 gives a linear program
    static DenseProgram random(RandomGenerator random, int variables, int rows, int rank) {
        return randomAround(random, new double[variables], rows, rank);
    }

    /// The same, and writes the point to `point`.
    static DenseProgram randomAround(RandomGenerator random, double[] point, int rows, int rank) {
        int variables = point.length;
        DenseProgram program = new DenseProgram(variables);
        for (int j = 0; j < variables; j++) {
            point[j] = 4 * random.nextDouble() - 2;
            program.linear[j] = random.nextGaussian();
            program.lower[j] = point[j] - 3 * random.nextDouble();
            program.upper[j] = point[j] + 3 * random.nextDouble();
        }
        for (int r = 0; r < rank; r++) {
            double[] factor = random.doubles(variables, -1, 1).toArray();
            for (int i = 0; i < variables; i++) {
                for (int j = 0; j < variables; j++) {
                    program.quadratic[i][j] += factor[i] * factor[j];
                }
            }
        }
        for (int k = 0; k < rows; k++) {
            double[] row = random.doubles(variables, -1, 1)
                    .map(c -> random.nextInt(3) == 0 ? 0 : c)
                    .toArray();
            Sense sense = k == 0 && variables > 2
                    ? Sense.EQUAL
                    : random.nextBoolean() ? Sense.LESS : Sense.GREATER;
            double slack = random.nextDouble();
            double right = dot(row, point)
                    + (sense == Sense.EQUAL ? 0 : sense == Sense.LESS ? slack : -slack);
            program.row(sense, right, row);
        }
        return program;
    }

    /// Measures variable `j` in `unit[j]` instead of 1: every coefficient of it grows by that.
    void inUnits(double[] unit) {
        for (int j = 0; j < unit.length; j++) {
            linear[j] *= unit[j];
            lower[j] /= unit[j];
            upper[j] /= unit[j];
            for (int i = 0; i < unit.length; i++) {
                quadratic[i][j] *= unit[i] * unit[j];
            }
            for (double[] row : rows) {
                row[j] *= unit[j];
            }
            for (Cone cone : cones) {
                for (double[] row : cone.coefficients) {
                    row[j] *= unit[j];
                }
            }
        }
    }

    ConicProgram toConic() {
        ConicProgram.Builder builder = ConicProgram.builder();
        int n = variables();
        for (int j = 0; j < n; j++) {
            builder.addVariable(linear[j], lower[j], upper[j]);
        }
        for (int i = 0; i < n; i++) {
            if (quadratic[i][i] != 0) {
                builder.addQuadraticCost(i, quadratic[i][i] / 2);
            }
            for (int j = 0; j < i; j++) {
                if (quadratic[i][j] != 0) {
                    builder.addQuadraticCost(i, j, quadratic[i][j]);
                }
            }
        }
        for (int k = 0; k < rows.size(); k++) {
            double[] row = rows.get(k);
            int[] used = IntStream.range(0, n).filter(j -> row[j] != 0).toArray();
            double[] coefficients = IntStream.of(used).mapToDouble(j -> row[j]).toArray();
            switch (senses.get(k)) {
                case EQUAL -> builder.addEquality(used, coefficients, rightSides.get(k));
                case LESS -> builder.addLessOrEqual(used, coefficients, rightSides.get(k));
                case GREATER -> builder.addGreaterOrEqual(used, coefficients, rightSides.get(k));
            }
        }
        for (Cone cone : cones) {
            int[][] used = new int[cone.constants.length][];
            double[][] coefficients = new double[used.length][];
            for (int i = 0; i < used.length; i++) {
                double[] row = cone.coefficients[i];
                used[i] = IntStream.range(0, n).filter(j -> row[j] != 0).toArray();
                coefficients[i] = IntStream.of(used[i]).mapToDouble(j -> row[j]).toArray();
            }
            builder.addSecondOrderCone(used, coefficients, cone.constants);
        }
        return builder.build();
    }

    double objective(double[] x) {
        double sum = dot(linear, x);
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * dot(quadratic[i], x) / 2;
        }
        return sum;
    }

    static double dot(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }
}
