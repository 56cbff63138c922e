package org.tavan.simulator.community;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.simulator.weather.Site;
import org.tavan.simulator.weather.SiteWeather;

class TruthTest {
    private static final ZoneId ZONE = Site.TEHRAN.zone();
    private static final LocalDate FIRST = LocalDate.of(2025, 4, 5);
    private static final int HOME = 0;
    private static final int OFFICE = 8;
    private static final int MEMBERS = 10;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2})
    void anOfficeRestsOnThursdaysAndFridaysAndAtNowruz(long seed) {
        Truth truth = truth(seed);

        double work = dailyKwh(truth, OFFICE, FIRST, 56, day -> !IranianCalendar.isOff(day));
        double off = dailyKwh(truth, OFFICE, FIRST, 56,
                day -> day.getDayOfWeek() == DayOfWeek.THURSDAY || day.getDayOfWeek() == DayOfWeek.FRIDAY);
        double nowruz = dailyKwh(truth, OFFICE, LocalDate.of(2025, 3, 22), 1, _ -> true);

        assertTrue(off < 0.6 * work, () -> "off %s, work %s".formatted(off, work));
        assertTrue(nowruz < 0.7 * work, () -> "22 March is a Saturday, but a holiday: " + nowruz);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2})
    void homesPeakInTheEveningAndOfficesInTheMorning(long seed) {
        Truth truth = truth(seed);

        assertTrue(hourlyKw(truth, HOME, 20) > 1.7 * hourlyKw(truth, HOME, 4));
        assertTrue(hourlyKw(truth, OFFICE, 11) > 2 * hourlyKw(truth, OFFICE, 2));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2})
    void coolingMakesAugustThirstierThanMay(long seed) {
        Truth truth = truth(seed);

        double may = dailyKwh(truth, HOME, LocalDate.of(2025, 5, 1), 28, _ -> true);
        double august = dailyKwh(truth, HOME, LocalDate.of(2025, 8, 1), 28, _ -> true);

        assertTrue(august > 1.1 * may, () -> "may %s, august %s".formatted(may, august));
    }

    /// Residuals from the mean of each hour of the day over working days: correlated by the common share of the noise
    /// and the weather.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2})
    void membersAreCorrelatedAndTheirNoiseHasHeavyTails(long seed) {
        Truth truth = truth(seed);

        double[] one = residuals(truth, 0, 300);
        double[] other = residuals(truth, 5, 300);

        double correlation = moment(one, other) / Math.sqrt(moment(one, one) * moment(other, other));
        assertTrue(correlation > 0.15 && correlation < 0.9, () -> "correlation " + correlation);
        double[] squares = new double[one.length];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = one[i] * one[i];
        }
        double kurtosis = moment(squares, squares) / Math.pow(moment(one, one), 2);
        assertTrue(kurtosis > 3.5, () -> "kurtosis " + kurtosis);
    }

    @Test
    void loadIsNeverNegativeAndPvSleepsAtNight() {
        Truth truth = truth(7);
        long first = Truth.step(FIRST.atStartOfDay(ZONE).toInstant());

        for (long step = first; step < first + 7 * 288; step++) {
            int hour = Instant.ofEpochSecond(step * Truth.STEP_SECONDS).atZone(ZONE).getHour();
            for (int member = 0; member < MEMBERS; member++) {
                assertTrue(truth.loadMilliwattHours(member, step) > 0);
                long pv = truth.pvMilliwattHours(member, step);
                assertTrue(pv >= 0);
                if (hour < 4 || hour >= 21) {
                    assertEquals(0, pv);
                }
            }
        }
    }

    @Test
    void aStepIsTheSameWhateverWasReadBefore() {
        long step = Truth.step(Instant.parse("2025-07-01T09:00:00Z"));
        Truth fresh = truth(3);
        Truth used = truth(3);
        for (int i = 0; i < 5000; i++) {
            used.loadMilliwattHours(2, step - 100_000 + i);
        }

        assertEquals(fresh.loadMilliwattHours(2, step), used.loadMilliwattHours(2, step));
        assertEquals(fresh.pvMilliwattHours(2, step), used.pvMilliwattHours(2, step));
    }

    private static Truth truth(long seed) {
        return new Truth(new SiteWeather(Site.TEHRAN, seed), MEMBERS, seed);
    }

    private static double[] residuals(Truth truth, int member, int days) {
        double[][] byHour = new double[24][];
        double[] all = new double[24 * days];
        int count = 0;
        LocalDate day = FIRST;
        int[] index = new int[days];
        for (int d = 0; d < days; day = day.plusDays(1)) {
            if (!IranianCalendar.isOff(day)) {
                index[d++] = (int) (day.toEpochDay() - FIRST.toEpochDay());
            }
        }
        for (int hour = 0; hour < 24; hour++) {
            byHour[hour] = new double[days];
            double mean = 0;
            for (int d = 0; d < days; d++) {
                byHour[hour][d] = kw(truth, member, FIRST.plusDays(index[d]), hour);
                mean += byHour[hour][d] / days;
            }
            for (int d = 0; d < days; d++) {
                all[count++] = byHour[hour][d] - mean;
            }
        }
        return all;
    }

    private static double moment(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i] / one.length;
        }
        return sum;
    }

    private static double kw(Truth truth, int member, LocalDate day, int hour) {
        long first = Truth.step(day.atStartOfDay(ZONE).toInstant().plus(Duration.ofHours(hour)));
        double sum = 0;
        for (int i = 0; i < 12; i += 3) {
            sum += truth.loadMilliwattHours(member, first + i) * 12 / 1e6 / 4;
        }
        return sum;
    }

    private static double hourlyKw(Truth truth, int member, int hour) {
        double sum = 0;
        for (int day = 0; day < 14; day++) {
            sum += kw(truth, member, FIRST.plusDays(day), hour) / 14;
        }
        return sum;
    }

    private static double dailyKwh(Truth truth, int member, LocalDate from, int days,
            Predicate<LocalDate> which) {
        double sum = 0;
        int count = 0;
        for (int d = 0; d < days; d++) {
            LocalDate day = from.plusDays(d);
            if (which.test(day)) {
                count++;
                for (int hour = 0; hour < 24; hour++) {
                    sum += kw(truth, member, day, hour);
                }
            }
        }
        return sum / count;
    }
}
