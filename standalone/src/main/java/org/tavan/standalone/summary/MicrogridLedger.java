package org.tavan.standalone.summary;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Check;
import org.tavan.schema.DemandBill;
import org.tavan.schema.DemandResponse;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.SolveKind;
import org.tavan.serde.RecordHash;
import org.tavan.standalone.summary.MicrogridSummary.Response;

/// What became of one microgrid's plans and of what its customers were asked. Records may come in any order; a plan repeated after a crash
/// counts once.
final class MicrogridLedger {
    private final String communityId;
    private final Set<String> requests = new HashSet<>();
    private final Set<LocalDate> daysAskedFor = new HashSet<>();
    private final Map<String, Plan> planById = new HashMap<>();
    private final Map<String, Map<Integer, Double>> changeKwhByPlan = new HashMap<>();
    private long answers;

    /// What of a plan is summed up.
    ///
    /// @param changeKwh what customers are planned to use more, per interval
    private record Plan(SolveKind kind, PlanStatus status, LocalDate day, double costCents,
            @Nullable Double gap, boolean refused, Map<Integer, Double> changeKwh) {
        boolean dayAhead() {
            return kind == SolveKind.DAY_AHEAD;
        }

        boolean planned() {
            return status != PlanStatus.FAILED;
        }
    }

    MicrogridLedger(String communityId) {
        this.communityId = communityId;
    }

    void add(MicrogridRequest request) {
        requests.add(RecordHash.sha256(request));
        if (request.getKind() == SolveKind.DAY_AHEAD) {
            daysAskedFor.add(request.getDeliveryDay());
        }
    }

    /// Requests without a schedule.
    long openRequests() {
        return requests.stream().filter(planId -> !planById.containsKey(planId)).count();
    }

    void add(MicrogridSchedule schedule) {
        var cost = schedule.getCost();
        planById.put(schedule.getPlanId(), new Plan(schedule.getKind(), schedule.getStatus(), schedule
                .getDeliveryDay(), cost == null ? 0 : cost.getTotalCents(), schedule.getGap(),
                !schedule
                        .getChecks()
                        .stream()
                        .allMatch(Check::getPassed),
                changeKwh(schedule)));
    }

    private static Map<Integer, Double> changeKwh(MicrogridSchedule schedule) {
        Map<Integer, Double> change = new HashMap<>();
        var demand = schedule.getDemand();
        if (demand != null) {
            double hours = schedule.getIntervalMinutes() / 60.0;
            for (DemandBill bill : demand.getBills()) {
                for (int i = 0; i < bill.getAfterKw().size(); i++) {
                    change.merge(i, hours * (bill.getAfterKw().get(i) - bill.getBeforeKw().get(i)),
                            Double::sum);
                }
            }
        }
        return change;
    }

    void add(DemandResponse response) {
        answers++;
        changeKwhByPlan.computeIfAbsent(response.getPlanId(), _ -> new HashMap<>())
                .merge(response.getInterval(), response.getIntervalMinutes() / 60.0
                        * (response.getLoadKw() - response.getBaselineKw()), Double::sum);
    }

    MicrogridSummary summary(String currency) {
        var countByStatus = new TreeMap<String, Long>();
        var plannedByDay = new HashMap<LocalDate, Boolean>();
        daysAskedFor.forEach(day -> plannedByDay.put(day, false));
        double cents = 0;
        double gap = 0;
        long unproved = 0;
        long refused = 0;
        for (Plan plan : planById.values()) {
            countByStatus.merge(plan.kind + " " + plan.status, 1L, Long::sum);
            refused += plan.refused ? 1 : 0;
            if (plan.dayAhead()) {
                plannedByDay.merge(plan.day, plan.planned(), Boolean::logicalOr);
                cents += plan.costCents;
                gap = Math.max(gap, plan.gap == null ? 0 : plan.gap);
                unproved += plan.planned() && plan.gap == null ? 1 : 0;
            }
        }
        return new MicrogridSummary(communityId, currency, new Proportion(plannedByDay.values()
                .stream()
                .filter(planned -> planned)
                .count(), plannedByDay.size()), countByStatus, cents, gap, unproved, refused, response());
    }

    private Response response() {
        double[] less = new double[2];
        double[] more = new double[2];
        changeKwhByPlan.forEach((planId, achieved) -> {
            Plan plan = planById.get(planId);
            achieved.forEach((interval, kwh) -> {
                double planned = plan == null ? 0 : plan.changeKwh.getOrDefault(interval, 0.0);
                double[] sums = planned < 0 ? less : more;
                sums[0] += Math.abs(planned);
                sums[1] += planned < 0 ? -kwh : planned > 0 ? kwh : 0;
            });
        });
        return new Response(answers, less[0], less[1], more[0], more[1]);
    }
}
