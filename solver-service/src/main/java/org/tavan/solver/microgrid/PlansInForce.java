package org.tavan.solver.microgrid;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.FeederPosition;
import org.tavan.schema.GeneratingUnit;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridStorage;
import org.tavan.schema.PlannedStorage;
import org.tavan.schema.PlannedUnit;
import org.tavan.schema.StorageState;
import org.tavan.schema.UnitCommitment;
import org.tavan.schema.UnitState;
import org.tavan.solver.state.Table;

/// The newest plan of each day, and what it says of a later one's start.
final class PlansInForce {
    private static final int DAYS_KEPT = 3;

    private final Table<Plan> plans;

    PlansInForce(Table<Plan> plans) {
        this.plans = plans;
    }

    /// The microgrid just before a plan begins. What no plan tells of is left out and is as configured.
    ///
    /// @param minutes of every configured unit
    /// @param units states of units
    /// @param storages states of storages
    /// @param position of tap changers and capacitors, null if no plan tells
    record Start(UnitMinutes minutes, List<UnitState> units, List<StorageState> storages,
            @Nullable FeederPosition position) {}

    /// The start of a plan, by the plan in force until then.
    Start start(Asked asked, Microgrid microgrid) {
        Plan before = until(asked.startMillis());
        int intervals = before == null ? 0 : before.intervalsUntil(asked.startMillis());
        Map<String, Long> minutes = new TreeMap<>();
        microgrid.getUnits().forEach(unit -> minutes.put(unit.getUnitId(), unit.getInitialHours() * 60L));
        List<UnitState> units = new ArrayList<>();
        List<StorageState> storages = new ArrayList<>();
        FeederPosition position = null;
        if (before != null) {
            UnitMinutes after = before.minutesAfter(intervals);
            for (GeneratingUnit unit : microgrid.getUnits()) {
                PlannedUnit planned = planned(before, unit.getUnitId());
                if (planned != null) {
                    long elapsed = after.byUnit().getOrDefault(unit.getUnitId(), 0L);
                    minutes.put(unit.getUnitId(), elapsed);
                    units.add(new UnitState(unit.getUnitId(), hours(elapsed),
                            elapsed > 0 ? planned.getPowerKw().get(intervals - 1) : 0));
                }
            }
            for (MicrogridStorage storage : microgrid.getStorages()) {
                before.schedule()
                        .getStorages()
                        .stream()
                        .filter(planned -> planned.getStorageId().equals(storage.getStorageId()))
                        .findFirst()
                        .ifPresent(planned -> storages.add(state(storage, planned, intervals)));
            }
            position = position(before, intervals, microgrid);
        }
        return new Start(new UnitMinutes(minutes), units, storages, position);
    }

    /// The plan that a new one takes the place of: that of the same day, or of the day before; null if there is none.
    @Nullable
    Plan previous(Asked asked) {
        return plans.get("", asked.deliveryDay() - (asked.dayAhead() ? 1 : 0));
    }

    /// The commitment of the previous plan over the intervals of the new one, of a whole day at the same hours.
    static List<UnitCommitment> commitment(Plan previous, Asked asked, Microgrid microgrid) {
        long shift = asked.dayAhead() ? 86_400_000L : 0;
        List<UnitCommitment> commitments = new ArrayList<>();
        for (GeneratingUnit unit : microgrid.getUnits()) {
            PlannedUnit planned = planned(previous, unit.getUnitId());
            if (planned != null) {
                commitments.add(new UnitCommitment(unit.getUnitId(),
                        asked.starts().stream().map(start -> previous.on(planned, start - shift)).toList()));
            }
        }
        return commitments;
    }

    /// Forgets the plans of days that no later request can begin after.
    void forgetBefore(long deliveryDay) {
        plans.removeBelow("", deliveryDay - DAYS_KEPT);
    }

    /// The newest plan that covers what is just before an instant.
    private @Nullable Plan until(long millis) {
        Plan newest = null;
        for (Plan plan : plans.of("").values()) {
            if (plan.intervalsUntil(millis) > 0
                    && (newest == null || newest.requestedMillis() < plan.requestedMillis())) {
                newest = plan;
            }
        }
        return newest;
    }

    private static @Nullable PlannedUnit planned(Plan plan, String unitId) {
        return plan.schedule()
                .getUnits()
                .stream()
                .filter(unit -> unit.getUnitId().equals(unitId))
                .findFirst()
                .orElse(null);
    }

    /// Whole hours, and at least one: less than an hour counts as one.
    private static int hours(long minutes) {
        long hours = Math.max(1, Math.abs(minutes) / 60);
        return Math.toIntExact(minutes > 0 ? hours : -hours);
    }

    private static StorageState state(MicrogridStorage storage, PlannedStorage planned, int intervals) {
        double energyKwh = planned.getEnergyKwh().get(intervals - 1);
        return new StorageState(storage.getStorageId(), Math.max(storage.getEnergyMinKwh(),
                Math.min(energyKwh, storage.getEnergyMaxKwh())));
    }

    /// Null if the feeder is not what it was.
    private static @Nullable FeederPosition position(Plan before, int intervals, Microgrid microgrid) {
        if (microgrid.getFeeder() == null || before.positions().size() < intervals) {
            return null;
        }
        FeederPosition position = before.positions().get(intervals - 1);
        return position.getTaps().size() == microgrid.getFeeder().getRegulators().size()
                && position.getCapacitorSteps().size() == microgrid.getFeeder().getCapacitors().size()
                        ? position
                        : null;
    }
}
