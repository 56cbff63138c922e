package org.tavan.conic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A convex quadratic program `minimise ½ xᵀPx + qᵀx  s.t.  Ax + s = b, s ∈ K`, immutable.
///
/// Rows keep the order in which they were added as their handles, from 0; second-order cones have handles of their own, also
/// from 0. Behind them come the bounds as rows of their own. Inside, rows are sorted by cone: equalities, second-order cones,
/// inequalities, then inequalities with a single entry (all bounds among them), which the solver folds into the diagonal of
/// its linear system at no cost.
public final class ConicProgram {
    private static final int NONE = -1;

    private final StandardForm form;
    /// Standard row of each handle, and -1 where the row stands in it multiplied by -1.
    private final int[] rowOfHandle;
    private final double[] signOfHandle;
    /// Standard row of each bound or `NONE`; both the same where the variable is fixed.
    private final int[] lowerRow;
    private final int[] upperRow;

    private ConicProgram(StandardForm form, int[] rowOfHandle, double[] signOfHandle, int[] lowerRow,
            int[] upperRow) {
        this.form = form;
        this.rowOfHandle = rowOfHandle;
        this.signOfHandle = signOfHandle;
        this.lowerRow = lowerRow;
        this.upperRow = upperRow;
    }

    /// {@return a builder without variables and rows}
    public static Builder builder() {
        return new Builder();
    }

    /// {@return the number of variables}
    public int variableCount() {
        return form.variables();
    }

    /// {@return the number of rows, bounds and every row of a cone among them}
    public int rowCount() {
        return form.rows();
    }

    StandardForm form() {
        return form;
    }

    /// {@return the standard row of a handle}
    int row(int handle) {
        return rowOfHandle[handle];
    }

    /// {@return -1 where the row stands in the standard form multiplied by -1, else 1}
    double sign(int handle) {
        return signOfHandle[handle];
    }

    /// {@return the standard row of the bound or -1}
    int lowerRow(int variable) {
        return lowerRow[variable];
    }

    /// {@return the standard row of the bound or -1; that of the lower one where the variable is fixed}
    int upperRow(int variable) {
        return upperRow[variable];
    }

    /// {@return this program with other numbers in the same places}
    ConicProgram withForm(StandardForm other) {
        return new ConicProgram(other, rowOfHandle, signOfHandle, lowerRow, upperRow);
    }

    boolean sameShape(ConicProgram that) {
        return form.samePattern(that.form) && Arrays.equals(rowOfHandle, that.rowOfHandle)
                && Arrays.equals(signOfHandle, that.signOfHandle) && Arrays.equals(lowerRow, that.lowerRow)
                && Arrays.equals(upperRow, that.upperRow);
    }

    /// The point `x`, `z` of the standard form in the caller's order and signs.
    Solution solution(double primalObjective, double dualObjective, double[] x, double[] z,
            Residuals residuals, int iterations) {
        int n = variableCount();
        double[] duals = new double[rowOfHandle.length];
        for (int h = 0; h < duals.length; h++) {
            duals[h] = 0.0 - signOfHandle[h] * z[rowOfHandle[h]];
        }
        double[] lower = new double[n];
        double[] upper = new double[n];
        for (int j = 0; j < n; j++) {
            if (lowerRow[j] != NONE && lowerRow[j] == upperRow[j]) {
                lower[j] = Math.max(0, -z[lowerRow[j]]);
                upper[j] = Math.max(0, z[lowerRow[j]]);
            } else {
                lower[j] = lowerRow[j] == NONE ? 0 : z[lowerRow[j]];
                upper[j] = upperRow[j] == NONE ? 0 : z[upperRow[j]];
            }
        }
        return new Solution(primalObjective, dualObjective, Profile.of(x), Profile.owning(duals),
                Profile.owning(lower), Profile.owning(upper), coneDuals(z), residuals, iterations);
    }

    private List<Profile> coneDuals(double[] z) {
        List<Profile> duals = new ArrayList<>(form.coneCount());
        for (int c = 0; c < form.coneCount(); c++) {
            double[] dual = Arrays.copyOfRange(z, form.coneStart[c], form.coneStart[c + 1]);
            Arrays.setAll(dual, i -> 0.0 - dual[i]);
            duals.add(Profile.owning(dual));
        }
        return duals;
    }

