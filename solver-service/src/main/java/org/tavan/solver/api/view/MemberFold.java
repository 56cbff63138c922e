package org.tavan.solver.api.view;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.DayType;
import org.tavan.schema.DeviceState;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Distribution;
import org.tavan.schema.Forecast;
import org.tavan.schema.Interval;
import org.tavan.schema.IntervalQuality;
import org.tavan.schema.PeerTrade;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.Policy;
import org.tavan.schema.Prosumer;
import org.tavan.schema.Schedule;

/// The newest days of one member. Confined to the thread that folds.
final class MemberFold {
    /// Gate forecasts kept: today's, tomorrow's, and one either side.
    private static final int GATES = 4;
    /// Distributions kept: those of the gates and revisions of them.
    private static final int SUPPORTS = 4 * GATES;

    private Settlement settlement;
    private final SlotRing ring;
    private final AchievedCounter achieved = new AchievedCounter();
    private final TreeMap<Instant, Forecast> gateForecasts = new TreeMap<>();
    private final TreeMap<Instant, Support> supports = new TreeMap<>();
    private Prosumer prosumer;
    private @Nullable Instant newestForecast;
    private @Nullable Dispatch lastDispatch;
    private @Nullable DeviceState lastState;

    MemberFold(Settlement settlement, Prosumer prosumer) {
        this.settlement = settlement;
        this.prosumer = prosumer;
        ring = new SlotRing(settlement.slots(CommunityFold.HISTORY.plus(CommunityFold.AHEAD)));
    }

    void configure(Settlement newSettlement, Prosumer newest) {
        settlement = newSettlement;
        prosumer = newest;
    }

    Prosumer prosumer() {
        return prosumer;
    }

    @Nullable
    Dispatch lastDispatch() {
        return lastDispatch;
    }

    @Nullable
    DeviceState lastState() {
        return lastState;
    }

    Achieved achieved() {
        return achieved.total();
    }

    double get(long slot, Column column) {
        return ring.get(slot, column);
    }

    /// Whether the column means anything for this member.
    boolean has(Column column) {
        return switch (column.needs()) {
            case NOTHING -> true;
            case BATTERY -> prosumer.getBattery() != null;
            case FLEXIBLE_LOAD -> prosumer.getFlexibleLoad() != null;
        };
    }

    /// Whether it is a member in that slot.
    boolean active(long slot) {
        Instant start = settlement.start(slot);
        Instant from = prosumer.getValidFrom();
        Instant to = prosumer.getValidTo();
        return (from == null || !start.isBefore(from)) && (to == null || start.isBefore(to));
    }

    void interval(Interval interval) {
        long slot = settlement.slot(interval.getIntervalStart());
        double hours = interval.getIntervalMinutes() / 60.0;
        ring.put(slot, Column.LOAD_KW, interval.getLoadKwh() / hours);
        ring.put(slot, Column.PV_KW, interval.getPvKwh() / hours);
        ring.put(slot, Column.MEASURED, interval.getQuality() == IntervalQuality.MEASURED ? 1 : 0);
    }

    void forecast(Forecast forecast) {
        if (newestForecast == null || !forecast.getIssuedAt().isBefore(newestForecast)) {
            newestForecast = forecast.getIssuedAt();
            long first = settlement.slot(forecast.getStart());
            for (int i = 0; i < lengthOf(forecast); i++) {
                ring.put(first + i, Column.NEWEST_FORECAST_KW, netKw(forecast, i));
            }
        }
        if (settlement.isGate(forecast.getIssuedAt())) {
            gateForecasts.put(forecast.getIssuedAt(), forecast);
            trim(gateForecasts, GATES);
            applyGate(forecast);
        }
    }

    void distribution(Distribution distribution) {
        distribution.getStatistics()
                .stream()
                .filter(one -> one.getDayType() == DayType.ALL)
                .findFirst()
                .ifPresent(all -> {
                    supports.put(distribution.getKnowledgeTime(),
                            new Support(all.getSupportLowKw(), all.getSupportHighKw()));
                    trim(supports, SUPPORTS);
                    gateForecasts.values()
                            .stream()
                            .filter(forecast -> distribution.getKnowledgeTime()
                                    .equals(forecast.getDistributionKnowledgeTime()))
                            .forEach(this::applyGate);
                });
    }

