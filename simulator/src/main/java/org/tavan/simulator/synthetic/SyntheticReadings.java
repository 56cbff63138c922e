package org.tavan.simulator.synthetic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import org.tavan.schema.Channel;
import org.tavan.schema.Reading;
import org.tavan.simulator.community.SyntheticCommunity.MeterPoint;
import org.tavan.simulator.community.Truth;
import org.tavan.simulator.meter.Fault;
import org.tavan.simulator.meter.MeterKind;
import org.tavan.simulator.meter.SimulatedMeter;
import org.tavan.simulator.noise.Noise;
import org.tavan.simulator.source.Batch;
import org.tavan.simulator.source.Pulses;
import org.tavan.simulator.weather.Site;
import org.tavan.simulator.weather.SiteWeather;

/// Readings of the synthetic community, from pulse to pulse. Registers count from the beginning, so a later start
/// winds through what came before without keeping its readings.
final class SyntheticReadings implements Iterator<Batch> {
    private static final Duration STEP = Duration.ofSeconds(Truth.STEP_SECONDS);
    private static final int INITIAL_MAX_KWH = 90_000;

    private final List<Metered> meters = new ArrayList<>();
    private final Pulses pulses;
    private final Optional<Instant> end;
    private final Truth truth;
    private Instant now;
    private Instant pulse;
    private boolean begun;

    private record Metered(MeterPoint point, SimulatedMeter meter) {}

    SyntheticReadings(
            SyntheticConfig config,
            Site site,
            List<MeterPoint> points,
            Pulses pulses,
            String source,
            Instant after,
            Optional<Instant> end) {
        this.pulses = pulses;
        this.end = end;
        this.truth = new Truth(new SiteWeather(site, config.seed()), config.prosumers(), config.seed());
        this.now = pulses.origin();
        this.pulse = pulses.origin();
        Noise initial = Noise.of(config.seed(), "register/initial");
        for (int i = 0; i < points.size(); i++) {
            MeterPoint point = points.get(i);
            List<Fault> faults = config.faults()
                    .stream()
                    .filter(fault -> fault.meterId().equals(point.meterId()))
                    .toList();
            // The first meter's register turns over within days, which a consumer has to cope with.
            long initialKwh = i == 0
                    ? SyntheticSource.REGISTER_MODULUS_KWH - 200
                    : (long) (initial.uniform(i) * INITIAL_MAX_KWH);
            long initialRegisterKwh = point.kind() == MeterKind.REGISTER ? initialKwh : 0;
            meters.add(new Metered(point,
                    new SimulatedMeter(point.meterId(), source, point.kind(), pulses.origin(),
                            config.intervalMinutes(), initialRegisterKwh,
                            SyntheticSource.REGISTER_MODULUS_KWH, faults)));
        }
        while (hasNext() && !pulse.isAfter(after)) {
            advance(_ -> {});
        }
    }

    @Override
    public boolean hasNext() {
        return end.isEmpty() || !pulse.isAfter(pulses.last(end.get()));
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the synthetic community ends at " + end);
        }
        List<Reading> readings = new ArrayList<>();
        Instant reached = pulse;
        advance(readings::add);
        int repeated = 0;
        for (int i = 1; i < readings.size(); i++) {
            repeated += readings.get(i).equals(readings.get(i - 1)) ? 1 : 0;
        }
        return new Batch(reached, readings, repeated);
    }

    private void advance(Consumer<Reading> sink) {
        if (!begun) {
            meters.forEach(metered -> metered.meter().step(now, Duration.ZERO, 0, sink));
            begun = true;
        }
        while (now.isBefore(pulse) && (end.isEmpty() || now.isBefore(end.get()))) {
            long step = Truth.step(now);
            now = now.plus(STEP);
            for (Metered metered : meters) {
                MeterPoint point = metered.point();
                long energy = point.channel() == Channel.PV
                        ? truth.pvMilliwattHours(point.member(), step)
                        : truth.loadMilliwattHours(point.member(), step);
                metered.meter().step(now, STEP, energy, sink);
            }
        }
        pulse = pulses.after(pulse);
    }
}
