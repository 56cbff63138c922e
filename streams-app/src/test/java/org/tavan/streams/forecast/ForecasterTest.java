package org.tavan.streams.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tavan.schema.Channel;
import org.tavan.schema.Community;
import org.tavan.schema.Prosumer;
import org.tavan.streams.ForecastConfig;
import org.tavan.streams.meter.SettlementGrid;
import org.tavan.streams.topology.Fixture;

class ForecasterTest {
    private static final SettlementGrid GRID = SettlementGrid.startingAt(Fixture.START.toEpochMilli(), 15);
    private final Prosumer prosumer = Prosumer
            .newBuilder(Fixture.prosumer("p", Fixture.meter("l", Channel.LOAD)))
            .setPvPeakKw(5)
            .build();
    private final Community community = Fixture.community(prosumer);
    private final LikeDayProfile profile = new LikeDayProfile(96, 0.15);
    private final ForecastState state = new ForecastState();
    private final LocalCalendar calendar = new LocalCalendar(community, GRID);
    private final Forecaster forecaster = new Forecaster(ForecastConfig.DEFAULT, calendar, community,
            prosumer, false,
            profile, new LikeDayProfile(96, 0.15), state);
    private final long firstTick = GRID.tickFrom(Fixture.START.toEpochMilli());

    @Test
    void daysOffAndWorkDaysHaveProfilesOfTheirOwn() {
        var work = new double[96];
        var off = new double[96];
        java.util.Arrays.fill(work, 1);
        java.util.Arrays.fill(off, 3);
        profile.add(false, work);
        profile.add(true, off);
        long friday = firstTick + 5 * 96 - 1;

        Forecaster.Issue issue = forecaster.issue(friday, Double.NaN, Double.NaN, 3 * 96, List.of(), null);

        assertEquals(3, issue.loadKw().get(0), 1e-12);
        assertEquals(3, issue.loadKw().get(191), 1e-12);
        assertEquals(1, issue.loadKw().get(192), 1e-12);
    }

    @Test
    void theDeviationOfTheLastValueFadesAndNothingIsNegative() {
        var flat = new double[96];
        java.util.Arrays.fill(flat, 1);
        profile.add(false, flat);

        Forecaster.Issue above = forecaster.issue(firstTick + 10, 3, 0, 96, List.of(), null);
        Forecaster.Issue below = forecaster.issue(firstTick + 10, 0, 0, 96, List.of(), null);

        assertEquals(1 + 2 * Math.exp(-0.25), above.loadKw().get(0), 1e-9);
        assertEquals(1, above.loadKw().get(95), 1e-9);
        assertTrue(below.loadKw().stream().allMatch(kw -> kw >= 0));
    }

    @Test
    void theLearntRatioPersistsTheRecentClearSkyIndex() {
        LocalDay day = calendar.dayOf(firstTick);
        ClearSky.Day sky = new ClearSky(51.5, 0, 30, 180).day(day, GRID);
        for (int i = 0; i < 96; i++) {
            forecaster.learn(firstTick + i, 0.4 * 5 * sky.plane[i] / 1000, List.of());
        }

        Forecaster.Issue issue = forecaster.issue(firstTick + 95, Double.NaN, Double.NaN, 96, List.of(),
                null);

        double noon = issue.pvKw().get(48);
        assertEquals(0.4, noon / (5 * sky.plane[48] / 1000), 0.02);
        assertEquals(0, issue.pvKw().get(2), 0);
    }

    @Test
    void noonInLondonInMarchIsInTheSouthAndBright() {
        ClearSky.Day south = new ClearSky(51.5, 0, 30, 180).day(calendar.dayOf(firstTick), GRID);
        ClearSky.Day north = new ClearSky(51.5, 0, 30, 0).day(calendar.dayOf(firstTick), GRID);

        assertEquals(500, south.horizontal[48], 40);
        assertTrue(south.plane[48] > south.horizontal[48] && south.horizontal[48] > north.plane[48]);
        assertEquals(0, south.plane[0], 0);
    }

    @Test
    void holidaysAreDaysOff() {
        Community holiday = Community.newBuilder(community)
                .setHolidays(List.of(LocalDate.of(2021, 3, 2)))
                .build();
        var calendarWithHoliday = new LocalCalendar(holiday, GRID);

        assertTrue(calendarWithHoliday.dayOf(firstTick + 96).offDay());
        assertTrue(calendarWithHoliday.dayOf(firstTick + 5 * 96).offDay());
        assertTrue(!calendarWithHoliday.dayOf(firstTick).offDay());
    }
}
