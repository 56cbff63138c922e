package org.tavan.cvr;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tavan.powerflow.DistFlow;
import org.tavan.powerflow.FeederDemand;

/// What every interval costs at every position: the whole of the search, tried one by one.
///
/// `cents[t][s]` is infinite where the flow diverges, a voltage leaves its limits, or the check objects.
final class PositionTable {
    final double[][] cents;
    private final PositionSpace space;
    private final @Nullable String[] instance;

    PositionTable(CvrProblem problem, PositionSpace space, PositionCheck check) {
        int intervals = problem.intervals().size();
        cents = new double[intervals][space.size()];
        this.space = space;
        instance = new String[intervals];
        DistFlow flow = new DistFlow(problem.feeder());
        VoltageJudge judge = new VoltageJudge(problem.feeder(), problem.limits());
        ThermostaticRecovery recovery = new ThermostaticRecovery(problem);
        for (int t = 0; t < intervals; t++) {
            FeederDemand demand = recovery.flowing(t);
            flow.set(demand);
            judge.set(demand);
            double price = problem.intervals().get(t).centsPerKwh();
            double least = Double.POSITIVE_INFINITY;
            for (int state = 0; state < space.size(); state++) {
                cents[t][state] = Double.POSITIVE_INFINITY;
                flow.set(space.at(state));
                double excess = flow.converge() ? judge.excessPu(flow) : Double.POSITIVE_INFINITY;
                if (excess > 0) {
                    if (excess < least) {
                        least = excess;
                        instance[t] = at(state) + judge.worst(flow);
                    }
                    continue;
                }
                Optional<String> objection = check.objection(t, demand, space.at(state));
                if (objection.isEmpty()) {
                    cents[t][state] = price * problem.stepHours() * flow.sourceKw()
                            + recovery.laterCents(t, flow);
                } else if (least > 0) {
                    least = 0;
                    instance[t] = at(state) + objection.get();
                }
            }
        }
    }

    private String at(int state) {
        return "at taps %s and capacitor steps %s ".formatted(space.at(state).taps(),
                space.at(state).capacitorSteps());
    }

    /// Takes a position away that does not bear what loads take back.
    void strike(int interval, int state, String reason) {
        cents[interval][state] = Double.POSITIVE_INFINITY;
        instance[interval] = at(state) + reason;
    }

    /// Why an interval has no way on.
    String reason(int interval) {
        if (Arrays.stream(cents[interval]).anyMatch(cost -> cost < Double.POSITIVE_INFINITY)) {
            return "The limits of switching leave no way to the positions that interval %d needs."
                    .formatted(interval);
        }
        String why = instance[interval];
        return "No positions of tap changers and capacitors keep the voltages of interval %d: %s.".formatted(
                interval,
                why == null ? "the load flow converges at none of them" : "for instance, " + why);
    }
}
