package org.tavan.microgrid;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tavan.commitment.Certificate;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.CommitmentSchedule;
import org.tavan.demandresponse.CustomerBill;
import org.tavan.demandresponse.ProgrammeValue;

/// The plan of a microgrid's day.
///
/// Bills are those of loads at 1 pu: what customers save because their voltage is lower is in the network's savings, not in them.
///
/// @param problem what the sources have to deliver at the head of the feeder, with the choices of demand there; the schedule can be checked against it
/// @param schedule its plan, for exactly what flows
/// @param certificate how far from the optimum of that problem it can be; with a network, for the flow near the plan
/// @param demand what was decided about demand
/// @param bills of the customers who take part, before and after, one a programme and one for interruptible load
/// @param value whether what was decided pays, and for whom; null where without it no plan was found
/// @param network null where the problem has none
/// @param passes of network and commitment
/// @param movedKw how far the last pass moved the power of an interval (kW); above the tolerance where the passes ran out, though the plan is for exactly
///        what flows then too
public record MicrogridPlan(CommitmentProblem problem, CommitmentSchedule schedule, Certificate certificate,
        DemandPlan demand, List<CustomerBill> bills, @Nullable ProgrammeValue value,
        @Nullable NetworkPlan network, int passes, double movedKw) {

    /// Copies.
    public MicrogridPlan {
        bills = List.copyOf(bills);
    }

    /// {@return what the day costs (¢), wear of tap changers and capacitors in it}
    public double cents() {
        return schedule.cost().totalCents() + (network == null ? 0 : network.switchingCents());
    }
}
