package org.tavan.standalone.microgrid;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.PlannedStorage;
import org.tavan.schema.PlannedUnit;

/// What was asked of a microgrid and what was planned.
///
/// @param signal what its customers are told; null: nothing
/// @param studies null: none were asked for
public record MicrogridDay(MicrogridRequest request, MicrogridSchedule schedule,
        @Nullable DemandSignal signal, @Nullable Studies studies) {
    private static final double[] NOTHING = {};

    /// Number of intervals.
    int intervals() {
        return request.getLoadKw().size();
    }

    double hours() {
        return request.getIntervalMinutes() / 60.0;
    }

    Instant start(int interval) {
        return request.getStart().plus(Duration.ofMinutes((long) interval * request.getIntervalMinutes()));
    }

    /// {@return the local start of each interval, the hour alone where intervals are hours}
    List<String> labels() {
        var pattern = DateTimeFormatter.ofPattern(request.getIntervalMinutes() == 60 ? "HH" : "HH:mm",
                Locale.ROOT).withZone(ZoneId.of(request.getZone()));
        return IntStream.range(0, intervals()).mapToObj(i -> pattern.format(start(i))).toList();
    }

    /// {@return the local start of an interval, e.g. `14:00`}
    String clock(int interval) {
        return DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
                .withZone(ZoneId.of(request.getZone()))
                .format(start(interval));
    }

    /// {@return the customers' demand after the programmes, before voltage and losses (kW)}
    double[] respondedKw() {
        double[] load = array(schedule.getBaseLoadKw());
        var demand = schedule.getDemand();
        if (demand != null) {
            for (var bill : demand.getBills()) {
                for (int i = 0; i < load.length; i++) {
                    load[i] += bill.getAfterKw().get(i) - bill.getBeforeKw().get(i);
                }
            }
        }
        return load;
    }

    /// {@return the reserve that all hold together (kW)}
    double[] reserveKw() {
        double[] reserve = new double[intervals()];
        schedule.getUnits().stream().map(PlannedUnit::getReserveKw).forEach(kw -> add(reserve, kw));
        schedule.getStorages().stream().map(PlannedStorage::getReserveKw).forEach(kw -> add(reserve, kw));
        var grid = schedule.getGrid();
        if (grid != null) {
            add(reserve, grid.getReserveKw());
        }
        return reserve;
    }

    private static void add(double[] sum, List<Double> kw) {
        for (int i = 0; i < kw.size(); i++) {
            sum[i] += kw.get(i);
        }
    }

    /// {@return least, mean and largest voltage of all phases of all buses in an interval (pu); none without a feeder}
    double[] voltageRange(int interval) {
        var network = schedule.getNetwork();
        return network == null
                ? NOTHING
                : range(network.getVoltages()
                        .stream()
                        .mapToDouble(one -> one.getVoltagePu().get(interval))
                        .toArray());
    }

    /// {@return least, mean and largest of some values}
    static double[] range(double... values) {
        var all = Arrays.stream(values).summaryStatistics();
        return new double[]{all.getMin(), all.getAverage(), all.getMax()};
    }

    /// {@return the interval of the largest value}
    static int largest(List<Double> values) {
        return IntStream.range(0, values.size())
                .reduce(0, (best, i) -> values.get(i) > values.get(best) ? i : best);
    }

    static double sum(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    static double[] negative(List<Double> values) {
        return values.stream().mapToDouble(value -> value == 0 ? 0 : -value).toArray();
    }

    static double[] times(double factor, List<Double> values) {
        return values.stream().mapToDouble(value -> factor * value).toArray();
    }
}
