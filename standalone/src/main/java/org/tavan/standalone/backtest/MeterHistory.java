package org.tavan.standalone.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.tavan.schema.Reading;
import org.tavan.simulator.source.Batch;
import org.tavan.simulator.source.Source;
import org.tavan.streams.MeteringConfig;
import org.tavan.streams.meter.Energy;
import org.tavan.streams.meter.Quality;
import org.tavan.streams.meter.Registration;
import org.tavan.streams.meter.SettlementGrid;

/// Energy of every meter in every settlement interval, from the mean powers that a replay sends.
///
/// Departs from the streams application: an interval that is not wholly covered is missing, where the application fills short gaps and
/// calls it estimated; neither counts as measured.
final class MeterHistory {
    private static final double WATTS_PER_KW = 1000;

    private final SettlementGrid grid;
    private final long firstTick;
    private final int ticks;
    private final Map<String, double[]> energyByMeter = new HashMap<>();
    private final Map<String, double[]> hoursByMeter = new HashMap<>();

    MeterHistory(Source source, SettlementGrid grid) {
        this.grid = grid;
        firstTick = grid.tickFrom(source.start().toEpochMilli());
        ticks = Math.toIntExact(grid.tickFrom(source.end().orElseThrow().toEpochMilli()) - firstTick);
        Iterator<Batch> batches = source.batchesAfter(source.start().minusSeconds(1));
        while (batches.hasNext()) {
            batches.next().readings().forEach(this::add);
        }
    }

    long firstTick() {
        return firstTick;
    }

    long endTick() {
        return firstTick + ticks;
    }

    private void add(Reading reading) {
        Instant start = reading.getIntervalStart();
        if (start == null) {
            return;
        }
        long index = grid.tickFrom(start.toEpochMilli()) - firstTick;
        if (index < 0 || index >= ticks) {
            return;
        }
        double hours = Duration.between(start, reading.getReadingTime()).toMillis() / 3_600_000.0;
        double powerKw = reading.getMantissa() * Math.pow(10, reading.getScaler()) / WATTS_PER_KW;
        energyByMeter.computeIfAbsent(reading.getMeterId(), _ -> new double[ticks])[(int) index] += hours
                * powerKw;
        hoursByMeter.computeIfAbsent(reading.getMeterId(), _ -> new double[ticks])[(int) index] += hours;
    }

    /// {@return what a register measured in an interval; missing as well if it is beyond what the register can have measured}
    Energy energy(String meterId, Registration registration, long tick) {
        int index = Math.toIntExact(tick - firstTick);
        double[] hours = hoursByMeter.get(meterId);
        double[] energy = energyByMeter.get(meterId);
        if (hours == null || energy == null || hours[index] < grid.hours() * (1 - 1e-9)) {
            return new Energy(0, Quality.MISSING, 0);
        }
        double limitKw = registration.powerMaxKw() * (1 + MeteringConfig.DEFAULT.powerToleranceFraction());
        return energy[index] > limitKw * grid.hours()
                ? new Energy(0, Quality.MISSING, 0)
                : new Energy(energy[index], Quality.MEASURED, 1);
    }
}
