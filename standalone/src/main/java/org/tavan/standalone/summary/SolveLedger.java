package org.tavan.standalone.summary;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.SolveKind;
import org.tavan.schema.SolveRecord;

/// How the solves ended. A solve repeated after a crash counts once: by its plan id or, if a gate closed without a request, by
/// community and day.
final class SolveLedger {
    private final Map<String, SolveRecord> recordByName = new HashMap<>();

    void add(SolveRecord solve) {
        recordByName.put(solve.getPlanId().isEmpty()
                ? solve.getCommunityId() + '/' + solve.getDeliveryDay()
                : solve.getPlanId(), solve);
    }

    Solves summary() {
        var countByStatus = new TreeMap<String, Long>();
        var plannedByDay = new HashMap<LocalDate, Boolean>();
        long refused = 0;
        long micros = 0;
        for (var solve : recordByName.values()) {
            countByStatus.merge(solve.getKind() + " " + solve.getStatus(), 1L, Long::sum);
            refused += solve.getChecks().stream().allMatch(check -> check.getPassed()) ? 0 : 1;
            micros += solve.getSolveMicros();
            if (solve.getKind() == SolveKind.DAY_AHEAD) {
                plannedByDay.merge(solve.getDeliveryDay(), solve.getStatus() != PlanStatus.FAILED,
                        Boolean::logicalOr);
            }
        }
        return new Solves(recordByName.size(), countByStatus, refused, micros / 1e6,
                new Proportion(plannedByDay.values().stream().filter(planned -> planned).count(),
                        plannedByDay.size()));
    }
}
