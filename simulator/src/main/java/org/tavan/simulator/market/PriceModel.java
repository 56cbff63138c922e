package org.tavan.simulator.market;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.tavan.schema.Price;
import org.tavan.schema.PriceKind;
import org.tavan.simulator.noise.AutoregressiveProcess;
import org.tavan.simulator.noise.AutoregressiveProcess.Innovation;
import org.tavan.simulator.noise.Noise;

/// Day-ahead prices with the shape of a day and a year, and two-sided real-time prices around them.
///
/// `p = 9.2 − 1.3 night + 1.9 evening − 0.5 noon + 0.4 summer + 0.5 x`, in [7, 12] ¢/kWh; buying in real time about a
/// third dearer, selling a quarter cheaper, within [6, 25] ¢/kWh and never on the wrong side of p. The ranges are
/// those of the paper's Table 1.
///
/// Not for two threads at once.
public final class PriceModel {
    /// Local time of the day before at which the day's prices are published.
    public static final LocalTime PUBLISHED_AT = LocalTime.of(10, 0);

    private static final double DAY_AHEAD_MIN = 7;
    private static final double DAY_AHEAD_MAX = 12;
    private static final double REAL_TIME_MIN = 6;
    private static final double REAL_TIME_MAX = 25;

    private final String communityId;
    private final ZoneId zone;
    private final int intervalMinutes;
    private final AutoregressiveProcess dayAhead;
    private final AutoregressiveProcess expected;
    private final AutoregressiveProcess surprise;

    /// Makes the prices of a community.
    ///
    /// @param communityId whose prices
    /// @param zone of its days
    /// @param intervalMinutes settlement interval (min)
    /// @param seed of the simulation
    public PriceModel(String communityId, ZoneId zone, int intervalMinutes, long seed) {
        this.communityId = communityId;
        this.zone = zone;
        this.intervalMinutes = intervalMinutes;
        this.dayAhead = new AutoregressiveProcess(Noise.of(seed, "price/day-ahead"), 0.93,
                Innovation.GAUSSIAN);
        this.expected = new AutoregressiveProcess(Noise.of(seed, "price/expected"), 0.8, Innovation.GAUSSIAN);
        this.surprise = new AutoregressiveProcess(Noise.of(seed, "price/surprise"), 0.6, Innovation.STUDENT);
    }

    /// Prices of a day, as published the day before.
    ///
    /// @param day local day
    /// @return its anticipated prices, known at [#PUBLISHED_AT] of the day before; 23, 24 or 25 hours' worth
    public List<Price> published(LocalDate day) {
        Instant known = day.minusDays(1).atTime(PUBLISHED_AT).atZone(zone).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
        List<Price> prices = new ArrayList<>();
        for (Instant start = day.atStartOfDay(zone).toInstant(); start.isBefore(end); start = next(start)) {
            prices.add(price(start, 1, PriceKind.ANTICIPATED, known));
        }
        return prices;
    }

    /// Price of an interval, as settled.
    ///
    /// @param start start of an interval
    /// @return its price as settled, known at its end
    public Price settled(Instant start) {
        double factor = StrictMath.exp(0.15 * surprise.at(start.getEpochSecond() / 3600));
        return price(start, factor, PriceKind.SETTLED, next(start));
    }

    private Instant next(Instant start) {
        return start.plus(Duration.ofMinutes(intervalMinutes));
    }

    private Price price(Instant start, double factor, PriceKind kind, Instant known) {
        double reference = dayAheadCents(start);
        double premium = 1.32 + 0.08 * Math.abs(expected.at(start.getEpochSecond() / 3600));
        double buy = Math.clamp(reference * premium * factor + 0.4, reference, REAL_TIME_MAX);
        double sell = Math.clamp(reference * 0.75 * factor, REAL_TIME_MIN, reference);
        return new Price(communityId, start, intervalMinutes, reference, cents(buy), cents(sell), kind,
                known);
    }

    private double dayAheadCents(Instant start) {
        ZonedDateTime local = start.atZone(zone);
        double hour = local.getHour() + 0.5;
        double summer = -StrictMath.cos(2 * Math.PI * (local.getDayOfYear() - 20) / 365.25);
        double value = 9.2 - 1.3 * bump(hour, 3.5, 2.5) + 1.9 * bump(hour, 20.5, 2)
                - 0.5 * bump(hour, 12.5, 2)
                + 0.4 * summer + 0.5 * dayAhead.at(start.getEpochSecond() / 3600);
        return cents(Math.clamp(value, DAY_AHEAD_MIN, DAY_AHEAD_MAX));
    }

    private static double bump(double hour, double centre, double width) {
        double distance = Math.abs(hour - centre);
        double wrapped = Math.min(distance, 24 - distance) / width;
        return StrictMath.exp(-0.5 * wrapped * wrapped);
    }

    private static double cents(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
