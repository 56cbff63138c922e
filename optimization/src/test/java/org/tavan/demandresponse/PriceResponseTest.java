package org.tavan.demandresponse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.tavan.conic.Profile;

class PriceResponseTest {

    @Test
    void theReferencePriceIsThatOfTheIntervalWhosePriceMoves() {
        var response = new PriceResponse(Profile.of(10, 20),
                new ElasticityMatrix(2, Profile.of(-0.1, 0.05, 0.03,
                        -0.2)));

        LoadResponse answer = response.respond(Profile.of(100, 100), Profile.of(10, 30));

        // Only interval 1 moved, by a half of its own 20 ¢; eq. (18) as printed would say by two of interval 0's 10 ¢.
        assertEquals(102.5, answer.loadKw().get(0), 1e-12);
        assertEquals(90, answer.loadKw().get(1), 1e-12);
        assertFalse(answer.isClipped());
    }

    @Test
    void aLoadThatWouldFallBelowZeroIsCutAndSaysByHowMuch() {
        var response = new PriceResponse(Profile.of(10, 10),
                new ElasticityMatrix(2, Profile.of(-0.5, 0, 0, 0)));

        LoadResponse answer = response.respond(Profile.of(100, 100), Profile.of(50, 10));

        assertEquals(Profile.of(0, 100), answer.loadKw());
        assertEquals(100, answer.clippedKw().get(0), 1e-12);
        assertTrue(answer.isClipped());
    }

    @Test
    void theSamePriceChangesNothing() {
        var response = new PriceResponse(Profile.of(10, 20),
                new ElasticityMatrix(2, Profile.of(-0.1, 0.05, 0.03,
                        -0.2)));

        LoadResponse answer = response.respond(Profile.of(70, 80), Profile.of(10, 20));

        assertEquals(Profile.of(70, 80), answer.loadKw());
        assertEquals(1, answer.energyRatio(), 0);
    }

    @Test
    void badInputIsRefusedByName() {
        var matrix = new ElasticityMatrix(2, Profile.of(-0.1, 0.05, 0.03, -0.2));
        var response = new PriceResponse(Profile.of(10, 20), matrix);

        var free = assertThrows(IllegalArgumentException.class,
                () -> new PriceResponse(Profile.of(10, 0), matrix));
        var negative = assertThrows(IllegalArgumentException.class,
                () -> response.respond(Profile.of(1, -1), Profile.of(10, 20)));

        assertTrue(String.valueOf(free.getMessage()).contains("reference price of interval 1"),
                free.getMessage());
        assertTrue(String.valueOf(negative.getMessage()).contains("baseline load of interval 1 (-1.0)"),
                negative.getMessage());
        assertThrows(IllegalArgumentException.class,
                () -> response.respond(Profile.of(1, 1), Profile.of(10, Double.NaN)));
        assertThrows(IllegalArgumentException.class,
                () -> response.respond(Profile.of(1, 1, 1), Profile.of(10, 20)));
    }

    @Test
    void theDefaultDayShiftsFromPeakToValley() {
        DefaultDay day = DefaultDay.read();
        var matrix = ElasticityMatrix.of(day.periods(), day.elasticities(), Spreading.EVERY_PAIR);
        Tariff tariff = new Tariff.TimeOfUse(day.periods(), Profile.of(7.5, 15, 25));

        LoadResponse answer = new PriceResponse(day.flat(), matrix).respond(day.loadKw(),
                tariff.centsPerKwh(24));

        for (int t = 0; t < 24; t++) {
            double expected = switch (day.periods().names().get(day.periods().period(t))) {
                case "peak" -> 0.879;
                case "valley" -> 1.122;
                default -> 1.051;
            };
            assertEquals(expected, answer.loadKw().get(t) / day.loadKw().get(t), 5e-4, "hour " + t);
        }
        assertEquals(-0.0044, answer.energyRatio() - 1, 5e-5);
    }

    @Test
    void theDefaultDayAsPureShiftingKeepsItsEnergy() {
        DefaultDay day = DefaultDay.read();
        var matrix = ElasticityMatrix.of(day.periods(), day.elasticities(), Spreading.EVERY_PAIR)
                .zeroSum(day.loadKw());
        Tariff tariff = new Tariff.TimeOfUse(day.periods(), Profile.of(7.5, 15, 25));

        LoadResponse answer = new PriceResponse(day.flat(), matrix).respond(day.loadKw(),
                tariff.centsPerKwh(24));

        assertEquals(1, answer.energyRatio(), 1e-12);
        assertTrue(answer.loadKw().get(12) < day.loadKw().get(12));
        assertTrue(answer.loadKw().get(3) > day.loadKw().get(3));
    }
}
