package org.tavan.demandresponse;

import java.util.ArrayList;
import java.util.List;

/// Which tariff period each interval of a day belongs to.
///
/// @param names names of the periods, each once
/// @param periodByInterval index into `names` of each interval
public record Periods(List<String> names, List<Integer> periodByInterval) {

    /// Checks and copies.
    ///
    /// @throws IllegalArgumentException if a name comes twice, an index has no name or a period no interval
    public Periods {
        names = List.copyOf(names);
        periodByInterval = List.copyOf(periodByInterval);
        if (names.stream().distinct().count() != names.size()) {
            throw new IllegalArgumentException("A period's name comes twice in %s.".formatted(names));
        }
        for (int t = 0; t < periodByInterval.size(); t++) {
            int period = periodByInterval.get(t);
            if (period < 0 || period >= names.size()) {
                throw new IllegalArgumentException(
                        "Interval %d names period %d of %s.".formatted(t, period, names));
            }
        }
        for (int period = 0; period < names.size(); period++) {
            if (!periodByInterval.contains(period)) {
                throw new IllegalArgumentException(
                        "The period %s has no interval.".formatted(names.get(period)));
            }
        }
    }

    /// {@return the periods of a day, numbered as they first appear}
    ///
    /// @param nameByInterval name of each interval's period
    public static Periods of(List<String> nameByInterval) {
        List<String> names = nameByInterval.stream().distinct().toList();
        List<Integer> indices = new ArrayList<>();
        for (String name : nameByInterval) {
            indices.add(names.indexOf(name));
        }
        return new Periods(names, indices);
    }

    /// {@return the number of periods}
    public int count() {
        return names.size();
    }

    /// {@return the number of intervals of the day}
    public int intervals() {
        return periodByInterval.size();
    }

    /// {@return the period of an interval}
    ///
    /// @param interval from 0
    public int period(int interval) {
        return periodByInterval.get(interval);
    }

    /// {@return the number of intervals in a period}
    ///
    /// @param period index into the names
    public int length(int period) {
        int length = 0;
        for (int of : periodByInterval) {
            length += of == period ? 1 : 0;
        }
        return length;
    }
}
