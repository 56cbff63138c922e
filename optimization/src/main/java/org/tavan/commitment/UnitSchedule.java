package org.tavan.commitment;

import java.util.List;

import org.tavan.conic.Profile;

/// What one unit is to do.
///
/// @param unitId the unit
/// @param on whether it runs, per interval
/// @param powerKw `P` (kW), 0 while off
/// @param reserveKw `R` (kW), 0 while off
public record UnitSchedule(String unitId, List<Boolean> on, Profile powerKw, Profile reserveKw) {

    /// Copies the list.
    public UnitSchedule {
        on = List.copyOf(on);
    }

    /// {@return whether the unit starts in the interval}
    ///
    /// @param unit the unit of this schedule, which knows how it was before
    /// @param interval from 0
    public boolean startsAt(Unit unit, int interval) {
        return on.get(interval) && !(interval == 0 ? unit.initiallyOn() : on.get(interval - 1));
    }
}
