package org.tavan.commitment;

import java.util.ArrayList;
import java.util.List;

import com.google.ortools.modelbuilder.LinearExprBuilder;
import com.google.ortools.modelbuilder.Variable;

/// The variables and rows of the demand choices: a binary an option, one of each choice taken.
final class DemandRows {
    private final CommitmentProblem problem;
    /// One array per choice.
    private final List<Variable[]> taken = new ArrayList<>();

    DemandRows(HighsModel model, CommitmentProblem problem) {
        this.problem = problem;
        for (DemandChoice choice : problem.demandChoices()) {
            Variable[] options = new Variable[choice.options().size()];
            LinearExprBuilder sum = HighsModel.sum();
            for (int o = 0; o < options.length; o++) {
                options[o] = model.binary(choice.options().get(o).cents());
                sum.addTerm(options[o], 1);
            }
            model.row(sum, 1, 1);
            taken.add(options);
        }
    }

    /// Takes what the options add to demand from a sum of supply.
    void subtractChange(LinearExprBuilder supply, int t) {
        for (int c = 0; c < taken.size(); c++) {
            List<DemandOption> options = problem.demandChoices().get(c).options();
            for (int o = 0; o < options.size(); o++) {
                supply.addTerm(taken.get(c)[o], -options.get(o).changeKw().get(t));
            }
        }
    }

    /// {@return the index of the option that a point takes of each choice}
    List<Integer> read(double[] values) {
        List<Integer> options = new ArrayList<>();
        for (Variable[] of : taken) {
            int most = 0;
            for (int o = 1; o < of.length; o++) {
                most = values[of[o].getIndex()] > values[of[most].getIndex()] ? o : most;
            }
            options.add(most);
        }
        return options;
    }
}
