package org.tavan.demandresponse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.tavan.conic.Profile;

class TariffTest {

    @Test
    void eachTariffHasItsPrices() {
        Periods day = Periods.of(List.of("low", "high", "low"));

        assertEquals(Profile.of(15, 15, 15), new Tariff.Flat(15).centsPerKwh(3));
        assertEquals(Profile.of(9, 20, 9), new Tariff.TimeOfUse(day, Profile.of(9, 20)).centsPerKwh(3));
        assertEquals(Profile.of(-1, 2, 3), new Tariff.RealTime(Profile.of(-1, 2, 3)).centsPerKwh(3));
        assertEquals(Profile.of(9, 40, 40), new Tariff.CriticalPeak(List.of(1, 2), 40, 9).centsPerKwh(3));
    }

    @Test
    void aNeutralEventLeavesTheBillOfAnUnchangedLoad() {
        Profile load = Profile.of(10, 30, 20);
        Profile flat = new Tariff.Flat(15).centsPerKwh(3);

        Tariff event = Tariff.CriticalPeak.neutral(List.of(1), 25, load, flat);

        assertEquals(LoadResponse.cents(load, flat, 1), LoadResponse.cents(load, event.centsPerKwh(3), 1),
                1e-9);
    }

    @Test
    void anEventTooDearToBeNeutralIsRefused() {
        var error = assertThrows(IllegalArgumentException.class,
                () -> Tariff.CriticalPeak.neutral(List.of(1), 60,
                        Profile.of(1, 1), Profile.of(15, 15)));

        assertTrue(String.valueOf(error.getMessage()).contains("[1]"), error.getMessage());
    }

    @Test
    void aTariffOfAnotherDayIsRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> new Tariff.RealTime(Profile.of(1, 2)).centsPerKwh(24));
        assertThrows(IllegalArgumentException.class,
                () -> new Tariff.CriticalPeak(List.of(24), 40, 9).centsPerKwh(24));
        assertThrows(IllegalArgumentException.class, () -> new Tariff.Flat(Double.NaN));
        assertThrows(IllegalArgumentException.class,
                () -> new Tariff.TimeOfUse(Periods.of(List.of("low", "high")), Profile.of(9)));
    }

    @Test
    void periodsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> new Periods(List.of("low", "low"), List.of(0, 1)));
        assertThrows(IllegalArgumentException.class, () -> new Periods(List.of("low"), List.of(0, 1)));
        assertThrows(IllegalArgumentException.class,
                () -> new Periods(List.of("low", "high"), List.of(0, 0)));
    }

    @Test
    void theDefaultDaysTariffsAreNeutral() {
        DefaultDay day = DefaultDay.read();
        double before = LoadResponse.cents(day.loadKw(), day.flat(), 1);

        var neutral = Tariff.CriticalPeak.neutral(List.of(13, 14, 15, 16), 40, day.loadKw(), day.flat());

        assertEquals(45_793.5, before, 0.5);
        assertEquals(day.number("/demandResponse/cpp/otherCents"), neutral.otherCentsPerKwh(), 5e-4);
        for (Tariff tariff : List.of(day.timeOfUse(), day.realTime(), day.criticalPeak())) {
            assertEquals(before, LoadResponse.cents(day.loadKw(), tariff.centsPerKwh(24), 1), 1e-3 * before);
        }
    }
}
