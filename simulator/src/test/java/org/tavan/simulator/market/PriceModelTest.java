package org.tavan.simulator.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.schema.Price;
import org.tavan.schema.PriceKind;

class PriceModelTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Tehran");
    private static final LocalDate FIRST = LocalDate.of(2025, 3, 1);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3})
    void pricesKeepToTheRangesOfTheTableAndBuyingIsNeverCheaperThanSelling(long seed) {
        var model = new PriceModel("tehran", ZONE, 60, seed);
        List<Price> prices = new ArrayList<>();
        for (int day = 0; day < 365; day++) {
            for (Price price : model.published(FIRST.plusDays(day))) {
                prices.add(price);
                prices.add(model.settled(price.getIntervalStart()));
            }
        }

        for (Price price : prices) {
            assertTrue(price.getDayAheadCentsPerKwh() >= 6 && price.getDayAheadCentsPerKwh() <= 12,
                    price::toString);
            assertTrue(price.getRealTimeSellCentsPerKwh() >= 6 && price.getRealTimeBuyCentsPerKwh() <= 25,
                    price::toString);
            assertTrue(price.getRealTimeSellCentsPerKwh() <= price.getDayAheadCentsPerKwh(), price::toString);
            assertTrue(price.getRealTimeBuyCentsPerKwh() >= price.getDayAheadCentsPerKwh(), price::toString);
        }
        assertTrue(prices.stream().mapToDouble(Price::getRealTimeBuyCentsPerKwh).max().orElseThrow() > 16);
    }

    @Test
    void aDayIsPublishedAtTenOnTheDayBeforeAndAnIntervalIsSettledAtItsEnd() {
        var model = new PriceModel("tehran", ZONE, 15, 1);

        List<Price> day = model.published(FIRST);
        Price settled = model.settled(day.getFirst().getIntervalStart());

        assertEquals(96, day.size());
        assertTrue(day.stream().allMatch(price -> price.getKind() == PriceKind.ANTICIPATED));
        assertTrue(day.stream()
                .allMatch(price -> price.getKnowledgeTime().equals(Instant.parse("2025-02-28T06:30:00Z"))));
        assertEquals(PriceKind.SETTLED, settled.getKind());
        assertEquals(settled.getIntervalStart().plusSeconds(900), settled.getKnowledgeTime());
        assertEquals(day.getFirst().getDayAheadCentsPerKwh(), settled.getDayAheadCentsPerKwh());
    }

    @Test
    void aDayHasAsManyIntervalsAsItsZoneGivesIt() {
        var model = new PriceModel("cambridge", ZoneId.of("Europe/London"), 60, 1);

        assertEquals(23, model.published(LocalDate.of(2025, 3, 30)).size());
        assertEquals(25, model.published(LocalDate.of(2025, 10, 26)).size());
    }

    @Test
    void eveningsAreDearerThanNights() {
        var model = new PriceModel("tehran", ZONE, 60, 1);

        double evening = 0;
        double night = 0;
        for (int day = 0; day < 100; day++) {
            List<Price> prices = model.published(FIRST.plusDays(day));
            evening += prices.get(20).getDayAheadCentsPerKwh() / 100;
            night += prices.get(3).getDayAheadCentsPerKwh() / 100;
        }

        assertTrue(evening > night + 2, "evening " + evening + ", night " + night);
    }
}
