package org.tavan.simulator.synthetic;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tavan.schema.Community;
import org.tavan.schema.Microgrid;
import org.tavan.schema.Rejected;
import org.tavan.simulator.community.SyntheticCommunity;
import org.tavan.simulator.community.SyntheticCommunity.MeterPoint;
import org.tavan.simulator.meter.Fault;
import org.tavan.simulator.meter.FaultKind;
import org.tavan.simulator.meter.MeterKind;
import org.tavan.simulator.microgrid.DefaultMicrogrid;
import org.tavan.simulator.source.Batch;
import org.tavan.simulator.source.Context;
import org.tavan.simulator.source.Pulses;
import org.tavan.simulator.source.Source;
import org.tavan.simulator.weather.Site;

/// A synthetic community in Tehran: homes and businesses with PV, batteries and flexible load, their meters, the
/// weather, and prices.
public final class SyntheticSource implements Source {
    private static final Site SITE = Site.TEHRAN;

    /// Zone of its local days.
    public static final ZoneId ZONE = SITE.zone();

    /// Where cumulative registers start again (kWh).
    static final long REGISTER_MODULUS_KWH = 100_000;

    private static final int HOLIDAY_YEARS = 10;

    private final SyntheticConfig config;
    private final Instant start;
    private final Optional<Instant> end;
    private final List<MeterPoint> meters;

    /// Makes a source.
    ///
    /// @param config of the community
    /// @throws IllegalArgumentException if a fault names a meter that does not exist, or resets one that has no
    ///     register
    public SyntheticSource(SyntheticConfig config) {
        this.config = config;
        this.start = config.firstDay().atStartOfDay(ZONE).toInstant();
        this.end = Optional.ofNullable(config.days())
                .map(days -> config.firstDay().plusDays(days).atStartOfDay(ZONE).toInstant());
        this.meters = SyntheticCommunity.meters(config.communityId(), config.prosumers());
        requireMeters(config.faults());
    }

    private void requireMeters(List<Fault> faults) {
        Set<String> known = meters.stream().map(MeterPoint::meterId).collect(Collectors.toSet());
        Set<String> registers = meters.stream()
                .filter(point -> point.kind() == MeterKind.REGISTER)
                .map(MeterPoint::meterId)
                .collect(Collectors.toSet());
        for (Fault fault : faults) {
            Set<String> expected = fault.kind() == FaultKind.REGISTER_RESET ? registers : known;
            if (!expected.contains(fault.meterId())) {
                throw new IllegalArgumentException("The fault %s names meter %s, expected one of %s."
                        .formatted(fault.kind(), fault.meterId(), expected.stream().sorted().toList()));
            }
        }
    }

    @Override
    public String name() {
        return "synthetic:" + config.communityId();
    }

    @Override
    public List<Community> communities() {
        LocalDate last = config.firstDay()
                .plusDays(config.days() == null ? HOLIDAY_YEARS * 365L : config.days());
        return List.of(SyntheticCommunity.configuration(config.communityId(), SITE, config.prosumers(),
                config.intervalMinutes(), REGISTER_MODULUS_KWH, start, last.getYear(),
                config.tuning()));
    }

    @Override
    public List<Microgrid> microgrids() {
        return Optional.ofNullable(config.microgridFrom())
                .map(day -> day.minusDays(1).atStartOfDay(ZONE).toInstant())
                .map(known -> DefaultMicrogrid.of(config.communityId(), config.prosumers(), known))
                .stream()
                .toList();
    }

    @Override
    public Instant start() {
        return start;
    }

    @Override
    public Optional<Instant> end() {
        return end;
    }

    @Override
    public Iterator<Context> contextAfter(Instant after) {
        return new SyntheticContext(config, SITE, after, end);
    }

    @Override
    public Iterator<Batch> batchesAfter(Instant after) {
        return new SyntheticReadings(config, SITE, meters, pulses(), name(), after, end);
    }

    @Override
    public List<Rejected> rejected() {
        return List.of();
    }

    private Pulses pulses() {
        return new Pulses(start, config.intervalMinutes(), config.heartbeatMinutes());
    }
}
