package org.tavan.standalone.summary;

import java.util.function.ToDoubleFunction;
import org.tavan.community.Coverage;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Interval;
import org.tavan.schema.IntervalQuality;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveKind;

/// What happened to one member, interval by interval.
final class MemberHistory {
    /// Powers are means of the interval (kW).
    enum Column {
        NET_KW, RESIDUAL_KW, READINGS, REVISION, DAY_AHEAD_KW, PEER_FEE_CENTS_PER_HOUR, REAL_TIME_IMPORT_KW, REAL_TIME_EXPORT_KW, SHORTAGE_KW, PROMISED, BATTERY_KW, FLEXIBLE_KW, DISPATCHES
    }

    private final SlotTable<Column> table;
    private final double hours;
    private long intervals;
    private long estimatedIntervals;
    private long acceptedReadings;
    private long dispatches;
    private long repeatedDispatches;

    MemberHistory(int intervalMinutes) {
        table = new SlotTable<>(Column.class, intervalMinutes);
        hours = intervalMinutes / 60.0;
    }

    /// The newest revision of an interval stands.
    void add(Interval interval) {
        long start = interval.getIntervalStart().toEpochMilli();
        double revisionBefore = table.get(start, Column.REVISION);
        if (interval.getRevision() <= revisionBefore) {
            return;
        }
        table.put(start, Column.REVISION, interval.getRevision());
        boolean measured = interval.getQuality() == IntervalQuality.MEASURED;
        double netBefore = table.put(start, Column.NET_KW,
                measured ? (interval.getLoadKwh() - interval.getPvKwh()) / hours : Double.NaN);
        var residual = interval.getResidualKw();
        table.put(start, Column.RESIDUAL_KW, residual == null ? Double.NaN : residual);
        double readingsBefore = table.put(start, Column.READINGS, interval.getReadings());
        boolean first = Double.isNaN(revisionBefore);
        acceptedReadings += interval.getReadings() - (first ? 0 : (long) readingsBefore);
        estimatedIntervals += (measured ? 0 : 1) - (!first && Double.isNaN(netBefore) ? 1 : 0);
        intervals += first ? 1 : 0;
    }

    /// Only a day-ahead plan commits purchases and trades.
    ///
    /// @param feeCentsPerKwh grid fee on energy taken from a peer
    void add(Schedule schedule, ToDoubleFunction<String> feeCentsPerKwh) {
        if (schedule.getKind() != SolveKind.DAY_AHEAD || schedule.getStatus() == PlanStatus.FAILED) {
            return;
        }
        for (int t = 0; t < schedule.getGridImportKw().size(); t++) {
            long start = schedule.getStart().toEpochMilli() + t * 60_000L * schedule.getIntervalMinutes();
            table.put(start, Column.DAY_AHEAD_KW,
                    schedule.getGridImportKw().get(t) - schedule.getGridExportKw().get(t));
            int slot = t;
            table.put(start, Column.PEER_FEE_CENTS_PER_HOUR,
                    schedule.getPeers()
                            .stream()
                            .mapToDouble(trade -> feeCentsPerKwh.applyAsDouble(trade.getPeerId())
                                    * trade.getTakeKw().get(slot))
                            .sum());
        }
    }

    void add(Dispatch dispatch) {
        long start = dispatch.getIntervalStart().toEpochMilli();
        dispatches++;
        repeatedDispatches += Double.isNaN(table.put(start, Column.DISPATCHES, 1)) ? 0 : 1;
        if (!dispatch.getPlanId().isEmpty() && dispatch.getMeasured()) {
            table.put(start, Column.REAL_TIME_IMPORT_KW, dispatch.getRealTimeImportKw());
            table.put(start, Column.REAL_TIME_EXPORT_KW, dispatch.getRealTimeExportKw());
            table.put(start, Column.SHORTAGE_KW, dispatch.getShortageKw());
            table.put(start, Column.PROMISED, Coverage.covers(dispatch) ? 1 : 0);
        }
        long next = dispatch.getSetpointStart().toEpochMilli();
        table.put(next, Column.BATTERY_KW, dispatch.getChargeKw() - dispatch.getDischargeKw());
        table.put(next, Column.FLEXIBLE_KW, dispatch.getFlexibleKw());
    }

    double get(long startMillis, Column column) {
        return table.get(startMillis, column);
    }

    /// Whether the interval was measured, forecast, planned and dispatched, so that both costs are known.
    boolean comparable(long startMillis) {
        return !Double.isNaN(get(startMillis, Column.NET_KW) + get(startMillis, Column.RESIDUAL_KW)
                + get(startMillis, Column.DAY_AHEAD_KW) + get(startMillis, Column.SHORTAGE_KW));
    }

    long intervals() {
        return intervals;
    }

    long estimatedIntervals() {
        return estimatedIntervals;
    }

    long acceptedReadings() {
        return acceptedReadings;
    }

    long dispatches() {
        return dispatches;
    }

    long repeatedDispatches() {
        return repeatedDispatches;
    }
}
