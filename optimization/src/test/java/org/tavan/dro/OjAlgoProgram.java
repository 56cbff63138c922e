package org.tavan.dro;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/// A linear program solved by ojAlgo.
final class OjAlgoProgram implements LinearProgram {
    private final ExpressionsBasedModel model = new ExpressionsBasedModel();

    @Override
    public int variable(double low, double high, double cost) {
        Variable variable = model.newVariable("x" + model.countVariables());
        if (low > -INFINITY) {
            variable.lower(low);
        }
        if (high < INFINITY) {
            variable.upper(high);
        }
        variable.weight(cost);
        return model.countVariables() - 1;
    }

    @Override
    public void range(Sum sum, double low, double high) {
        Map<Integer, Double> entries = new HashMap<>();
        for (int k = 0; k < sum.variables.size(); k++) {
            entries.merge(sum.variables.get(k), sum.coefficients.get(k), Double::sum);
        }
        Expression row = model.newExpression("r" + model.countExpressions());
        entries.forEach((variable, coefficient) -> row.set(variable.intValue(), coefficient));
        if (low > -INFINITY) {
            row.lower(low - sum.constant);
        }
        if (high < INFINITY) {
            row.upper(high - sum.constant);
        }
    }

    @Override
    public double value(Sum sum) {
        double value = sum.constant;
        for (int k = 0; k < sum.variables.size(); k++) {
            value += sum.coefficients.get(k)
                    * model.getVariable(sum.variables.get(k)).getValue().doubleValue();
        }
        return value;
    }

    @Override
    public OptionalDouble minimum() {
        Optimisation.Result result = model.minimise();
        return result.getState().isOptimal() ? OptionalDouble.of(result.getValue()) : OptionalDouble.empty();
    }
}
