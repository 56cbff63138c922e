package org.tavan.dro;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.tavan.conic.Profile;
import org.tavan.plan.CurtailmentPlan;
import org.tavan.plan.FlexiblePlan;
import org.tavan.plan.OfferPlan;
import org.tavan.plan.StoragePlan;

/// The plans of one member's devices, and their sums.
final class MemberPlanParts {
    private final int intervals;
    final List<StoragePlan> storages = new ArrayList<>();
    final List<FlexiblePlan> flexibleLoads = new ArrayList<>();
    final List<CurtailmentPlan> curtailments = new ArrayList<>();
    final List<OfferPlan> offers = new ArrayList<>();

    MemberPlanParts(int intervals) {
        this.intervals = intervals;
    }

    Profile storageSum(Function<StoragePlan, Profile> quantity) {
        return sum(storages.stream().map(quantity).toList());
    }

    Profile flexibleSum(Function<FlexiblePlan, Profile> quantity) {
        return sum(flexibleLoads.stream().map(quantity).toList());
    }

    private Profile sum(List<Profile> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        double[] sum = new double[intervals];
        for (Profile part : parts) {
            for (int t = 0; t < intervals; t++) {
                sum[t] += part.get(t);
            }
        }
        return Profile.of(sum);
    }
}
