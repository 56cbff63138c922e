package org.tavan.dro;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;

/// A linear program solved by HiGHS.
final class HighsProgram implements LinearProgram {
    static {
        Loader.loadNativeLibraries();
    }

    private static final double TOLERANCE = 1e-9;

    private final MPSolver solver = MPSolver.createSolver("HIGHS");
    private final List<MPVariable> variables = new ArrayList<>();
    private final List<MPVariable> binaries = new ArrayList<>();

    @Override
    public int variable(double low, double high, double cost) {
        MPVariable variable = solver.makeNumVar(low, high, "");
        solver.objective().setCoefficient(variable, cost);
        variables.add(variable);
        return variables.size() - 1;
    }

    /// Adds a variable that is 0 or 1.
    int binary() {
        MPVariable variable = solver.makeBoolVar("");
        variables.add(variable);
        binaries.add(variable);
        return variables.size() - 1;
    }

    @Override
    public void range(Sum sum, double low, double high) {
        MPConstraint row = solver.makeConstraint(low - sum.constant, high - sum.constant);
        for (int k = 0; k < sum.variables.size(); k++) {
            MPVariable variable = variables.get(sum.variables.get(k));
            row.setCoefficient(variable, row.getCoefficient(variable) + sum.coefficients.get(k));
        }
    }

    @Override
    public double value(Sum sum) {
        double value = sum.constant;
        for (int k = 0; k < sum.variables.size(); k++) {
            value += sum.coefficients.get(k) * variables.get(sum.variables.get(k)).solutionValue();
        }
        return value;
    }

    /// Where there are binaries, once more as a linear program with all of them fixed to what they are rounded to: large coefficients
    /// of a binary that is a little off would show in the cost.
    @Override
    public OptionalDouble minimum() {
        OptionalDouble minimum = solve();
        if (minimum.isEmpty() || binaries.isEmpty()) {
            return minimum;
        }
        double[] rounded = binaries.stream()
                .mapToDouble(MPVariable::solutionValue)
                .map(Math::rint)
                .toArray();
        for (int b = 0; b < rounded.length; b++) {
            binaries.get(b).setInteger(false);
            binaries.get(b).setBounds(rounded[b], rounded[b]);
        }
        return solve();
    }

    private OptionalDouble solve() {
        solver.objective().setMinimization();
        // What rows are allowed to be off is paid for in the objective.
        MPSolverParameters parameters = new MPSolverParameters();
        parameters.setDoubleParam(MPSolverParameters.DoubleParam.PRIMAL_TOLERANCE, TOLERANCE);
        parameters.setDoubleParam(MPSolverParameters.DoubleParam.DUAL_TOLERANCE, TOLERANCE);
        parameters.setDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, 1e-7);
        MPSolver.ResultStatus status = solver.solve(parameters);
        return switch (status) {
            case OPTIMAL -> OptionalDouble.of(solver.objective().value());
            case INFEASIBLE -> OptionalDouble.empty();
            case FEASIBLE, UNBOUNDED, ABNORMAL, MODEL_INVALID, NOT_SOLVED -> throw new IllegalStateException(
                    "HiGHS ended with " + status);
        };
    }
}
