package org.tavan.standalone.backtest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.tavan.conic.Profile;
import org.tavan.market.EnergyPrices;
import org.tavan.schema.Price;
import org.tavan.streams.forecast.LocalCalendar;
import org.tavan.streams.forecast.LocalDay;

/// Prices of a history by interval, each with the time from which it was known.
final class PriceHistory {
    private static final int DAYS_BACK_MAX = 8;

    private final LocalCalendar calendar;
    private final Map<Long, List<Price>> priceByTick = new HashMap<>();

    PriceHistory(LocalCalendar calendar) {
        this.calendar = calendar;
    }

    /// Takes prices in the order of their knowledge time.
    void add(Price price) {
        long tick = calendar.grid().tickFrom(price.getIntervalStart().toEpochMilli());
        priceByTick.computeIfAbsent(tick, _ -> new ArrayList<>(2)).add(price);
    }

    /// Prices of a day as known at an instant. An interval without one takes that of the same slot of the newest earlier day that has
    /// one, as the solver service does.
    ///
    /// @return empty if for some interval none of the eight days before has one either
    Optional<EnergyPrices> known(LocalDay day, long knownMillis) {
        return prices(day, index -> atOrBefore(day, index, knownMillis));
    }

    /// Prices of a day as paid in the end.
    ///
    /// @return empty if an interval has none
    Optional<EnergyPrices> settled(LocalDay day) {
        return prices(day, index -> at(day.firstTick() + index, Long.MAX_VALUE));
    }

    private static Optional<EnergyPrices> prices(LocalDay day, Function<Integer, @Nullable Price> find) {
        List<Price> found = new ArrayList<>();
        for (int index = 0; index < day.intervals(); index++) {
            Price price = find.apply(index);
            if (price == null) {
                return Optional.empty();
            }
            found.add(price);
        }
        return Optional.of(new EnergyPrices(profile(found, Price::getDayAheadCentsPerKwh), profile(found,
                Price::getRealTimeBuyCentsPerKwh), profile(found, Price::getRealTimeSellCentsPerKwh)));
    }

    private static Profile profile(List<Price> prices, ToDoubleFunction<Price> value) {
        return Profile.of(prices.stream().mapToDouble(value).toArray());
    }

    private @Nullable Price at(long tick, long knownMillis) {
        Price newest = null;
        for (Price price : priceByTick.getOrDefault(tick, List.of())) {
            if (price.getKnowledgeTime().toEpochMilli() <= knownMillis) {
                newest = price;
            }
        }
        return newest;
    }

    private @Nullable Price atOrBefore(LocalDay day, int index, long knownMillis) {
        Price own = at(day.firstTick() + index, knownMillis);
        for (int back = 1; own == null && back <= DAYS_BACK_MAX; back++) {
            LocalDay earlier = calendar.day(day.date().minusDays(back));
            for (int i = 0; own == null && i < earlier.intervals(); i++) {
                own = earlier.slot(i) == day.slot(index) ? at(earlier.firstTick() + i, knownMillis) : null;
            }
        }
        return own;
    }
}
