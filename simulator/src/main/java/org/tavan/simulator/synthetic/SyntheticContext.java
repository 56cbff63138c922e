package org.tavan.simulator.synthetic;

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
import org.tavan.schema.Price;
import org.tavan.schema.Weather;
import org.tavan.simulator.market.PriceModel;
import org.tavan.simulator.source.Context;
import org.tavan.simulator.weather.Site;
import org.tavan.simulator.weather.SiteWeather;
import org.tavan.simulator.weather.WeatherReports;

/// Prices and weather of the synthetic community, a local day at a time. The first is the day before the first day.
final class SyntheticContext implements Iterator<Context> {
    private final ZoneId zone;
    private final LocalDate firstDay;
    private final Duration interval;
    private final Optional<Instant> end;
    private final SiteWeather weather;
    private final WeatherReports reports;
    private final PriceModel prices;
    private LocalDate day;

    SyntheticContext(SyntheticConfig config, Site site, Instant after, Optional<Instant> end) {
        this.zone = site.zone();
        this.firstDay = config.firstDay();
        this.interval = Duration.ofMinutes(config.intervalMinutes());
        this.end = end;
        this.weather = new SiteWeather(site, config.seed());
        this.reports = new WeatherReports(config.communityId(), weather, config.seed());
        this.prices = new PriceModel(config.communityId(), zone, config.intervalMinutes(), config.seed());
        LocalDate before = firstDay.minusDays(1);
        this.day = startOf(before).isAfter(after) ? before : dayEndingAfter(after);
    }

    private LocalDate dayEndingAfter(Instant after) {
        return after.atZone(zone).toLocalDate();
    }

    @Override
    public boolean hasNext() {
        return end.isEmpty() || startOf(day).isBefore(end.get());
    }

    /// Everything with a knowledge time in the day, its end included and its start not.
    @Override
    public Context next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the synthetic community ends at " + end);
        }
        List<Price> known = new ArrayList<>(prices.published(day.plusDays(1)));
        List<Weather> seen = new ArrayList<>();
        Instant from = startOf(day);
        Instant to = startOf(day.plusDays(1));
        if (!day.isBefore(firstDay)) {
            for (Instant start = from; start.isBefore(to); start = start.plus(interval)) {
                known.add(prices.settled(start));
            }
        }
        long first = weather.hour(from);
        long last = weather.hour(to);
        for (long hour = first; hour < last; hour++) {
            seen.add(reports.observation(hour));
            if ((hour + 1 - first) % WeatherReports.ISSUE_HOURS == 0) {
                seen.add(reports.forecast(hour + 1));
            }
        }
        known.sort(Comparator.comparing(Price::getKnowledgeTime));
        seen.sort(Comparator.comparing(Weather::getKnowledgeTime));
        day = day.plusDays(1);
        return new Context(to, known, seen);
    }

    private Instant startOf(LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }
}
