package org.tavan.solver.microgrid.check;

import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.MicrogridSchedule;

/// Request and plan side by side.
record PlannedDay(MicrogridRequest request, MicrogridSchedule schedule) {

    Microgrid microgrid() {
        return request.getMicrogrid();
    }

    int intervals() {
        return request.getLoadKw().size();
    }

    double stepHours() {
        return request.getIntervalMinutes() / 60.0;
    }

    Instant startOf(int interval) {
        return request.getStart().plusSeconds(60L * interval * request.getIntervalMinutes());
    }

    int localHour(int interval) {
        return startOf(interval).atZone(ZoneId.of(request.getZone())).getHour();
    }

    /// Place of an interval, for people: few of them are ever written out.
    ///
    /// @param element what it is about
    /// @param start of the interval
    record Place(String element, Instant start) {
        @Override
        public String toString() {
            return element + " at " + start;
        }
    }

    Place at(String element, int interval) {
        return new Place(element, startOf(interval));
    }

    /// What a null here means the checks of form have ruled out.
    static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("form was checked, so nothing is missing");
        }
        return value;
    }

    /// The first that fits, or null.
    static <T> @Nullable T first(Iterable<T> items, Predicate<T> fits) {
        for (T item : items) {
            if (fits.test(item)) {
                return item;
            }
        }
        return null;
    }
}
