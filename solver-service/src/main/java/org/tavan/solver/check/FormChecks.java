package org.tavan.solver.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tavan.schema.Check;
import org.tavan.schema.Member;
import org.tavan.schema.PeerTrade;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.Policy;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveKind;
import org.tavan.schema.SolveRequest;

/// Is it a plan at all: for whom, for when, of which status, complete and finite.
final class FormChecks {
    private FormChecks() {}

    static List<Check> check(SolveRequest request, String planId, List<Schedule> schedules,
            List<Policy> policies,
            List<Relaxation> relaxations) {
        return List.of(members(request, schedules, policies), identity(request, planId, schedules, policies),
                lengths(request, schedules, policies), finite(schedules, policies),
                status(request, schedules, relaxations));
    }

    private static Check members(SolveRequest request, List<Schedule> schedules, List<Policy> policies) {
        var finding = new Finding("members");
        Map<String, Integer> count = new HashMap<>();
        schedules.forEach(schedule -> count.merge(schedule.getProsumerId(), 1, Integer::sum));
        policies.forEach(policy -> count.merge(policy.getProsumerId(), 100, Integer::sum));
        for (Member member : request.getMembers()) {
            Integer found = count.remove(member.getProsumerId());
            finding.require(found != null && found == 101,
                    member.getProsumerId() + ": one schedule and one policy");
        }
        count.keySet().forEach(other -> finding.require(false, other + " is not in the request"));
        return finding.toCheck();
    }

    private static Check identity(SolveRequest request, String planId, List<Schedule> schedules,
            List<Policy> policies) {
        var finding = new Finding("identity");
        for (Schedule schedule : schedules) {
            finding.require(schedule.getPlanId().equals(planId)
                    && schedule.getCommunityId().equals(request.getCommunityId())
                    && schedule.getKind() == request.getKind()
                    && schedule.getDeliveryDay().equals(request.getDeliveryDay())
                    && schedule.getStart().equals(request.getStart())
                    && schedule.getIntervalMinutes() == request.getIntervalMinutes()
                    && schedule.getGateClosedAt().equals(request.getRequestedAt()),
                    "schedule of " + schedule.getProsumerId());
        }
        for (Policy policy : policies) {
            finding.require(
                    policy.getPlanId().equals(planId)
                            && policy.getCommunityId().equals(request.getCommunityId())
                            && policy.getDeliveryDay().equals(request.getDeliveryDay())
                            && policy.getStart().equals(request.getStart())
                            && policy.getIntervalMinutes() == request.getIntervalMinutes()
                            && policy.getRule().name().equals(request.getRule()),
                    "policy of " + policy.getProsumerId());
        }
        return finding.toCheck();
    }

    private static Check lengths(SolveRequest request, List<Schedule> schedules, List<Policy> policies) {
        var finding = new Finding("lengths");
        int intervals = request.getIntervals();
        for (Schedule schedule : schedules) {
            finding.require(numbers(schedule).allMatch(list -> list.size() == intervals),
                    "schedule of " + schedule.getProsumerId());
        }
        int gains = request.getRule().equals("CAUSAL") ? intervals * (intervals + 1) / 2 : intervals;
        for (Policy policy : policies) {
            finding.require(policy.getRecourseKw().size() == gains && policy.getBinding().size() == intervals
                    && numbers(policy).allMatch(list -> list.size() == intervals),
                    "policy of " + policy.getProsumerId());
        }
        return finding.toCheck();
    }

    private static Check finite(List<Schedule> schedules, List<Policy> policies) {
        var finding = new Finding("finite");
        for (Schedule schedule : schedules) {
            finding.require(
                    numbers(schedule).allMatch(FormChecks::finite)
                            && Double.isFinite(schedule.getCostCents()),
                    "schedule of " + schedule.getProsumerId());
        }
        for (Policy policy : policies) {
            finding.require(numbers(policy).allMatch(FormChecks::finite) && finite(policy.getRecourseKw())
                    && Double.isFinite(policy.getWorstCaseViolation())
                    && Double.isFinite(policy.getNominalKw())
                    && Double.isFinite(policy.getRealTimeImportMaxKw())
                    && Double.isFinite(policy.getRealTimeExportMaxKw()),
                    "policy of " + policy.getProsumerId());
        }
        return finding.toCheck();
    }

    /// Every member has the same status, and it agrees with reason, age and relaxations.
    private static Check status(SolveRequest request, List<Schedule> schedules,
            List<Relaxation> relaxations) {
        var finding = new Finding("status");
        for (Schedule schedule : schedules) {
            PlanStatus status = schedule.getStatus();
            boolean reasoned = !schedule.getStatusReason().isEmpty();
            boolean holds = switch (status) {
                case OPTIMAL -> !reasoned && relaxations.isEmpty();
                case FEASIBLE -> reasoned && relaxations.isEmpty();
                // Without relaxations: the promise is missed by rounding alone, within what the checker tolerates.
                case RELAXED -> reasoned;
                case KEPT_PREVIOUS ->
                    reasoned && relaxations.isEmpty() && request.getKind() == SolveKind.DAY_AHEAD;
                case FAILED -> reasoned && relaxations.isEmpty();
                case UNKNOWN -> false;
            };
            boolean aged = (status == PlanStatus.KEPT_PREVIOUS) == schedule.getPlanAgeMinutes() > 0
                    && schedule.getPlanAgeMinutes() >= 0;
            finding.require(holds && aged && status == schedules.getFirst().getStatus(),
                    "%s of %s".formatted(status, schedule.getProsumerId()));
        }
        return finding.toCheck();
    }

    private static Stream<List<Double>> numbers(Schedule schedule) {
        return Stream.concat(
                Stream.of(schedule.getGridImportKw(), schedule.getGridExportKw(), schedule.getChargeKw(),
                        schedule.getDischargeKw(), schedule.getEnergyKwh(), schedule.getFlexibleKw(),
                        schedule.getShiftedKwh(), schedule.getBalanceCentsPerKwh(),
                        schedule.getStorageCentsPerKwh()),
                schedule.getPeers().stream().flatMap(FormChecks::numbers));
    }

    private static Stream<List<Double>> numbers(PeerTrade trade) {
        return Stream.of(trade.getTakeKw(), trade.getGiveKw());
    }

    private static Stream<List<Double>> numbers(Policy policy) {
        return Stream.of(policy.getForecastKw(), policy.getLatestForecastKw(), policy.getPlannedRealTimeKw(),
                policy.getMarginKw(), policy.getRealTimeBuyCentsPerKwh(), policy.getRealTimeSellCentsPerKwh(),
                policy.getRiskCentsPerKwh());
    }

    private static boolean finite(List<Double> list) {
        return list.stream().allMatch(Double::isFinite);
    }
}
