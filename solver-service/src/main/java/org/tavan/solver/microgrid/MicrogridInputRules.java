package org.tavan.solver.microgrid;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.PlannedStorage;
import org.tavan.schema.PlannedUnit;
import org.tavan.schema.ProgrammeOffer;
import org.tavan.schema.RejectReason;
import org.tavan.solver.state.Refusal;
import org.tavan.solver.state.Vectors;

/// What a record must be like to be used. Each rule returns the reason against it, or null.
final class MicrogridInputRules {
    private MicrogridInputRules() {}

    static @Nullable Refusal microgrid(String key, Microgrid microgrid) {
        if (!key.equals(microgrid.getCommunityId()) || key.isBlank() || key.indexOf('/') >= 0) {
            return refuse(RejectReason.INVALID_CONFIGURATION,
                    "microgrid of '%s' under key '%s', expected the communityId, without a slash".formatted(
                            microgrid.getCommunityId(), key));
        }
        if (!(microgrid.getProofSeconds() >= 0 && microgrid.getProofSeconds() <= 86_400)) {
            return refuse(RejectReason.INVALID_CONFIGURATION,
                    "microgrid of %s: proofSeconds %s, expected 0 to 86400".formatted(key,
                            microgrid.getProofSeconds()));
        }
        String fault = ElasticityBook.fault(microgrid.getDemand());
        return fault.isEmpty()
                ? null
                : refuse(RejectReason.INVALID_CONFIGURATION,
                        "microgrid of %s: demand: %s".formatted(key, fault));
    }

    static @Nullable Refusal schedule(MicrogridSchedule schedule) {
        if (!Plan.isOne(schedule)) {
            return null;
        }
        List<PlannedUnit> units = schedule.getUnits();
        List<PlannedStorage> storages = schedule.getStorages();
        int intervals = schedule.getLoadKw().size();
        boolean lengths = intervals > 0 && schedule.getIntervalMinutes() > 0
                && units.stream()
                        .allMatch(unit -> unit.getOn().size() == intervals
                                && fits(unit.getPowerKw(), intervals))
                && storages.stream().allMatch(storage -> fits(storage.getEnergyKwh(), intervals))
                && (schedule.getNetwork() == null
                        || schedule.getNetwork().getPositions().size() == intervals);
        return lengths
                ? null
                : refuse(RejectReason.INVALID_STATE,
                        "schedule of plan %s has lists of other lengths than its %d intervals, or values that are not finite"
                                .formatted(schedule.getPlanId(), intervals));
    }

    /// @param underway the request that it answers, null if it is not expected
    static @Nullable Refusal signal(DemandSignal signal, @Nullable Underway underway) {
        if (underway == null) {
            return null;
        }
        int intervals = underway.asked().intervals();
        boolean fits = signal.getPeriods().size() == intervals
                && signal.getFlatCentsPerKwh() > 0 && Double.isFinite(signal.getFlatCentsPerKwh())
                && signal.getOffers().stream().allMatch(offer -> priced(offer, intervals));
        return fits
                ? null
                : refuse(RejectReason.INVALID_STATE,
                        "signal of plan %s, expected %d periods and prices, finite, and a positive flat price"
                                .formatted(signal.getPlanId(), intervals));
    }

    private static boolean priced(ProgrammeOffer offer, int intervals) {
        return !ElasticityBook.teaches(offer.getKind()) || fits(offer.getPriceCentsPerKwh(), intervals);
    }

    private static boolean fits(List<Double> list, int intervals) {
        return list.size() == intervals && Vectors.finite(list);
    }

    private static Refusal refuse(RejectReason reason, String message) {
        return new Refusal(reason, message);
    }
}
