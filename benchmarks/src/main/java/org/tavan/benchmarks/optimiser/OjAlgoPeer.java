package org.tavan.benchmarks.optimiser;

import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/// ojAlgo, with the solver it picks itself.
final class OjAlgoPeer implements PeerSolver {
    private final long timeLimitMillis;

    /// @param timeLimitMillis after which it is stopped
    OjAlgoPeer(long timeLimitMillis) {
        this.timeLimitMillis = timeLimitMillis;
    }

    @Override
    public String name() {
        return "ojAlgo";
    }

    @Override
    public Answer solve(ProgramData program) {
        Optimisation.Options options = new Optimisation.Options();
        options.time_abort = timeLimitMillis;
        options.time_suffice = timeLimitMillis;
        ExpressionsBasedModel model = new ExpressionsBasedModel(options);
        boolean isQuadratic = false;
        for (int j = 0; j < program.variables(); j++) {
            Variable variable = model.newVariable("x" + j).weight(program.linear[j]);
            if (program.low[j] > Double.NEGATIVE_INFINITY) {
                variable.lower(program.low[j]);
            }
            if (program.high[j] < Double.POSITIVE_INFINITY) {
                variable.upper(program.high[j]);
            }
            isQuadratic |= program.quadratic[j] != 0;
        }
        if (isQuadratic) {
            Expression cost = model.newExpression("quadratic").weight(1);
            for (int j = 0; j < program.variables(); j++) {
                if (program.quadratic[j] != 0) {
                    cost.set(j, j, program.quadratic[j] / 2);
                }
            }
        }
        for (int i = 0; i < program.rows(); i++) {
            Expression row = model.newExpression("r" + i);
            for (int k = program.start[i]; k < program.start[i + 1]; k++) {
                row.set(program.column[k], program.value[k]);
            }
            if (program.rowLow[i] > Double.NEGATIVE_INFINITY) {
                row.lower(program.rowLow[i]);
            }
            row.upper(program.rowHigh[i]);
        }
        Optimisation.Result result = model.minimise();
        double[] point = new double[program.variables()];
        for (int j = 0; j < point.length; j++) {
            point[j] = result.doubleValue(j);
        }
        return Answer.of(result.getState().name(), program, point);
    }
}
