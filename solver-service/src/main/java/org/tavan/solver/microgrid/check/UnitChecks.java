package org.tavan.solver.microgrid.check;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tavan.schema.Check;
import org.tavan.schema.GeneratingUnit;
import org.tavan.schema.PlannedUnit;
import org.tavan.schema.UnitState;
import org.tavan.solver.check.Finding;

/// Can the units do it: power, reserve, ramps and times, from the state that they are in.
final class UnitChecks {
    private final Finding commitment = new Finding("unit-commitment");
    private final Finding limits = new Finding("unit-limits");
    private final Finding times = new Finding("unit-times");
    private final Finding ramps = new Finding("unit-ramps");
    private final Finding reserve = new Finding("unit-reserve");
    private final PlannedDay day;

    private UnitChecks(PlannedDay day) {
        this.day = day;
    }

    static List<Check> check(PlannedDay day) {
        var checks = new UnitChecks(day);
        for (int i = 0; i < day.microgrid().getUnits().size(); i++) {
            GeneratingUnit unit = day.microgrid().getUnits().get(i);
            PlannedUnit plan = day.schedule().getUnits().get(i);
            checks.power(unit, plan);
            checks.times(unit, plan);
            checks.ramps(unit, plan);
        }
        return List.of(checks.commitment.toCheck(), checks.limits.toCheck(), checks.times.toCheck(),
                checks.ramps.toCheck(), checks.reserve.toCheck());
    }

    /// Hours on (positive) or off (negative) before the plan.
    static int initialHours(PlannedDay day, GeneratingUnit unit) {
        UnitState state = state(day, unit);
        return state == null ? unit.getInitialHours() : state.getHours();
    }

    private static double initialKw(PlannedDay day, GeneratingUnit unit) {
        UnitState state = state(day, unit);
        return state == null ? unit.getInitialKw() : state.getPowerKw();
    }

    private static @Nullable UnitState state(PlannedDay day, GeneratingUnit unit) {
        return PlannedDay.first(day.request().getUnitStates(),
                state -> state.getUnitId().equals(unit.getUnitId()));
    }

    private void power(GeneratingUnit unit, PlannedUnit plan) {
        for (int t = 0; t < day.intervals(); t++) {
            PlannedDay.Place place = day.at(unit.getUnitId(), t);
            double kw = plan.getPowerKw().get(t);
            double held = plan.getReserveKw().get(t);
            if (!plan.getOn().get(t)) {
                commitment.same(kw, 0, place);
                commitment.same(held, 0, place);
                continue;
            }
            limits.atLeast(kw, unit.getMinKw(), place);
            limits.atMost(kw, unit.getMaxKw(), place);
            reserve.atLeast(held, 0, place);
            reserve.atMost(kw + held, unit.getMaxKw(), place);
            reserve.atMost(held,
                    perMinute(unit.getRampUpKwPerMinute())
                            * day.microgrid().getReliability().getReserveMinutes(),
                    place);
        }
    }

    /// Runs of equal states; the last one may be cut off by the horizon.
    private void times(GeneratingUnit unit, PlannedUnit plan) {
        int before = initialHours(day, unit);
        boolean state = before > 0;
        double hours = Math.abs(before);
        for (int t = 0; t < day.intervals(); t++) {
            if (plan.getOn().get(t) != state) {
                times.atLeast(hours, state ? unit.getMinUpHours() : unit.getMinDownHours(),
                        day.at(unit.getUnitId(), t));
                state = !state;
                hours = 0;
            }
            hours += day.stepHours();
        }
    }

    /// A start reaches at most the larger of the least power and one interval's ramp; a stop leaves from there.
    private void ramps(GeneratingUnit unit, PlannedUnit plan) {
        double riseKw = perMinute(unit.getRampUpKwPerMinute()) * day.request().getIntervalMinutes();
        double fallKw = perMinute(unit.getRampDownKwPerMinute()) * day.request().getIntervalMinutes();
        boolean wasOn = initialHours(day, unit) > 0;
        double beforeKw = initialKw(day, unit);
        for (int t = 0; t < day.intervals(); t++) {
            boolean on = plan.getOn().get(t);
            double kw = plan.getPowerKw().get(t);
            if (on) {
                ramps.atMost(kw - beforeKw, wasOn ? riseKw : Math.max(unit.getMinKw(), riseKw),
                        day.at(unit.getUnitId(), t));
            }
            if (wasOn) {
                ramps.atMost(beforeKw - kw, on ? fallKw : Math.max(unit.getMinKw(), fallKw),
                        day.at(unit.getUnitId(), t));
            }
            wasOn = on;
            beforeKw = kw;
        }
    }

    private static double perMinute(@Nullable Double rampKw) {
        return rampKw == null ? Double.POSITIVE_INFINITY : rampKw;
    }
}
