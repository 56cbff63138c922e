package org.tavan.simulator.community;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Days without work in Iran: Thursdays, Fridays, and the holidays of the solar calendar.
///
/// Departs from the real one: the solar dates are taken as in a year that begins on 21 March, and the lunar holidays
/// are left out.
final class IranianCalendar {
    static final List<DayOfWeek> OFF_DAYS = List.of(DayOfWeek.THURSDAY, DayOfWeek.FRIDAY);

    private static final List<MonthDay> HOLIDAYS = Stream
            .of("--02-11", "--03-20", "--03-21", "--03-22", "--03-23", "--03-24", "--04-01", "--04-02",
                    "--06-04", "--06-05")
            .map(MonthDay::parse)
            .toList();

    private IranianCalendar() {}

    static List<LocalDate> holidays(int firstYear, int lastYear) {
        return IntStream.rangeClosed(firstYear, lastYear)
                .boxed()
                .flatMap(year -> HOLIDAYS.stream().map(day -> day.atYear(year)))
                .toList();
    }

    static boolean isOff(LocalDate day) {
        return OFF_DAYS.contains(day.getDayOfWeek()) || HOLIDAYS.contains(MonthDay.from(day));
    }
}
