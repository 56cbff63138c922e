package org.tavan.solver.check;

import java.time.Instant;
import java.util.List;
import org.tavan.schema.Member;
import org.tavan.schema.PeerTrade;
import org.tavan.schema.Policy;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveRequest;

/// One member's part of request and plan side by side.
record MemberPlan(SolveRequest request, Member member, Schedule schedule, Policy policy,
        List<Relaxation> relaxations) {

    int intervals() {
        return request.getIntervals();
    }

    double stepHours() {
        return request.getIntervalMinutes() / 60.0;
    }

    String id() {
        return member.getProsumerId();
    }

    /// Place of an interval, for people: few of them are ever written out.
    ///
    /// @param plan whose
    /// @param interval counted from 0
    record Place(MemberPlan plan, int interval) {
        @Override
        public String toString() {
            SolveRequest request = plan.request();
            Instant start = request.getStart().plusSeconds(60L * interval * request.getIntervalMinutes());
            return plan.id() + " at " + start;
        }
    }

    Place at(int interval) {
        return new Place(this, interval);
    }

    /// Amount by which the plan says it misses a requirement.
    double relaxed(Relaxation.Requirement requirement, int interval) {
        return relaxations.stream()
                .filter(relaxation -> relaxation.requirement() == requirement
                        && relaxation.interval() == interval)
                .mapToDouble(Relaxation::amount)
                .sum();
    }

    /// `Σe`: taken from peers less given to them (kW).
    double peersKw(int interval) {
        double sum = 0;
        for (PeerTrade trade : schedule.getPeers()) {
            sum += trade.getTakeKw().get(interval) - trade.getGiveKw().get(interval);
        }
        return sum;
    }

    /// `p + b − f + Σe − Cμ` (kW).
    double marginKw(int interval) {
        return schedule.getGridImportKw().get(interval) - schedule.getGridExportKw().get(interval)
                + schedule.getDischargeKw().get(interval) - schedule.getChargeKw().get(interval)
                - schedule.getFlexibleKw().get(interval) + peersKw(interval)
                - member.getForecastKw().get(interval);
    }
}