    /// The proof `z` of the standard form in the caller's order.
    SolveOutcome.PrimalInfeasible primalInfeasible(double[] z) {
        double[] certificate = new double[rowCount()];
        double negligible = 1e-6 * Arrays.stream(z).map(Math::abs).max().orElse(0);
        List<Integer> handles = new ArrayList<>();
        List<Integer> variables = new ArrayList<>();
        int next = 0;
        for (int h = 0; h < rowOfHandle.length; h++) {
            certificate[next] = z[rowOfHandle[h]];
            if (Math.abs(certificate[next++]) > negligible) {
                handles.add(h);
            }
        }
        for (int j = 0; j < variableCount(); j++) {
            double weight = 0;
            if (lowerRow[j] != NONE) {
                certificate[next] = z[lowerRow[j]];
                weight = Math.abs(certificate[next++]);
            }
            if (upperRow[j] != NONE && upperRow[j] != lowerRow[j]) {
                certificate[next] = z[upperRow[j]];
                weight = Math.max(weight, Math.abs(certificate[next++]));
            }
            if (weight > negligible) {
                variables.add(j);
            }
        }
        List<Integer> cones = new ArrayList<>();
        for (int c = 0; c < form.coneCount(); c++) {
            int first = form.coneStart[c];
            int dimension = form.coneStart[c + 1] - first;
            System.arraycopy(z, first, certificate, next, dimension);
            next += dimension;
            if (z[first] > negligible) {
                cones.add(c);
            }
        }
        return new SolveOutcome.PrimalInfeasible(Profile.owning(certificate), handles, variables, cones);
    }

    /// Collects variables, costs and rows; checks each number where it is given. Not thread-safe.
    public static final class Builder {
        private final GrowingVector cost = new GrowingVector();
        private final GrowingVector lower = new GrowingVector();
        private final GrowingVector upper = new GrowingVector();
        private final QuadraticEntries quadratic = new QuadraticEntries();
        private final RowEntries rows = new RowEntries();
        private final ConeEntries cones = new ConeEntries();

        private Builder() {}

