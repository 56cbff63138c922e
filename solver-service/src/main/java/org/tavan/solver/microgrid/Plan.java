package org.tavan.solver.microgrid;

import java.util.List;
import org.tavan.schema.FeederPosition;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.PlannedNetwork;
import org.tavan.schema.PlannedUnit;
import org.tavan.solver.state.Codec;

/// A plan that is followed from its start on, until a newer one.
///
/// @param minutes state of the units at its start
/// @param schedule without voltages, checks and what else nobody looks at again
record Plan(UnitMinutes minutes, MicrogridSchedule schedule) {

    static Codec<Plan> codec(Codec<MicrogridSchedule> schedules) {
        return Codec.of((out, value) -> {
            value.minutes().write(out);
            byte[] schedule = schedules.write(value.schedule());
            out.writeInt(schedule.length);
            out.write(schedule);
        }, in -> new Plan(UnitMinutes.read(in), schedules.read(in.readNBytes(in.readInt()))));
    }

    /// Whether a schedule is a plan of its own; else the plan before goes on.
    static boolean isOne(MicrogridSchedule schedule) {
        return schedule.getStatus() == PlanStatus.OPTIMAL || schedule.getStatus() == PlanStatus.FEASIBLE
                || schedule.getStatus() == PlanStatus.RELAXED;
    }

    /// Leaves out what only people look at.
    static MicrogridSchedule compact(MicrogridSchedule schedule) {
        PlannedNetwork network = schedule.getNetwork();
        return MicrogridSchedule.newBuilder(schedule)
                .setBaseLoadKw(List.of())
                .setLoadKw(List.of())
                .setLoadSigmaKw(List.of())
                .setGrid(null)
                .setPlants(List.of())
                .setAdequacy(null)
                .setNetwork(network == null
                        ? null
                        : new PlannedNetwork(network.getPositions(), List.of(), List.of(), List.of(),
                                List.of(), List.of()))
                .setChecks(List.of())
                .build();
    }

    long requestedMillis() {
        return schedule.getRequestedAt().toEpochMilli();
    }

    long startMillis() {
        return schedule.getStart().toEpochMilli();
    }

    private long stepMillis() {
        return schedule.getIntervalMinutes() * 60_000L;
    }

    private int intervals() {
        return schedule.getUnits().isEmpty()
                ? schedule.getStorages().isEmpty()
                        ? positions().size()
                        : schedule.getStorages().getFirst().getEnergyKwh().size()
                : schedule.getUnits().getFirst().getOn().size();
    }

    /// Number of intervals from its start to an instant that is not after its end; 0 if it does not cover what is just before.
    int intervalsUntil(long millis) {
        long intervals = Math.floorDiv(millis - startMillis(), stepMillis());
        return 0 < intervals && intervals <= intervals() ? (int) intervals : 0;
    }

    /// State of the units after so many intervals.
    UnitMinutes minutesAfter(int intervals) {
        return minutes.after(schedule.getUnits(), intervals, schedule.getIntervalMinutes());
    }

    /// Positions of tap changers and capacitors, one an interval; empty without a feeder.
    List<FeederPosition> positions() {
        return schedule.getNetwork() == null ? List.of() : schedule.getNetwork().getPositions();
    }

    /// Whether a unit is on at an instant; before the plan as at its start, after it as at its end.
    boolean on(PlannedUnit unit, long millis) {
        long interval = Math.floorDiv(millis - startMillis(), stepMillis());
        return unit.getOn().get(Math.clamp(interval, 0, unit.getOn().size() - 1));
    }
}
