package org.tavan.solver.api.view;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.DemandResponse;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridSchedule;

/// One local day of a microgrid: a plan takes the place of the one before from its start on, answers of customers add up.
final class MicrogridDayFold {
    private static final String PROGRAMMES = "programmes";

    private final LocalDate day;
    private final Instant start;
    private final int intervalMinutes;
    private final int length;
    private final DayCurves planned;
    private final DayCurves told;
    private final DayCurves answered;
    /// Intervals that a customer has answered, by programme and prosumer.
    private final Map<List<String>, BitSet> heard = new HashMap<>();
    private @Nullable MicrogridPlan plan;
    private @Nullable MicrogridPlan whole;
    private @Nullable MicrogridPlan newest;
    private MicrogridDay.@Nullable Signal signal;
    private int answers;
    private @Nullable MicrogridDay made;

    /// @param intervalMinutes a divisor of 60
    MicrogridDayFold(LocalDate day, ZoneId zone, int intervalMinutes) {
        if (!(intervalMinutes >= 1 && 60 % intervalMinutes == 0)) {
            throw new IllegalArgumentException(
                    "intervalMinutes is %d, expected a divisor of 60".formatted(intervalMinutes));
        }
        this.day = day;
        this.intervalMinutes = intervalMinutes;
        start = day.atStartOfDay(zone).toInstant();
        length = Math.toIntExact(
                Duration.between(start, day.plusDays(1).atStartOfDay(zone)).toMinutes() / intervalMinutes);
        planned = new DayCurves(length);
        told = new DayCurves(length);
        answered = new DayCurves(length);
    }

    /// A schedule; one asked for before the newest is left out.
    void schedule(MicrogridSchedule schedule, Microgrid microgrid) {
        if (newest != null && schedule.getRequestedAt().isBefore(newest.requestedAt())) {
            return;
        }
        var answer = MicrogridPlan.of(schedule);
        if (MicrogridPlan.isPlan(schedule)) {
            planned.replaceFrom(index(schedule.getStart(), schedule.getIntervalMinutes()),
                    MicrogridParts.of(schedule, microgrid));
            plan = answer;
            if (whole == null || !answer.start().isAfter(whole.start())) {
                whole = answer;
            }
        }
        newest = answer;
        answers++;
        made = null;
    }

    void signal(DemandSignal sent) {
        told.replaceFrom(index(sent.getStart(), sent.getIntervalMinutes()), MicrogridParts.of(sent));
        signal = new MicrogridDay.Signal(sent.getPlanId(), sent.getIssuedAt(), sent.getFlatCentsPerKwh(),
                sent.getOffers()
                        .stream()
                        .map(offer -> new MicrogridDay.Offer(offer.getProgrammeId(), offer.getKind().name(),
                                offer.getParticipation()))
                        .toList());
        made = null;
    }

    /// One customer's answer; the first one counts.
    void response(DemandResponse answer) {
        int index = index(answer.getIntervalStart(), answer.getIntervalMinutes());
        if (!(Double.isFinite(answer.getBaselineKw()) && Double.isFinite(answer.getLoadKw()))) {
            throw new IllegalArgumentException("baselineKw (%s) and loadKw (%s) must be numbers"
                    .formatted(answer.getBaselineKw(), answer.getLoadKw()));
        }
        String programme = answer.getProgrammeId();
        var customer = List.of(programme, answer.getProsumerId());
        var intervals = heard.getOrDefault(customer, new BitSet(length));
        if (intervals.get(index)) {
            return;
        }
        answered.add(PROGRAMMES, programme, "answeredBaselineKw", index, answer.getBaselineKw());
        answered.add(PROGRAMMES, programme, "answeredLoadKw", index, answer.getLoadKw());
        answered.add(PROGRAMMES, programme, "answers", index, 1);
        intervals.set(index);
        heard.put(customer, intervals);
        made = null;
    }

    MicrogridDay snapshot() {
        if (made == null) {
            var curves = new LinkedHashMap<String, Map<String, Map<String, double[]>>>();
            planned.copyTo(curves);
            told.copyTo(curves);
            answered.copyTo(curves);
            made = new MicrogridDay(day, start, intervalMinutes, length, plan, whole, newest, answers, signal,
                    Collections.unmodifiableMap(curves));
        }
        return made;
    }

    /// Number of the interval that begins at `time`.
    ///
    /// @throws IllegalArgumentException if the day has none such
    private int index(Instant time, int minutes) {
        long fromStart = Duration.between(start, time).toMillis();
        long interval = 60_000L * intervalMinutes;
        if (!(minutes == intervalMinutes && fromStart >= 0 && fromStart < length * interval
                && fromStart % interval == 0)) {
            throw new IllegalArgumentException(
                    "%s with intervals of %d min is no interval of %s, which has %d of %d min"
                            .formatted(time, minutes, day, length, intervalMinutes));
        }
        return Math.toIntExact(fromStart / interval);
    }
}
