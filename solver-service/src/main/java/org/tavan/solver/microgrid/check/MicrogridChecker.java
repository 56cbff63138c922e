package org.tavan.solver.microgrid.check;

import java.util.ArrayList;
import java.util.List;

import org.tavan.schema.Check;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.PlanStatus;

/// Verifies a microgrid's plan against its request.
///
/// Form comes first: with elements missing, lists of wrong lengths or values that are not finite, the other checks would compare nonsense
/// and are not made. Where there is no plan there is nothing else to check.
public final class MicrogridChecker {
    private MicrogridChecker() {}

    /// Runs every check.
    ///
    /// @param request what was to be planned; one that a plan can be made for
    /// @param schedule the plan; its own `checks` are not read
    /// @return every check, passed or not, in a fixed order
    public static List<Check> check(MicrogridRequest request, MicrogridSchedule schedule) {
        var day = new PlannedDay(request, schedule);
        List<Check> checks = new ArrayList<>(FormChecks.check(day));
        if (!isPlan(schedule) || !checks.stream().allMatch(Check::getPassed)) {
            return List.copyOf(checks);
        }
        List<PlantForecasts.Forecast> forecasts = PlantForecasts.of(request);
        checks.addAll(SupplyChecks.check(day, forecasts));
        checks.addAll(UnitChecks.check(day));
        checks.addAll(StorageChecks.check(day));
        checks.addAll(AdequacyChecks.check(day, forecasts));
        DemandChecks.Result demand = DemandChecks.check(day);
        checks.addAll(demand.checks());
        NetworkChecks.Result network = NetworkChecks.check(day, demand.answeredKw());
        checks.addAll(network.checks());
        checks.addAll(CostChecks.check(day, demand.demandCents(), network.switchingCents()));
        return List.copyOf(checks);
    }

    /// {@return whether it is a plan of its own: of the others, one failed and one leaves the plan before in force}
    static boolean isPlan(MicrogridSchedule schedule) {
        return schedule.getStatus() != PlanStatus.FAILED && schedule.getStatus() != PlanStatus.KEPT_PREVIOUS;
    }
}
