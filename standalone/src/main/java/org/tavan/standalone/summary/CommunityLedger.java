package org.tavan.standalone.summary;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tavan.community.Coverage;
import org.tavan.community.Configurations;
import org.tavan.recourse.Shortage;
import org.tavan.schema.Community;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Interval;
import org.tavan.schema.Price;
import org.tavan.schema.Prosumer;
import org.tavan.schema.Schedule;
import org.tavan.standalone.summary.MemberHistory.Column;

/// Everything about one community that its summary rests on. Records may come in any order.
final class CommunityLedger {
    /// A century, so that a record from the far future cannot make every sum endless.
    private static final long FROM_FIRST_MAX_MILLIS = 36_525L * 86_400_000L;

    private final ZoneId zone;
    private final long slotMillis;
    private final double hours;
    private final PriceHistory prices;
    private final Map<String, MemberHistory> historyById = new TreeMap<>();
    private Configurations configurations;
    private MemberVersions members;
    private long firstStart = Long.MAX_VALUE;
    private long lastStart = Long.MIN_VALUE;
    private long firstDispatched = Long.MAX_VALUE;
    private long lastDispatched = Long.MIN_VALUE;

    CommunityLedger(Community first) {
        zone = ZoneId.of(first.getZone());
        slotMillis = first.getIntervalMinutes() * 60_000L;
        hours = first.getIntervalMinutes() / 60.0;
        prices = new PriceHistory(first.getIntervalMinutes());
        configurations = Configurations.of(first);
        members = new MemberVersions(configurations);
        addHistories();
    }

    /// Takes a later or repeated configuration, of the same zone and settlement grid.
    void configure(Community version) {
        configurations = configurations.with(version);
        members = new MemberVersions(configurations);
        addHistories();
    }

    private void addHistories() {
        members.ids()
                .forEach(id -> historyById.computeIfAbsent(id,
                        _ -> new MemberHistory(community().getIntervalMinutes())));
    }

    /// The configuration decided last.
    Community community() {
        return configurations.newest();
    }

    /// Whether any configuration has the member.
    boolean knows(String prosumerId) {
        return historyById.containsKey(prosumerId);
    }

    void add(Price price) {
        prices.add(price);
    }

    /// @throws IllegalArgumentException if no configuration has the member
    void add(Schedule schedule) {
        var known = configurations.at(schedule.getGateClosedAt());
        history(schedule.getProsumerId()).add(schedule,
                peerId -> feeCentsPerKwh(known, schedule.getProsumerId(), peerId));
    }

    /// @throws IllegalArgumentException if no configuration has the member, or the interval is none of the community
    void add(Interval interval) {
        requireSlot(interval.getIntervalStart());
        history(interval.getProsumerId()).add(interval);
        reach(interval.getIntervalStart());
    }

    /// @throws IllegalArgumentException if no configuration has the member, or the interval is none of the community
    void add(Dispatch dispatch) {
        requireSlot(dispatch.getIntervalStart());
        history(dispatch.getProsumerId()).add(dispatch);
        reach(dispatch.getIntervalStart());
        firstDispatched = Math.min(firstDispatched, dispatch.getIntervalStart().toEpochMilli());
        lastDispatched = Math.max(lastDispatched, dispatch.getIntervalStart().toEpochMilli());
    }

    /// End of the oldest interval dispatched; the epoch before any.
    Instant firstDispatched() {
        return endOf(firstDispatched);
    }

    /// End of the newest interval dispatched; the epoch before any.
    Instant dispatched() {
        return endOf(lastDispatched);
    }

    /// End of the newest interval closed or dispatched; the epoch before any.
    Instant closed() {
        return endOf(lastStart);
    }

    private Instant endOf(long start) {
        return start == Long.MIN_VALUE || start == Long.MAX_VALUE
                ? Instant.EPOCH
                : Instant.ofEpochMilli(start + slotMillis);
    }

    Collection<MemberHistory> histories() {
        return historyById.values();
    }

    /// Start of the oldest interval that a record was about; the epoch before any.
    Instant oldest() {
        return Instant.ofEpochMilli(firstStart == Long.MAX_VALUE ? 0 : firstStart);
    }

    /// Start of the newest interval that a record was about; the epoch before any.
    Instant newest() {
        return Instant.ofEpochMilli(Math.max(0, lastStart));
    }

    Money money() {
        var money = new Money(community().getCurrency(), 0, 0, 0);
        for (long start = firstStart; start <= lastStart; start += slotMillis) {
            for (var prosumer : members.at(start)) {
                var history = history(prosumer.getProsumerId());
                if (prices.known(start) && history.comparable(start)) {
                    money = new Money(money.currency(), money.intervals() + 1,
                            money.costCents() + hours * costCentsPerHour(history, start),
                            money.baselineCents() + hours * baselineCentsPerHour(prosumer, start));
                }
            }
        }
        return money;
    }

    private double costCentsPerHour(MemberHistory history, long start) {
        return prices.get(start, PriceHistory.Column.DAY_AHEAD) * history.get(start, Column.DAY_AHEAD_KW)
                + prices.get(start, PriceHistory.Column.BUY)
                        * (history.get(start, Column.REAL_TIME_IMPORT_KW)
                                + history.get(start, Column.SHORTAGE_KW))
                - prices.get(start, PriceHistory.Column.SELL) * history.get(start, Column.REAL_TIME_EXPORT_KW)
                + history.get(start, Column.PEER_FEE_CENTS_PER_HOUR);
    }

