package org.tavan.simulator.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// Values of one quantity on a fixed grid of time; NaN where there is none.
///
/// Eight bytes a value: four years of a member in hours are 280 kB.
final class Series {
    private final Instant origin;
    private final int stepMinutes;
    private final double[] values;

    Series(Instant origin, Instant end, int stepMinutes) {
        this.origin = origin;
        this.stepMinutes = stepMinutes;
        this.values = new double[Math
                .toIntExact(Math.ceilDiv(Duration.between(origin, end).toMinutes(), stepMinutes))];
        Arrays.fill(values, Double.NaN);
    }

    int stepMinutes() {
        return stepMinutes;
    }

    Duration step() {
        return Duration.ofMinutes(stepMinutes);
    }

    boolean covers(Instant start) {
        return !start.isBefore(origin) && index(start) < values.length;
    }

    boolean onGrid(Instant start) {
        return Duration.between(origin, start).toSeconds() % step().toSeconds() == 0;
    }

    /// Value of the step in which the instant lies, or NaN.
    double at(Instant instant) {
        return covers(instant) ? values[index(instant)] : Double.NaN;
    }

    void set(Instant start, double value) {
        values[index(start)] = value;
    }

    boolean isEmpty() {
        return Arrays.stream(values).allMatch(Double::isNaN);
    }

    /// Mean from start on, of the steps that begin within the length, or of the one step that it lies in; NaN if a
    /// part is missing.
    double mean(Instant start, Duration length) {
        double sum = 0;
        int steps = 0;
        Instant instant = start;
        do {
            sum += at(instant);
            steps++;
            instant = instant.plus(step());
        } while (instant.isBefore(start.plus(length)));
        return sum / steps;
    }

    /// Start of the first step whose end lies after the instant.
    Instant firstEndingAfter(Instant instant) {
        long steps = Math.floorDiv(Duration.between(origin, instant).toSeconds(), step().toSeconds());
        return origin.plus(step().multipliedBy(steps));
    }

    private int index(Instant instant) {
        return Math.clamp(
                Math.floorDiv(Duration.between(origin, instant).toMinutes(), (long) stepMinutes), 0,
                Integer.MAX_VALUE);
    }
}
