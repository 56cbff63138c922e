package org.tavan.simulator.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Price;
import org.tavan.schema.PriceKind;
import org.tavan.schema.Weather;
import org.tavan.schema.WeatherKind;
import org.tavan.simulator.replay.ReplayConfig.PricePart;
import org.tavan.simulator.source.Context;

/// Prices and observed weather of a history, a local day at a time, beginning with the day before the first.
///
/// An interval without a day-ahead price has no price record; a step without any weather has no weather record. Where
/// a file's real-time prices are on the wrong side of each other, the higher one is the buying price.
final class ReplayContext implements Iterator<Context> {
    private final String communityId;
    private final ZoneId zone;
    private final Duration interval;
    private final PricePart prices;
    private final LocalDate firstDay;
    private final LocalDate lastDay;
    private final History history;
    private LocalDate day;

    ReplayContext(ReplayConfig config, History history, Instant after) {
        this.communityId = config.community().communityId();
        this.zone = config.community().zone();
        this.interval = Duration.ofMinutes(config.community().intervalMinutes());
        this.prices = config.prices();
        this.firstDay = config.firstDay();
        this.lastDay = config.lastDay();
        this.history = history;
        LocalDate before = firstDay.minusDays(1);
        this.day = startOf(before).isAfter(after) ? before : after.atZone(zone).toLocalDate();
    }

    @Override
    public boolean hasNext() {
        return !day.isAfter(lastDay);
    }

    /// Everything with a knowledge time in the day, its end included and its start not.
    @Override
    public Context next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the history ends with " + lastDay);
        }
        List<Price> known = new ArrayList<>();
        Instant publication = day.atTime(prices.publishedAt()).atZone(zone).toInstant();
        if (day.isBefore(lastDay)) {
            intervals(day.plusDays(1))
                    .forEach(start -> anticipated(start, publication).ifPresent(known::add));
        }
        if (!day.isBefore(firstDay)) {
            intervals(day).forEach(start -> settled(start).ifPresent(known::add));
        }
        known.sort(Comparator.comparing(Price::getKnowledgeTime));
        List<Weather> seen = observations(startOf(day), startOf(day.plusDays(1)));
        Instant end = startOf(day.plusDays(1));
        day = day.plusDays(1);
        return new Context(end, known, seen);
    }

    private Optional<Price> anticipated(Instant start, Instant publication) {
        double price = mean(SeriesKind.DAY_AHEAD, start);
        if (Double.isNaN(price)) {
            return Optional.empty();
        }
        double buy = price + (prices.buyFactor() - 1) * Math.abs(price);
        double sell = price - (1 - prices.sellFactor()) * Math.abs(price);
        return Optional.of(price(start, price, buy, sell, PriceKind.ANTICIPATED, publication));
    }

    private Optional<Price> settled(Instant start) {
        double price = mean(SeriesKind.DAY_AHEAD, start);
        double buy = mean(SeriesKind.REAL_TIME_BUY, start);
        double sell = mean(SeriesKind.REAL_TIME_SELL, start);
        if (Double.isNaN(price + buy + sell)) {
            return Optional.empty();
        }
        return Optional.of(price(start, price, Math.max(buy, sell), Math.min(buy, sell), PriceKind.SETTLED,
                start.plus(interval)));
    }

    private Price price(Instant start, double dayAhead, double buy, double sell, PriceKind kind,
            Instant known) {
        return new Price(communityId, start, (int) interval.toMinutes(), dayAhead, buy, sell, kind, known);
    }

    private double mean(SeriesKind kind, Instant start) {
        return history.find(kind).map(series -> series.mean(start, interval)).orElse(Double.NaN);
    }

    private List<Weather> observations(Instant from, Instant to) {
        List<Weather> seen = new ArrayList<>();
        Duration step = weatherStep();
        if (step.isZero()) {
            return seen;
        }
        for (Instant start = from; start.isBefore(to); start = start.plus(step)) {
            @Nullable
            Double temperature = value(SeriesKind.TEMPERATURE, start);
            @Nullable
            Double irradiance = value(SeriesKind.IRRADIANCE, start);
            @Nullable
            Double cloud = value(SeriesKind.CLOUD, start);
            @Nullable
            Double wind = value(SeriesKind.WIND, start);
            if (temperature != null || irradiance != null || cloud != null || wind != null) {
                seen.add(new Weather(communityId, WeatherKind.OBSERVED, start, (int) step.toMinutes(),
                        one(temperature),
                        one(irradiance), one(cloud), one(wind), start.plus(step)));
            }
        }
        return seen;
    }

    private Duration weatherStep() {
        for (SeriesKind kind : SeriesKind.values()) {
            if (kind.weather() && history.find(kind).isPresent()) {
                return history.find(kind).get().step();
            }
        }
        return Duration.ZERO;
    }

    private @Nullable Double value(SeriesKind kind, Instant start) {
        double value = history.find(kind).map(series -> series.at(start)).orElse(Double.NaN);
        return Double.isNaN(value) ? null : value;
    }

    @SuppressWarnings("NullAway") // the schema's arrays hold null for what is missing
    private static List<Double> one(@Nullable Double value) {
        List<Double> single = new ArrayList<>(1);
        single.add(value);
        return single;
    }

    private List<Instant> intervals(LocalDate date) {
        List<Instant> starts = new ArrayList<>();
        Instant end = startOf(date.plusDays(1));
        for (Instant start = startOf(date); start.isBefore(end); start = start.plus(interval)) {
            starts.add(start);
        }
        return starts;
    }

    private Instant startOf(LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }
}
