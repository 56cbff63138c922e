package org.tavan.conic;

/// Solves one program again and again while its numbers change, without allocating anything.
///
/// Made from a program, it has its sparsity pattern for good, and numbers of its own, which the setters change in place.
/// `solve` forgets what came before: same numbers and settings, same bytes. `resolve` starts from the optimum before, with the
/// constraints that held there with equality as its first guess (`ActiveSetMethod`), then from that point moved inside (the
/// interior-point method, warm), then from scratch. Its result meets the same residuals and gap; its last digits depend on
/// the history, and the same history gives the same bytes. Confined to one thread at a time.
///
/// The values are read by index and handle as in `Solution`, in the caller's order, signs and units, and stand until the next
/// solve; `outcome` copies them out, with the certificate where there is no optimum.
public final class ConicWorkspace {
    /// How the last solve ended; `outcome` has the details.
    public enum Status {
        /// No solve yet, or the numbers were changed since.
        UNSOLVED,
        /// Converged to the tolerances of the settings.
        SOLVED,
        /// No point satisfies all rows and bounds.
        PRIMAL_INFEASIBLE,
        /// The objective falls without limit.
        DUAL_INFEASIBLE,
        /// Stopped before the tolerances were met; the values are of the best point seen.
        LIMIT_REACHED,
        /// Stopped on a numerical fault; the values are of the best point seen.
        NUMERICAL_ERROR
    }

    private final ConicProgram program;
    private final StandardForm form;
    private final InteriorPointMethod method;
    private SolverSettings settings = SolverSettings.defaults();
    private InteriorPointMethod.Result result = InteriorPointMethod.Result.NUMERICAL_ERROR;
    private Status status = Status.UNSOLVED;
    private boolean resolvable;

    /// Analyses the pattern and copies the numbers.
    ///
    /// @param program whose pattern and numbers
    public ConicWorkspace(ConicProgram program) {
        form = program.form().blankCopy();
        form.copyFrom(program.form());
        this.program = program.withForm(form);
        method = new InteriorPointMethod(form);
    }

    int rows() {
        return form.rows();
    }

    /// {@return whether a program differs in its numbers only}
    ///
    /// @param other any program
    public boolean fits(ConicProgram other) {
        return program.sameShape(other);
    }

    /// Takes over all numbers of a program that fits.
    ///
    /// @throws IllegalArgumentException if it does not fit
    public void load(ConicProgram other) {
        if (!fits(other)) {
            throw new IllegalArgumentException(
                    """
                            A program with the variables, rows and bounds of this workspace was expected, in the same places.
                            Maybe a coefficient was left out because it is 0.""");
        }
        form.copyFrom(other.form());
        changed();
    }

    /// Sets the linear cost of a variable, finite.
    public void setLinearCost(int variable, double cost) {
        requireFinite(cost, "linear cost of variable", variable);
        form.linear[variable] = cost;
        changed();
    }

