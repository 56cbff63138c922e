package org.tavan.simulator.weather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.schema.Weather;

class WeatherTest {
    private static final Site SITE = Site.TEHRAN;
    private static final ZoneId ZONE = SITE.zone();
    private static final LocalDate YEAR = LocalDate.of(2025, 1, 1);

    /// Declination 23.44° at the solstice: zenith distance at noon is latitude minus declination, 12.3°.
    @Test
    void theSunOfTheSummerSolsticeStandsWhereGeometrySays() {
        Instant noon = Instant.parse("2025-06-21T08:36:00Z");

        Sun sun = Sun.at(SITE, noon);

        assertEquals(Math.cos(Math.toRadians(35.70 - 23.44)), sun.cosineZenith(), 0.003);
        assertTrue(sun.clearWattsPerSquareMetre() > 950 && sun.clearWattsPerSquareMetre() < 1100);
    }

    @Test
    void aPlantGivesNothingAtNightAndNeverMoreThanItsPeak() {
        var plant = new PvPlant(10, 30, 180);

        double most = 0;
        for (int quarter = 0; quarter < 365 * 96; quarter++) {
            Instant instant = YEAR.atStartOfDay(ZONE).toInstant().plus(Duration.ofMinutes(15L * quarter));
            Sun sun = Sun.at(SITE, instant);
            double power = plant.powerKw(sun, sun.clearWattsPerSquareMetre(), 20);
            most = Math.max(most, power);
            assertTrue(power >= 0 && power <= 10, () -> "at " + instant);
            int hour = instant.atZone(ZONE).getHour();
            if (hour < 4 || hour >= 21) {
                assertEquals(0, power);
            }
        }

        assertTrue(most > 7, "a clear day reaches most of the peak");
    }

