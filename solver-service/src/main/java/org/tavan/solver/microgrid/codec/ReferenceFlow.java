package org.tavan.solver.microgrid.codec;

import java.util.ArrayList;
import java.util.List;

import org.tavan.conic.Profile;
import org.tavan.powerflow.DistFlow;
import org.tavan.powerflow.FeederDemand;
import org.tavan.powerflow.RadialFeeder;
import org.tavan.schema.Feeder;
import org.tavan.schema.MicrogridRequest;

/// What the feeder would take with everything left as configured: what a plan of its voltages is compared with.
final class ReferenceFlow {
    private ReferenceFlow() {}

    /// One interval.
    ///
    /// @param loadKw what loads draw (kW)
    /// @param lossKw what lines lose (kW)
    record Point(double loadKw, double lossKw) {}

    /// {@return one point an interval; none where a flow does not converge}
    ///
    /// @param loadKw of all customers at 1 pu (kW)
    static List<Point> of(MicrogridRequest request, Feeder feeder, Profile loadKw) {
        RadialFeeder single = FeederCodec.singlePhase(feeder);
        double nominalKw = single.buses().stream().mapToDouble(RadialFeeder.Bus::loadKw).sum();
        boolean withinInterval = feeder.getRecoveryHours() == 0;
        DistFlow flow = new DistFlow(single);
        flow.set(FeederCodec.configured(feeder));
        List<Point> points = new ArrayList<>();
        for (int t = 0; t < request.getLoadKw().size(); t++) {
            FeederDemand demand = FeederDemand.scaled(single, loadKw.get(t) / nominalKw);
            flow.set(new FeederDemand(demand.buses()
                    .stream()
                    .map(bus -> bus.restoring(withinInterval ? feeder.getThermostaticFraction() : 0,
                            MicrogridProblems.THERMOSTATIC_DUTY))
                    .toList(), demand.inverterKw()));
            if (!flow.converge()) {
                return List.of();
            }
            points.add(new Point(flow.loadKw(), flow.lossKw()));
        }
        return points;
    }
}