    private double baselineCentsPerHour(Prosumer prosumer, long start) {
        var history = history(prosumer.getProsumerId());
        double residualKw = history.get(start, Column.RESIDUAL_KW);
        double forecastKw = history.get(start, Column.NET_KW) - residualKw;
        double realTimeCents = prices.get(start,
                residualKw > 0 ? PriceHistory.Column.BUY : PriceHistory.Column.SELL);
        return prices.get(start, PriceHistory.Column.DAY_AHEAD)
                * (forecastKw + desiredKw(prosumer, start))
                + realTimeCents * residualKw;
    }

    /// Import from the grid without battery and shift.
    PeakToAverage peakBefore() {
        return peak((prosumer, history, start) -> history.get(start, Column.NET_KW)
                + desiredKw(prosumer, start));
    }

    /// Import from the grid as dispatched.
    PeakToAverage peakAfter() {
        return peak((_, history, start) -> history.get(start, Column.NET_KW)
                + zeroIfUnknown(history.get(start, Column.BATTERY_KW))
                + zeroIfUnknown(history.get(start, Column.FLEXIBLE_KW)));
    }

    private PeakToAverage peak(Exchange exchange) {
        var peak = PeakToAverage.NONE;
        for (long start = firstStart; start <= lastStart; start += slotMillis) {
            long at = start;
            var present = members.at(at);
            if (!present.isEmpty()
                    && present.stream()
                            .allMatch(prosumer -> history(prosumer.getProsumerId()).comparable(at))) {
                peak = peak.with(present.stream()
                        .mapToDouble(prosumer -> exchange.kw(prosumer, history(prosumer.getProsumerId()), at))
                        .sum());
            }
        }
        return peak;
    }

    Promise promise() {
        long intervals = 0;
        long intervalHits = 0;
        long days = 0;
        long dayHits = 0;
        var hitByDay = new HashMap<LocalDate, Boolean>();
        for (var history : histories()) {
            for (var day = localDay(oldest()); !day.isAfter(localDay(newest())); day = day.plusDays(1)) {
                var outcome = outcome(history, day);
                intervals += outcome.trials();
                intervalHits += outcome.hits();
                if (Coverage.suffices(outcome.trials(), slots(day))) {
                    days++;
                    dayHits += outcome.hits() > 0 ? 1 : 0;
                    hitByDay.merge(day, outcome.hits() > 0, Boolean::logicalOr);
                }
            }
        }
        return new Promise(community().getEpsilon(), new Proportion(dayHits, days),
                new Proportion(hitByDay.values().stream().filter(hit -> hit).count(), hitByDay.size()),
                new Proportion(intervalHits, intervals));
    }

    /// Intervals with shortage of the intervals of a day that a promise covers.
    private Proportion outcome(MemberHistory history, LocalDate day) {
        int trials = 0;
        int hits = 0;
        long end = startOf(day.plusDays(1));
        for (long start = startOf(day); start < end; start += slotMillis) {
            if (history.get(start, Column.PROMISED) == 1) {
                trials++;
                hits += Shortage.counts(history.get(start, Column.SHORTAGE_KW)) ? 1 : 0;
            }
        }
        return new Proportion(hits, trials);
    }

    private double desiredKw(Prosumer prosumer, long startMillis) {
        var flexible = prosumer.getFlexibleLoad();
        if (flexible == null) {
            return 0;
        }
        int minute = Instant.ofEpochMilli(startMillis).atZone(zone).toLocalTime().toSecondOfDay() / 60;
        return flexible.getDesiredKw().get(minute / community().getIntervalMinutes());
    }

    private static double feeCentsPerKwh(Community community, String prosumerId, String peerId) {
        var ends = Set.of(prosumerId, peerId);
        return community.getPeerLinks()
                .stream()
                .filter(link -> ends.equals(Set.of(link.getFirstProsumerId(), link.getSecondProsumerId())))
                .mapToDouble(link -> link.getFeeCentsPerKwh())
                .sum();
    }

    private MemberHistory history(String prosumerId) {
        var history = historyById.get(prosumerId);
        if (history == null) {
            throw new IllegalArgumentException(
                    "The community %s has no member %s.".formatted(community().getCommunityId(), prosumerId));
        }
        return history;
    }

    private void requireSlot(Instant start) {
        var origin = configurations.versions().getFirst().getValidFrom();
        long after = start.toEpochMilli() - origin.toEpochMilli();
        if (!(0 <= after && after <= FROM_FIRST_MAX_MILLIS) || after % slotMillis != 0) {
            throw new IllegalArgumentException(
                    "The intervalStart (%s) must lie %d min or a multiple after %s, within a century."
                            .formatted(start, community().getIntervalMinutes(), origin));
        }
    }

    private void reach(Instant start) {
        firstStart = Math.min(firstStart, start.toEpochMilli());
        lastStart = Math.max(lastStart, start.toEpochMilli());
    }

    private LocalDate localDay(Instant time) {
        return time.atZone(zone).toLocalDate();
    }

    private long slots(LocalDate day) {
        return (startOf(day.plusDays(1)) - startOf(day)) / slotMillis;
    }

    private long startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private static double zeroIfUnknown(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    /// Power of a member at the grid in an interval (kW), import positive.
    private interface Exchange {
        double kw(Prosumer prosumer, MemberHistory history, long startMillis);
    }
}