    void schedule(Schedule schedule) {
        if (schedule.getStatus() == PlanStatus.FAILED) {
            return;
        }
        long first = settlement.slot(schedule.getStart());
        put(first, Column.PLAN_IMPORT_KW, schedule.getGridImportKw());
        put(first, Column.PLAN_EXPORT_KW, schedule.getGridExportKw());
        put(first, Column.PLAN_CHARGE_KW, schedule.getChargeKw());
        put(first, Column.PLAN_DISCHARGE_KW, schedule.getDischargeKw());
        put(first, Column.PLAN_ENERGY_KWH, schedule.getEnergyKwh());
        put(first, Column.PLAN_FLEXIBLE_KW, schedule.getFlexibleKw());
        for (int i = 0; i < schedule.getGridImportKw().size(); i++) {
            double peerKw = 0;
            for (PeerTrade trade : schedule.getPeers()) {
                peerKw += at(trade.getTakeKw(), i) - at(trade.getGiveKw(), i);
            }
            ring.put(first + i, Column.PLAN_PEER_KW, peerKw);
        }
    }

    void policy(Policy policy) {
        long first = settlement.slot(policy.getStart());
        int length = Math.min(policy.getMarginKw().size(), policy.getForecastKw().size());
        for (int i = 0; i < length; i++) {
            ring.put(first + i, Column.SUPPLY_KW,
                    policy.getMarginKw().get(i) + policy.getForecastKw().get(i));
        }
    }

    /// Notes and counts a dispatch.
    ///
    /// @return false if it was seen before
    boolean dispatch(Dispatch dispatch) {
        if (!achieved.add(dispatch, settlement.zone())) {
            return false;
        }
        lastDispatch = dispatch;
        long slot = settlement.slot(dispatch.getIntervalStart());
        ring.put(slot, Column.REAL_TIME_IMPORT_KW, dispatch.getRealTimeImportKw());
        ring.put(slot, Column.REAL_TIME_EXPORT_KW, dispatch.getRealTimeExportKw());
        ring.put(slot, Column.SHORTAGE_KW, dispatch.getShortageKw());
        return true;
    }

    void deviceState(DeviceState state) {
        long slot = settlement.slot(state.getTime()) - 1;
        ring.put(slot, Column.CHARGE_KW, state.getChargeKw());
        ring.put(slot, Column.DISCHARGE_KW, state.getDischargeKw());
        ring.put(slot, Column.ENERGY_KWH, state.getEnergyKwh());
        ring.put(slot, Column.FLEXIBLE_KW, state.getFlexibleKw());
        if (lastState == null || !state.getTime().isBefore(lastState.getTime())) {
            lastState = state;
        }
    }

    /// Forecast and support box of the local day after the gate: the distribution that the forecast names, or else the newest before it.
    private void applyGate(Forecast forecast) {
        LocalDate delivery = LocalDate.ofInstant(forecast.getIssuedAt(), settlement.zone()).plusDays(1);
        Instant named = forecast.getDistributionKnowledgeTime();
        var floor = named == null ? null : supports.floorEntry(named);
        Support support = floor == null ? null : floor.getValue();
        long first = settlement.slot(forecast.getStart());
        for (int i = 0; i < lengthOf(forecast); i++) {
            ZonedDateTime local = settlement.start(first + i).atZone(settlement.zone());
            if (local.toLocalDate().equals(delivery)) {
                double netKw = netKw(forecast, i);
                ring.put(first + i, Column.GATE_FORECAST_KW, netKw);
                if (support != null) {
                    int slotOfDay = slotOfDay(local.toLocalTime());
                    ring.put(first + i, Column.SUPPORT_LOW_KW, netKw + at(support.lowKw(), slotOfDay));
                    ring.put(first + i, Column.SUPPORT_HIGH_KW, netKw + at(support.highKw(), slotOfDay));
                }
            }
        }
    }

    private int slotOfDay(LocalTime time) {
        return time.toSecondOfDay() / 60 / settlement.intervalMinutes();
    }

    private void put(long first, Column column, List<Double> valuesKw) {
        for (int i = 0; i < valuesKw.size(); i++) {
            ring.put(first + i, column, valuesKw.get(i));
        }
    }

    private static int lengthOf(Forecast forecast) {
        return Math.min(forecast.getLoadKw().size(), forecast.getPvKw().size());
    }

    private static double netKw(Forecast forecast, int i) {
        return forecast.getLoadKw().get(i) - forecast.getPvKw().get(i);
    }

    private static double at(List<Double> values, int i) {
        return i < values.size() ? values.get(i) : Double.NaN;
    }

    private static void trim(NavigableMap<?, ?> map, int most) {
        while (map.size() > most) {
            map.pollFirstEntry();
        }
    }

    /// Support box of the residual per slot of a local day (kW).
    private record Support(List<Double> lowKw, List<Double> highKw) {}
}