    @Test
    void heatCostsFourTenthsOfAPercentPerKelvin() {
        var plant = new PvPlant(10, 30, 180);
        Sun sun = Sun.at(SITE, Instant.parse("2025-06-21T08:36:00Z"));

        double cool = plant.powerKw(sun, 800, 10);
        double hot = plant.powerKw(sun, 800, 40);

        assertEquals(30 * 0.004 / (1 - 0.004 * (10 + 25 - 25)), 1 - hot / cool, 0.01);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3})
    void julyIsHotAndClearAndJanuaryColdAndCloudy(long seed) {
        var weather = new SiteWeather(SITE, seed);

        double july = monthly(7, weather::temperatureCelsius);
        double january = monthly(1, weather::temperatureCelsius);

        assertEquals(30.5, july, 3);
        assertEquals(5, january, 3);
        assertTrue(monthly(7, weather::cloudFraction) < monthly(1, weather::cloudFraction));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3})
    void forecastsErrMoreTheFurtherTheyLook(long seed) {
        var weather = new SiteWeather(SITE, seed);
        var reports = new WeatherReports("tehran", weather, seed);
        long first = weather.hour(YEAR.atStartOfDay(ZONE).toInstant());

        double near = 0;
        double far = 0;
        for (int issue = 0; issue < 120; issue++) {
            long hour = first + issue * 12L;
            Weather forecast = reports.forecast(hour);
            near += temperatureError(reports, forecast, hour, 1);
            far += temperatureError(reports, forecast, hour, 48);
        }

        assertTrue(Math.sqrt(near / 120) < 0.8, "an hour ahead");
        assertTrue(Math.sqrt(far / 120) > 1.4, "two days ahead");
    }

    /// Tehran at 10 m: two to three metres a second, freshest in the afternoon. A Weibull distribution of shape 2, as textbooks
    /// have it for wind, has a deviation of 0.52 of its mean and a ninetieth percentile of 1.71 of it.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3})
    void windIsAsWeakAndAsChangeableAsInTehran(long seed) {
        var weather = new SiteWeather(SITE, seed);
        long first = weather.hour(YEAR.atStartOfDay(ZONE).toInstant());

        double[] speeds = LongStream.range(first, first + 365 * 24)
                .mapToDouble(weather::windMetresPerSecond)
                .toArray();

        double mean = Arrays.stream(speeds).average().orElseThrow();
        double variance = Arrays.stream(speeds).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        double together = IntStream.range(1, speeds.length)
                .mapToDouble(i -> (speeds[i] - mean) * (speeds[i - 1] - mean))
                .average()
                .orElseThrow();
        double ninetieth = Arrays.stream(speeds).sorted().toArray()[speeds.length * 9 / 10];
        assertEquals(2.7, mean, 0.4);
        assertEquals(0.55, Math.sqrt(variance) / mean, 0.1);
        assertEquals(1.7, ninetieth / mean, 0.15);
        assertEquals(0.87, together / variance, 0.06);
        assertTrue(ofHour(speeds, 16) > 1.3 * ofHour(speeds, 4), "the afternoon is windier than the night");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3})
    void windForecastsErrLittleAtOnceAndByAQuarterADayAhead(long seed) {
        var weather = new SiteWeather(SITE, seed);
        var reports = new WeatherReports("tehran", weather, seed);
        long first = weather.hour(YEAR.atStartOfDay(ZONE).toInstant());

        assertTrue(windError(reports, first, 0) < 0.08);
        assertEquals(0.24, windError(reports, first, 24), 0.06);
    }

    /// Root of the mean square of the error of the speed's logarithm.
    private static double windError(WeatherReports reports, long first, int lead) {
        return Math.sqrt(IntStream.range(0, 120).mapToDouble(issue -> {
            long hour = first + issue * 24L;
            double forecast = reports.forecast(hour).getWindMetresPerSecond().get(lead);
            double truth = reports.observation(hour + lead).getWindMetresPerSecond().getFirst();
            return Math.pow(Math.log(forecast / truth), 2);
        }).average().orElseThrow());
    }

    private static double ofHour(double[] speeds, int hourOfDay) {
        return IntStream.range(0, speeds.length / 24)
                .mapToDouble(day -> speeds[24 * day + hourOfDay])
                .average()
                .orElseThrow();
    }

    @Test
    void aForecastCoversFiftyFourHoursAndAnObservationIsKnownAtItsEnd() {
        var weather = new SiteWeather(SITE, 1);
        var reports = new WeatherReports("tehran", weather, 1);
        long hour = weather.hour(Instant.parse("2025-06-21T08:45:00Z"));

        Weather forecast = reports.forecast(hour);
        Weather observation = reports.observation(hour);

        assertEquals(Instant.parse("2025-06-21T08:30:00Z"), forecast.getStart());
        assertEquals(forecast.getStart(), forecast.getKnowledgeTime());
        for (List<Double> values : List.of(forecast.getTemperatureCelsius(), forecast.getCloudFraction(),
                forecast.getGlobalHorizontalWattsPerSquareMetre(), forecast.getWindMetresPerSecond())) {
            assertEquals(WeatherReports.HORIZON_HOURS, values.size());
            assertTrue(values.stream().allMatch(value -> value != null && Double.isFinite(value)));
        }
        assertTrue(forecast.getCloudFraction().stream().allMatch(cloud -> cloud >= 0 && cloud <= 1));
        assertEquals(Instant.parse("2025-06-21T09:30:00Z"), observation.getKnowledgeTime());
        assertTrue(observation.getGlobalHorizontalWattsPerSquareMetre().getFirst() > 200, "noon in June");
    }

    private static double temperatureError(WeatherReports reports, Weather forecast, long hour, int lead) {
        double truth = reports.observation(hour + lead).getTemperatureCelsius().getFirst();
        return Math.pow(forecast.getTemperatureCelsius().get(lead) - truth, 2);
    }

    private static double monthly(int month, Function<Instant, Double> value) {
        Instant start = LocalDate.of(2025, month, 1).atStartOfDay(ZONE).toInstant();
        double sum = 0;
        for (int hour = 0; hour < 30 * 24; hour++) {
            sum += value.apply(start.plus(Duration.ofHours(hour)));
        }
        return sum / (30 * 24);
    }
}
