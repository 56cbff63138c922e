package org.tavan.dro;

import org.tavan.conic.Solution;
import org.tavan.recourse.AffineRecourse;
import org.tavan.uncertainty.EmpiricalDistribution;

/// `aᵀξ + β`, linear in the residuals, with `a` and `β` affine in the variables of a program.
///
/// Shape: `T` slopes; those of intervals it does not answer are zero.
final class UncertainSum {
    private final AffineSum[] slope;
    final AffineSum constant = new AffineSum();

    UncertainSum(int intervals) {
        slope = new AffineSum[intervals];
        for (int j = 0; j < intervals; j++) {
            slope[j] = new AffineSum();
        }
    }

    /// {@return a linear function of plain numbers, without a constant}
    static UncertainSum of(double... a) {
        UncertainSum sum = new UncertainSum(a.length);
        for (int j = 0; j < a.length; j++) {
            sum.slope[j].plus(a[j]);
        }
        return sum;
    }

    /// {@return row `t` of a rule's `Q`, times `factor`, without a constant}
    static UncertainSum ofRow(AffineRecourse rule, int t, double factor) {
        UncertainSum sum = new UncertainSum(rule.intervals());
        for (int j = 0; j <= t; j++) {
            sum.slope[j].plus(factor * rule.gainKw(t, j));
        }
        return sum;
    }

    int intervals() {
        return slope.length;
    }

    /// {@return `a_j`, to be added to}
    AffineSum slope(int j) {
        return slope[j];
    }

    /// Adds `factor` times another one.
    UncertainSum add(UncertainSum other, double factor) {
        for (int j = 0; j < slope.length; j++) {
            slope[j].add(other.slope[j], factor);
        }
        constant.add(other.constant, factor);
        return this;
    }

    UncertainSum times(double factor) {
        return new UncertainSum(slope.length).add(this, factor);
    }

    /// {@return the same function of `ξ` in plain numbers, at a point of the program}
    UncertainSum valueAt(Solution solution) {
        UncertainSum value = new UncertainSum(slope.length);
        for (int j = 0; j < slope.length; j++) {
            value.slope[j].plus(slope[j].value(solution));
        }
        value.constant.plus(constant.value(solution));
        return value;
    }

    /// {@return a function in plain numbers, multiplied by a variable}
    UncertainSum timesVariable(int variable) {
        UncertainSum product = new UncertainSum(slope.length);
        for (int j = 0; j < slope.length; j++) {
            if (!slope[j].isZero()) {
                product.slope[j].add(variable, slope[j].constant());
            }
        }
        product.constant.add(variable, constant.constant());
        return product;
    }

    /// {@return its value in one sample}
    AffineSum at(EmpiricalDistribution samples, int sample) {
        AffineSum sum = new AffineSum().add(constant, 1);
        for (int j = 0; j < slope.length; j++) {
            sum.add(slope[j], samples.value(sample, j));
        }
        return sum;
    }
}
