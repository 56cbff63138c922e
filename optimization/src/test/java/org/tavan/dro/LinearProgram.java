package org.tavan.dro;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// A linear program as a test states it, whoever solves it.
interface LinearProgram {
    double INFINITY = Double.POSITIVE_INFINITY;

    /// A linear expression of variables, with a constant.
    final class Sum {
        final List<Integer> variables = new ArrayList<>();
        final List<Double> coefficients = new ArrayList<>();
        double constant;

        static Sum of(double constant) {
            return new Sum().plus(constant);
        }

        static Sum[] of(double... constants) {
            Sum[] sums = new Sum[constants.length];
            for (int k = 0; k < sums.length; k++) {
                sums[k] = of(constants[k]);
            }
            return sums;
        }

        Sum add(int variable, double coefficient) {
            variables.add(variable);
            coefficients.add(coefficient);
            return this;
        }

        Sum add(Sum other, double factor) {
            for (int k = 0; k < other.variables.size(); k++) {
                add(other.variables.get(k), factor * other.coefficients.get(k));
            }
            return plus(factor * other.constant);
        }

        Sum plus(double addend) {
            constant += addend;
            return this;
        }
    }

    int variable(double low, double high, double cost);

    void range(Sum sum, double low, double high);

    default void atMost(Sum sum, double high) {
        range(sum, -INFINITY, high);
    }

    /// Adds an expression to the objective.
    default void addCost(Sum sum) {
        range(new Sum().add(variable(-INFINITY, INFINITY, 1), -1).add(sum, 1), 0, 0);
    }

    /// {@return the least cost; empty if there is no feasible point}
    OptionalDouble minimum();

    /// {@return an expression at the point found last}
    double value(Sum sum);
}
