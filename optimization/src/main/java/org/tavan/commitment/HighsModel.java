package org.tavan.commitment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.google.ortools.Loader;
import com.google.ortools.modelbuilder.LinearExpr;
import com.google.ortools.modelbuilder.LinearExprBuilder;
import com.google.ortools.modelbuilder.ModelBuilder;
import com.google.ortools.modelbuilder.ModelSolver;
import com.google.ortools.modelbuilder.SolveStatus;
import com.google.ortools.modelbuilder.Variable;
import org.tavan.conic.Profile;

/// A mixed-integer linear program that HiGHS minimises, with requirements that an elastic model may miss at a price.
///
/// Two traps of OR-Tools 9.15 decide its form. A run of HiGHS that a time limit stops gives no point, even if it had
/// one; so what must end in time asks for a wide gap first. And the bound it reports is the objective itself; so the
/// only bound known is the objective less the gap that was asked for.
final class HighsModel {

    /// How a run ended.
    sealed interface Run {
        /// A point whose objective is within the gap that was asked for.
        record Found(double objective, Profile point) implements Run {
            double[] values() {
                return point.toArray();
            }
        }

        /// No point at all.
        record NoPoint() implements Run {}

        /// Time ran out, or the solver gave up.
        record Stopped(String reason) implements Run {}
    }

    /// What a requirement lacks in an elastic model.
    private record Slack(String requirement, int interval, Variable missing) {}

    /// Loaded once by the class loader, which takes care of threads.
    private static final class Native {
        static final boolean LOADED = load();

        private static boolean load() {
            Loader.loadNativeLibraries();
            return true;
        }
    }

    private final ModelBuilder model;
    private final boolean elastic;
    private final List<Variable> variables = new ArrayList<>();
    private final List<Variable> binaries = new ArrayList<>();
    private final List<Integer> lows = new ArrayList<>();
    private final List<Integer> highs = new ArrayList<>();
    private final List<Slack> slacks = new ArrayList<>();

    /// An empty model.
    ///
    /// @param elastic whether requirements may be missed; then nothing else has a cost
    HighsModel(boolean elastic) {
        if (!Native.LOADED) {
            throw new IllegalStateException("OR-Tools has not been loaded.");
        }
        this.model = new ModelBuilder();
        this.elastic = elastic;
    }

    Variable real(double low, double high, double cost) {
        Variable variable = model.newNumVar(low, high, "");
        variables.add(variable);
        price(variable, cost);
        return variable;
    }

    Variable binary(double cost) {
        return binary(0, 1, cost);
    }

    /// A binary that may be known beforehand.
    Variable binary(int low, int high, double cost) {
        Variable variable = model.newIntVar(low, high, "");
        variables.add(variable);
        binaries.add(variable);
        lows.add(low);
        highs.add(high);
        price(variable, cost);
        return variable;
    }

    private void price(Variable variable, double cost) {
        if (!elastic && cost != 0) {
            variable.setObjectiveCoefficient(cost);
        }
    }

    static LinearExprBuilder sum() {
        return LinearExpr.newBuilder();
    }

    void row(LinearExprBuilder sum, double low, double high) {
        model.addLinearConstraint(sum, low, high);
    }

    void atMost(LinearExprBuilder sum, double high) {
        row(sum, Double.NEGATIVE_INFINITY, high);
    }

    void atLeast(LinearExprBuilder sum, double low) {
        row(sum, low, Double.POSITIVE_INFINITY);
    }

    /// A row that an elastic model may miss at `weight` per unit; its name says what is short, or what is in excess.
    void requirement(String name, int interval, double weight, LinearExprBuilder sum, double low,
            double high) {
        if (elastic) {
            if (low > Double.NEGATIVE_INFINITY) {
                sum.addTerm(slack(name + ", short", interval, weight), 1);
            }
            if (high < Double.POSITIVE_INFINITY) {
                sum.addTerm(slack(name + ", in excess", interval, weight), -1);
            }
        }
        row(sum, low, high);
    }

    private Variable slack(String name, int interval, double weight) {
        Variable missing = model.newNumVar(0, Double.POSITIVE_INFINITY, "");
        missing.setObjectiveCoefficient(weight);
        variables.add(missing);
        slacks.add(new Slack(name, interval, missing));
        return missing;
    }

    /// {@return what an elastic model misses at a point, requirements that are met left out}
    List<UnmetRequirement> unmet(double[] values) {
        List<UnmetRequirement> unmet = new ArrayList<>();
        for (Slack slack : slacks) {
            double amount = values[slack.missing.getIndex()];
            if (amount > 1e-6) {
                unmet.add(new UnmetRequirement(slack.requirement, slack.interval, amount));
            }
        }
        return unmet;
    }

    /// Lets every binary be anything between 0 and 1.
    void relax() {
        binaries.forEach(binary -> binary.setIntegrality(false));
    }

    /// Makes every binary 0 or 1 again after `relax` or `fixBinaries`.
    void restoreBinaries() {
        for (int k = 0; k < binaries.size(); k++) {
            Variable binary = binaries.get(k);
            binary.setIntegrality(true);
            binary.setLowerBound(lows.get(k));
            binary.setUpperBound(highs.get(k));
        }
    }

    /// Fixes every binary to what it is rounded to at a point; until they are restored the model is a linear program.
    void fixBinaries(double[] values) {
        for (Variable binary : binaries) {
            double value = Math.rint(values[binary.getIndex()]);
            binary.setIntegrality(false);
            binary.setLowerBound(value);
            binary.setUpperBound(value);
        }
    }

    /// Minimises.
    ///
    /// @param gap relative gap at which to stop, within which the objective of a found point is
    /// @param seconds when to give up
    Run minimise(double gap, double seconds) {
        if (!(seconds > 0)) {
            return new Run.Stopped("no time left");
        }
        ModelSolver solver = new ModelSolver("highs");
        solver.setTimeLimit(Duration.ofMillis(Math.max(1, (long) (1e3 * Math.min(seconds, 1e6)))));
        solver.setSolverSpecificParameters(
                "output_flag=false,mip_rel_gap=%s".formatted(String.format(Locale.ROOT, "%.3e", gap)));
        model.optimize(objective(), false);
        SolveStatus status = solver.solve(model);
        return switch (status) {
            case OPTIMAL -> new Run.Found(solver.getObjectiveValue(), point(solver));
            case INFEASIBLE -> new Run.NoPoint();
            default -> new Run.Stopped("HiGHS ended with %s".formatted(status));
        };
    }

    private LinearExprBuilder objective() {
        LinearExprBuilder objective = sum();
        variables.forEach(variable -> objective.addTerm(variable, variable.getObjectiveCoefficient()));
        return objective;
    }

    private Profile point(ModelSolver solver) {
        return PlanReader.read(variables.size(), k -> solver.getValue(variables.get(k)));
    }
}