        /// Adds a free variable.
        ///
        /// @param linearCost objective units per unit of the variable, finite
        /// @return its index, from 0
        public int addVariable(double linearCost) {
            return addVariable(linearCost, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }

        /// Adds a variable with bounds. Bounds that cross are accepted: the solve then says `PrimalInfeasible`.
        ///
        /// @param linearCost objective units per unit of the variable, finite
        /// @param lower finite, or `-∞` for none
        /// @param upper finite, or `+∞` for none; equal to `lower` fixes the variable
        /// @return its index, from 0
        public int addVariable(double linearCost, double lower, double upper) {
            int index = cost.size();
            requireFinite(linearCost, "linearCost of variable", index);
            if (!(lower < Double.POSITIVE_INFINITY && upper > Double.NEGATIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        """
                                The bounds [%s, %s] of variable %d must be numbers, or -Infinity below and Infinity above.
                                Maybe they are swapped."""
                                .formatted(lower, upper, index));
            }
            cost.add(linearCost);
            this.lower.add(lower);
            this.upper.add(upper);
            return index;
        }

        /// Adds `weight · x²` to the objective.
        ///
        /// @param variable an index
        /// @param weight finite
        public Builder addQuadraticCost(int variable, double weight) {
            requireVariable(variable);
            requireFinite(weight, "quadratic cost of variable", variable);
            quadratic.add(variable, variable, 2 * weight);
            return this;
        }

        /// Adds `weight · x_i x_j` to the objective.
        ///
        /// @param first index `i`
        /// @param second index `j`, another one
        /// @param weight finite
        public Builder addQuadraticCost(int first, int second, double weight) {
            requireVariable(first);
            requireVariable(second);
            requireFinite(weight, "quadratic cost of variable", first);
            if (first == second) {
                throw new IllegalArgumentException("""
                        A product of two variables was expected, but both are %d.
                        Maybe addQuadraticCost(variable, weight) is meant.""".formatted(first));
            }
            quadratic.add(first, second, weight);
            return this;
        }

        /// Adds `Σ c x = r`.
        ///
        /// @param variables indices; one that comes twice has its coefficients added up
        /// @param coefficients `c`, finite, one a variable
        /// @param rightSide `r`, finite
        /// @return the row handle, from 0
        public int addEquality(int[] variables, double[] coefficients, double rightSide) {
            return addRow(RowEntries.EQUAL, variables, coefficients, rightSide);
        }

        /// Adds `Σ c x ≤ r`; parameters and result as for `addEquality`.
        public int addLessOrEqual(int[] variables, double[] coefficients, double rightSide) {
            return addRow(RowEntries.LESS, variables, coefficients, rightSide);
        }

        /// Adds `Σ c x ≥ r`; parameters and result as for `addEquality`.
        public int addGreaterOrEqual(int[] variables, double[] coefficients, double rightSide) {
            return addRow(RowEntries.GREATER, variables, coefficients, rightSide);
        }

        /// Adds the second-order cone `‖(a₁ᵀx + b₁, …, a_kᵀx + b_k)‖₂ ≤ a₀ᵀx + b₀`.
        ///
        /// @param variables indices of expression `i` in entry `i`, the bound first; may be empty, may repeat an index
        /// @param coefficients `a_i` in the same shape, finite
        /// @param constants `b_i`, finite, one an expression; two or more
        /// @return the cone handle, from 0, apart from those of rows
        public int addSecondOrderCone(int[][] variables, double[][] coefficients, double[] constants) {
            int handle = cones.size();
            if (!(constants.length >= 2 && variables.length == constants.length
                    && coefficients.length == constants.length)) {
                throw new IllegalArgumentException(
                        """
                                Cone %d has %d lists of variables, %d of coefficients and %d constants; equally many, at least 2, are expected.
                                Maybe the bound of the norm is missing, which comes first."""
                                .formatted(handle, variables.length, coefficients.length, constants.length));
            }
            for (int i = 0; i < constants.length; i++) {
                requireFinite(constants[i], "constant %d of cone".formatted(i), handle);
                requireExpression("Expression %d of cone".formatted(i), handle, variables[i],
                        coefficients[i]);
            }
            cones.add(variables, coefficients, constants);
            return handle;
        }

        /// {@return the program; the builder may go on to build a larger one}
        ///
        /// @throws IllegalArgumentException if the quadratic cost is not convex in one or two variables alone. Convexity
        ///         in more than two together is the caller's duty.
        public ConicProgram build() {
            UpperTriangle p = quadratic.build(cost.size());
            StandardRows standard = new StandardRows(rows, cones, lower, upper);
            StandardForm form = new StandardForm(p, cost.toArray(), standard.matrix(), standard.rightSide(),
                    standard.coneStart());
            return new ConicProgram(form, standard.rowOfHandle(), rows.signs(), standard.lowerRow(),
                    standard.upperRow());
        }

        private int addRow(byte kind, int[] variables, double[] coefficients, double rightSide) {
            int handle = rows.size();
            requireFinite(rightSide, "right side of row", handle);
            requireExpression("Row", handle, variables, coefficients);
            rows.add(kind, variables, coefficients, rightSide);
            return handle;
        }

        private void requireExpression(String where, int handle, int[] variables, double[] coefficients) {
            if (variables.length != coefficients.length) {
                throw new IllegalArgumentException("%s %d has %d variables but %d coefficients.".formatted(
                        where, handle, variables.length, coefficients.length));
            }
            for (int k = 0; k < variables.length; k++) {
                requireVariable(variables[k]);
                requireFinite(coefficients[k], "coefficient in " + where, handle);
            }
        }

        private void requireVariable(int variable) {
            if (!(0 <= variable && variable < cost.size())) {
                throw new IllegalArgumentException("""
                        There is no variable %d: indices run from 0 to %d.
                        Maybe it belongs to another builder.""".formatted(variable, cost.size() - 1));
            }
        }

        private static void requireFinite(double value, String what, int index) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("""
                        The %s %d is %s, but must be finite.
                        Maybe a row or bound without effect should be left out.""".formatted(what, index,
                        value));
            }
        }
    }
}
