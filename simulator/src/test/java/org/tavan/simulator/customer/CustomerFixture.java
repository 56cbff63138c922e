package org.tavan.simulator.customer;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.tavan.schema.Community;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.Interval;
import org.tavan.schema.IntervalQuality;
import org.tavan.schema.Microgrid;
import org.tavan.schema.ProgrammeKind;
import org.tavan.schema.ProgrammeOffer;
import org.tavan.simulator.synthetic.SyntheticConfig;
import org.tavan.simulator.synthetic.SyntheticSource;

/// The synthetic community with its microgrid, signals to its members, and what they metered.
final class CustomerFixture {
    static final LocalDate DAY = LocalDate.of(2025, 3, 10);
    static final Instant START = DAY.atStartOfDay(SyntheticSource.ZONE).toInstant();
    static final int HOURS = 24;
    private static final SyntheticSource SOURCE = new SyntheticSource(
            SyntheticConfig.of(1, LocalDate.of(2025, 3, 1)).withDays(40).withMicrogridFrom(DAY));
    static final Community COMMUNITY = SOURCE.communities().getFirst();
    static final Microgrid MICROGRID = SOURCE.microgrids().getFirst();

    private CustomerFixture() {}

    /// @param days after the first
    static DemandSignal signal(int days, ProgrammeOffer... offers) {
        LocalDate day = DAY.plusDays(days);
        Instant start = day.atStartOfDay(SyntheticSource.ZONE).toInstant();
        return new DemandSignal("tehran", "plan-" + day, day, start, 60, 14.0,
                MICROGRID.getDemand().getPeriods(), List.of(offers), start.minus(Duration.ofHours(12)));
    }

    static ProgrammeOffer tariff(String programmeId, ProgrammeKind kind, List<Double> centsPerKwh) {
        return new ProgrammeOffer(programmeId, kind, 0.1, centsPerKwh, List.of(), List.of());
    }

    /// 9, 13.5 and 19 ¢/kWh in valley, off-peak and peak.
    static ProgrammeOffer timeOfUse() {
        List<Double> prices = List.of(9.0, 13.5, 19.0);
        return tariff("time-of-use", ProgrammeKind.TOU,
                MICROGRID.getDemand().getPeriods().stream().map(prices::get).toList());
    }

    /// A fifth off from 18 to 20 hours.
    static ProgrammeOffer interruption() {
        return new ProgrammeOffer("interruptible", ProgrammeKind.INTERRUPTIBLE, 0.05, List.of(),
                IntStream.range(0, HOURS).mapToObj(t -> t == 18 || t == 19 ? 0.8 : 1.0).toList(),
                Collections.nCopies(HOURS, 11.2));
    }

    /// @param minute of the first day at which it begins
    static Interval interval(String prosumerId, int minute, int minutes, double loadKwh) {
        Instant start = START.plus(Duration.ofMinutes(minute));
        return Interval.newBuilder()
                .setCommunityId("tehran")
                .setProsumerId(prosumerId)
                .setIntervalStart(start)
                .setIntervalMinutes(minutes)
                .setLoadKwh(loadKwh)
                .setPvKwh(0)
                .setQuality(IntervalQuality.MEASURED)
                .setReadings(4)
                .setKnowledgeTime(start.plus(Duration.ofMinutes(minutes)))
                .build();
    }

    static Interval hour(String prosumerId, int hour, double loadKwh) {
        return interval(prosumerId, 60 * hour, 60, loadKwh);
    }
}
