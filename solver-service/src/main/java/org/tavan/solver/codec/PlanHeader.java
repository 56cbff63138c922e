package org.tavan.solver.codec;

import org.tavan.schema.PlanStatus;
import org.tavan.schema.Policy;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveRequest;

/// What all schedules and policies of a plan have in common.
///
/// @param request what the plan answers
/// @param planId id of the plan
/// @param status how the solve ended
/// @param reason in words; empty for OPTIMAL
/// @param ageMinutes KEPT_PREVIOUS: age of the plan that goes on (min); else 0
public record PlanHeader(SolveRequest request, String planId, PlanStatus status, String reason,
        int ageMinutes) {

    /// A schedule with the common fields set.
    public Schedule.Builder schedule(String prosumerId) {
        return Schedule.newBuilder()
                .setCommunityId(request.getCommunityId())
                .setProsumerId(prosumerId)
                .setPlanId(planId)
                .setKind(request.getKind().name())
                .setDeliveryDay(request.getDeliveryDay())
                .setStart(request.getStart())
                .setIntervalMinutes(request.getIntervalMinutes())
                .setStatus(status)
                .setStatusReason(reason)
                .setPlanAgeMinutes(ageMinutes)
                .setGateClosedAt(request.getRequestedAt());
    }

    /// A policy with the common fields set.
    public Policy.Builder policy(org.tavan.schema.Member member) {
        return Policy.newBuilder()
                .setCommunityId(request.getCommunityId())
                .setProsumerId(member.getProsumerId())
                .setPlanId(planId)
                .setDeliveryDay(request.getDeliveryDay())
                .setStart(request.getStart())
                .setIntervalMinutes(request.getIntervalMinutes())
                .setRule(request.getRule())
                .setNominalKw(member.getProsumer().getNominalKw())
                .setForecastKw(member.getForecastKw())
                .setLatestForecastKw(member.getLatestForecastKw())
                .setRealTimeImportMaxKw(member.getProsumer().getRealTimeImportMaxKw())
                .setRealTimeExportMaxKw(member.getProsumer().getRealTimeExportMaxKw())
                .setRealTimeBuyCentsPerKwh(request.getRealTimeBuyCentsPerKwh())
                .setRealTimeSellCentsPerKwh(request.getRealTimeSellCentsPerKwh())
                .setEpsilon(request.getEpsilon())
                .setRadius(request.getRadius());
    }
}
