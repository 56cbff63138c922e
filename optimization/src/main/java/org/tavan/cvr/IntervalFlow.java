package org.tavan.cvr;

import org.tavan.powerflow.DistFlowOutcome;
import org.tavan.powerflow.FeederPositions;

/// One interval as it flows at its positions.
///
/// @param positions where tap changers and capacitors stand
/// @param flow the flow; its `loadKw` leaves out what is taken back
/// @param paidBackKw power (kW) of thermostatic loads that take back energy of earlier intervals, negative where they had too much
/// @param unservedKwh energy (kWh) of thermostatic loads that is never taken back, because they run all the time
/// @param nominalKw power of all loads at 1 pu (kW): the weight of this interval's voltage
/// @param meanVoltagePu voltage (pu) that the loads see, weighted by their power at 1 pu; that of all buses where there is no load
public record IntervalFlow(FeederPositions positions, DistFlowOutcome.Converged flow, double paidBackKw,
        double unservedKwh, double nominalKw, double meanVoltagePu) {

    /// Power (kW) that loads draw, with what they take back.
    public double loadKw() {
        return flow.loadKw() + paidBackKw;
    }

    /// Power (kW) that loads and losses take, wherever it comes from.
    public double consumptionKw() {
        return loadKw() + flow.lossKw();
    }
}