    /// Sets the weight of `x²` for a variable that has one.
    ///
    /// @param weight finite and not negative
    public void setQuadraticCost(int variable, double weight) {
        UpperTriangle p = form.quadratic;
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The quadratic cost of variable %d is %s, but must be finite and not negative."
                            .formatted(variable, weight));
        }
        for (int k = p.start[variable]; k < p.start[variable + 1]; k++) {
            if (p.row[k] == variable) {
                p.value[k] = 2 * weight;
                changed();
                return;
            }
        }
        throw new IllegalArgumentException("""
                Variable %d has no quadratic cost to be changed.
                Maybe its weight should be in the program as 0.""".formatted(variable));
    }

    /// Sets the right side of a row, finite.
    public void setRightSide(int rowHandle, double rightSide) {
        requireFinite(rightSide, "right side of row", rowHandle);
        form.rightSide[program.row(rowHandle)] = program.sign(rowHandle) * rightSide;
        changed();
    }

    /// Sets a coefficient that the row has, finite.
    public void setCoefficient(int rowHandle, int variable, double coefficient) {
        requireFinite(coefficient, "coefficient in row", rowHandle);
        int row = program.row(rowHandle);
        SparseRows a = form.matrix;
        for (int k = a.start[row]; k < a.start[row + 1]; k++) {
            if (a.column[k] == variable) {
                a.value[k] = program.sign(rowHandle) * coefficient;
                changed();
                return;
            }
        }
        throw new IllegalArgumentException("""
                Row %d has no coefficient of variable %d to be changed.
                Maybe it should be in the program as 0.""".formatted(rowHandle, variable));
    }

    /// Sets the bounds of a variable. It keeps which of them it has, and a fixed variable stays fixed.
    ///
    /// @param lower finite where the variable has a lower bound, else `-∞`
    /// @param upper finite where the variable has an upper bound, else `+∞`
    public void setBounds(int variable, double lower, double upper) {
        int lowerRow = program.lowerRow(variable);
        int upperRow = program.upperRow(variable);
        boolean fixed = lowerRow >= 0 && lowerRow == upperRow;
        if (!(Double.isFinite(lower) == lowerRow >= 0 && Double.isFinite(upper) == upperRow >= 0
                && lower < Double.POSITIVE_INFINITY && upper > Double.NEGATIVE_INFINITY
                && (!fixed || lower == upper))) {
            throw new IllegalArgumentException(
                    """
                            Variable %d cannot take the bounds [%s, %s]: it keeps which bounds are finite, and whether they are equal.
                            Maybe the program should have been made with a bound far away."""
                            .formatted(variable, lower, upper));
        }
        if (lowerRow >= 0 && !fixed) {
            form.rightSide[lowerRow] = -lower;
        }
        if (upperRow >= 0) {
            form.rightSide[upperRow] = upper;
        }
        changed();
    }

    /// Solves from scratch.
    ///
    /// @param settings when to stop
    public Status solve(SolverSettings settings) {
        this.settings = settings;
        return ended(method.solve(settings));
    }

    /// Solves from a guess of the constraints that hold with equality, from scratch where it leads nowhere; forgets what came before.
    ///
    /// @param settings when to stop
    public Status solve(ActiveGuess guess, SolverSettings settings) {
        this.settings = settings;
        return ended(method.solve(active -> guess.mark(program, active), settings));
    }

    /// Solves from the optimum before; from scratch where there is none.
    ///
    /// @param settings when to stop
    public Status resolve(SolverSettings settings) {
        if (!resolvable) {
            return solve(settings);
        }
        this.settings = settings;
        return ended(method.resume(settings));
    }

    private Status ended(InteriorPointMethod.Result how) {
        result = how;
        status = switch (how) {
            case SOLVED -> Status.SOLVED;
            case PRIMAL_INFEASIBLE -> Status.PRIMAL_INFEASIBLE;
            case DUAL_INFEASIBLE -> Status.DUAL_INFEASIBLE;
            case TIME, ITERATIONS, PRECISION -> Status.LIMIT_REACHED;
            case NUMERICAL_ERROR -> Status.NUMERICAL_ERROR;
        };
        resolvable = status == Status.SOLVED;
        return status;
    }

    private void changed() {
        status = Status.UNSOLVED;
    }

    /// {@return how the last solve ended}
    public Status status() {
        return status;
    }

    /// {@return the factorisations that the last solve took}
    public int iterations() {
        return method.iterations();
    }

    /// {@return whether the last solve found nothing to start from, or nothing that led to the optimum, and began anew}
    public boolean startedAnew() {
        return method.startedAnew();
    }

    /// {@return `½ xᵀPx + qᵀx`}
    public double primalObjective() {
        return method.progress.primalObjective();
    }

    /// {@return the lower bound on the optimum that the duals prove, up to their residual}
    public double dualObjective() {
        return method.progress.dualObjective();
    }

    /// {@return the value of a variable}
    public double value(int variable) {
        return method.scaling.columnScale[variable] * method.point.x[variable] / method.point.tau;
    }

    /// {@return the shadow price of a row, see `Solution`}
    public double dual(int rowHandle) {
        return 0.0 - program.sign(rowHandle) * multiplier(program.row(rowHandle));
    }

    /// {@return the derivative of the optimal objective by the lower bound of the variable, non-negative}
    public double lowerBoundDual(int variable) {
        int row = program.lowerRow(variable);
        if (row >= 0 && row == program.upperRow(variable)) {
            return Math.max(0, -multiplier(row));
        }
        return row < 0 ? 0 : multiplier(row);
    }

    /// {@return minus the derivative of the optimal objective by the upper bound of the variable, non-negative}
    public double upperBoundDual(int variable) {
        int row = program.upperRow(variable);
        return row < 0 ? 0 : Math.max(0, multiplier(row));
    }

    private double multiplier(int row) {
        return method.scaling.rowScale[row] * method.point.z[row]
                / (method.scaling.costScale() * method.point.tau);
    }

    /// {@return how far from optimal the point is; allocates}
    public Residuals residuals() {
        return method.progress.residuals();
    }

    /// {@return a copy of how the last solve ended; allocates}
    ///
    /// @throws IllegalStateException if the numbers were changed since, or there was none
    public SolveOutcome outcome() {
        if (status == Status.UNSOLVED) {
            throw new IllegalStateException("""
                    A solve was expected before its outcome is read.
                    Maybe a number was changed after it.""");
        }
        return switch (result) {
            case SOLVED -> new SolveOutcome.Solved(solution());
            case PRIMAL_INFEASIBLE -> method.progress.primalInfeasible(program, method.scaled, method.point,
                    method.residual, settings.infeasibilityTolerance());
            case DUAL_INFEASIBLE -> method.progress.dualInfeasible(method.point);
            case ITERATIONS -> new SolveOutcome.LimitReached(SolveOutcome.Limit.ITERATIONS, solution());
            case TIME -> new SolveOutcome.LimitReached(SolveOutcome.Limit.TIME, solution());
            case PRECISION -> new SolveOutcome.LimitReached(SolveOutcome.Limit.PRECISION, solution());
            case NUMERICAL_ERROR ->
                new SolveOutcome.NumericalError(method.iterations(), "The step is not finite.", solution());
        };
    }

    private Solution solution() {
        return method.progress.solution(program, method.point, method.iterations());
    }

    private static void requireFinite(double value, String what, int index) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("""
                    The %s %d is %s, but must be finite.
                    Maybe it was computed from missing data.""".formatted(what, index, value));
        }
    }
}
