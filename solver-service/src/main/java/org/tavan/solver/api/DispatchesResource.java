package org.tavan.solver.api;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.tavan.schema.Dispatch;
import org.tavan.solver.api.view.CommunityView;

/// `GET /api/v1/communities/{id}/dispatches?prosumer=…&limit=…`: what the members did and why, newest first; default the newest 50, at most 500.
///
/// Errors: 404 unknown community, 400 bad limit.
final class DispatchesResource implements Resource {
    private static final int LIMIT = 50;
    private static final int LIMIT_MAX = 500;

    private final CommunityView view;

    DispatchesResource(CommunityView view) {
        this.view = view;
    }

    @Override
    public String template() {
        return "/api/v1/communities/{id}/dispatches";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("prosumer", "limit");
    }

    @Override
    public Body get(Request request) {
        int limit = request.integer("limit", LIMIT, 1, LIMIT_MAX);
        var prosumer = request.parameter("prosumer");
        return new Body(Communities.find(view, request)
                .dispatches()
                .stream()
                .filter(one -> prosumer.isEmpty() || prosumer.get().equals(one.getProsumerId()))
                .limit(limit)
                .map(Item::of)
                .toList());
    }

    record Body(List<Item> dispatches) {}

    /// As in the contract `Dispatch`, with its reason spread out.
    record Item(String dispatchId, String prosumerId, Instant intervalStart, int intervalMinutes,
            boolean measured, String planId, String planStatus,
            int planAgeMinutes, double residualKw, double realTimeImportKw, double realTimeExportKw,
            String clipped, double unclippedKw,
            double shortageKw, Instant setpointStart, double chargeKw, double dischargeKw, double flexibleKw,
            String why, List<String> binding,
            double balanceCentsPerKwh, double riskCentsPerKwh, double storageCentsPerKwh, double costCents,
            double inactionCents,
            List<Share> contributions) {

        static Item of(Dispatch it) {
            var reason = it.getReason();
            return new Item(it.getDispatchId(), it.getProsumerId(), it.getIntervalStart(),
                    it.getIntervalMinutes(), it.getMeasured(), it.getPlanId(),
                    it.getPlanStatus(), it.getPlanAgeMinutes(), it.getResidualKw(), it.getRealTimeImportKw(),
                    it.getRealTimeExportKw(),
                    it.getClipped().name(), it.getUnclippedKw(), it.getShortageKw(), it.getSetpointStart(),
                    it.getChargeKw(), it.getDischargeKw(),
                    it.getFlexibleKw(), reason.getSummary(), reason.getBinding(),
                    reason.getBalanceCentsPerKwh(), reason.getRiskCentsPerKwh(),
                    reason.getStorageCentsPerKwh(), reason.getCostCents(), reason.getInactionCents(),
                    reason.getContributions()
                            .stream()
                            .map(one -> new Share(one.getIntervalStart(), one.getResidualKw(),
                                    one.getShareKw()))
                            .toList());
        }
    }

    /// Part of one residual in the recourse.
    record Share(Instant intervalStart, double residualKw, double shareKw) {}
}
