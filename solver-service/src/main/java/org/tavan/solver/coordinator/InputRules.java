package org.tavan.solver.coordinator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Community;
import org.tavan.schema.DeviceState;
import org.tavan.schema.Distribution;
import org.tavan.schema.Forecast;
import org.tavan.schema.Interval;
import org.tavan.schema.Policy;
import org.tavan.schema.Price;
import org.tavan.schema.RecourseRule;
import org.tavan.schema.RejectReason;
import org.tavan.schema.ResidualDay;
import org.tavan.schema.ResidualStatistics;
import org.tavan.schema.Schedule;
import org.tavan.solver.state.Refusal;
import org.tavan.solver.state.Vectors;

/// What a record must be like to be used. Each rule returns the reason against it, or null.
final class InputRules {
    private InputRules() {}

    static @Nullable Refusal price(Price price, Community community) {
        if (!(Double.isFinite(price.getDayAheadCentsPerKwh())
                && Double.isFinite(price.getRealTimeBuyCentsPerKwh())
                && Double.isFinite(price.getRealTimeSellCentsPerKwh()))) {
            return refuse(RejectReason.NOT_A_NUMBER,
                    "price of %s is not finite".formatted(price.getIntervalStart()));
        }
        if (!(price.getRealTimeSellCentsPerKwh() <= price.getRealTimeBuyCentsPerKwh())) {
            return refuse(RejectReason.INVALID_PRICE,
                    "price of %s sells at %s ¢/kWh in real time, expected at most the buying price, %s"
                            .formatted(
                                    price.getIntervalStart(), price.getRealTimeSellCentsPerKwh(),
                                    price.getRealTimeBuyCentsPerKwh()));
        }
        int minutes = community.getIntervalMinutes();
        if (!(price.getIntervalMinutes() > 0 && price.getIntervalMinutes() % minutes == 0)) {
            return refuse(RejectReason.INVALID_PRICE,
                    "price of %s is for %d min, expected whole settlement intervals of %d min".formatted(
                            price.getIntervalStart(), price.getIntervalMinutes(), minutes));
        }
        return onGrid("price", price.getIntervalStart().toEpochMilli(), community);
    }

    static @Nullable Refusal interval(Interval interval, Community community) {
        if (!(interval.getLoadKwh() >= 0 && interval.getPvKwh() >= 0
                && Double.isFinite(interval.getLoadKwh() + interval.getPvKwh()))) {
            return refuse(RejectReason.NOT_A_NUMBER,
                    "interval %s has load %s and PV %s kWh, expected numbers of 0 or more"
                            .formatted(interval.getIntervalStart(), interval.getLoadKwh(),
                                    interval.getPvKwh()));
        }
        return length("interval", interval.getIntervalMinutes(), interval.getIntervalStart().toEpochMilli(),
                community);
    }

    static @Nullable Refusal forecast(Forecast forecast, Community community) {
        if (forecast.getLoadKw().size() != forecast.getPvKw().size() || forecast.getLoadKw().isEmpty()) {
            return refuse(RejectReason.INVALID_FORECAST,
                    "forecast of %s has %d load and %d PV values, expected as many"
                            .formatted(forecast.getIssuedAt(), forecast.getLoadKw().size(),
                                    forecast.getPvKw().size()));
        }
        if (!(Vectors.finite(forecast.getLoadKw()) && Vectors.finite(forecast.getPvKw()))) {
            return refuse(RejectReason.NOT_A_NUMBER,
                    "forecast of %s has a value that is not finite".formatted(forecast.getIssuedAt()));
        }
        if (forecast.getDistributionDays() < 0
                || (forecast.getDistributionDays() > 0) != (forecast.getDistributionKnowledgeTime() != null)
                || (forecast.getDistributionDays() > 0) != (forecast.getDistributionDay() != null)) {
            return refuse(RejectReason.INVALID_FORECAST,
                    "forecast of %s names a distribution of %d days through %s known at %s, expected all or none of them"
                            .formatted(forecast.getIssuedAt(), forecast.getDistributionDays(),
                                    forecast.getDistributionDay(), forecast.getDistributionKnowledgeTime()));
        }
        Refusal refusal = onGrid("forecast issued at", forecast.getIssuedAt().toEpochMilli(), community);
        return refusal != null
                ? refusal
                : length("forecast", forecast.getIntervalMinutes(), forecast.getStart().toEpochMilli(),
                        community);
    }

    static @Nullable Refusal distribution(Distribution distribution, Community community) {
        int slots = 1440 / community.getIntervalMinutes();
        String name = "distribution through " + distribution.getThroughDay();
        if (distribution.getIntervalMinutes() != community.getIntervalMinutes()) {
            return refuse(RejectReason.BAD_INTERVAL, "%s has slots of %d min, expected %d".formatted(name,
                    distribution.getIntervalMinutes(), community.getIntervalMinutes()));
        }
        for (ResidualDay day : distribution.getDays()) {
            if (day.getResidualKw().size() != slots) {
                return refuse(RejectReason.BAD_INTERVAL, "%s has %d values on %s, expected %d".formatted(name,
                        day.getResidualKw().size(), day.getDay(), slots));
            }
            if (!Vectors.finite(day.getResidualKw())) {
                return refuse(RejectReason.NOT_A_NUMBER,
                        "%s has a value on %s that is not finite".formatted(name, day.getDay()));
            }
        }
        for (ResidualStatistics statistics : distribution.getStatistics()) {
            if (!box(statistics.getSupportLowKw(), statistics.getSupportHighKw(), slots)) {
                return refuse(RejectReason.NOT_A_NUMBER,
                        "%s has a support box of %s days that is not %d ordered finite pairs".formatted(name,
                                statistics.getDayType(), slots));
            }
        }
        return null;
    }

    static @Nullable Refusal deviceState(DeviceState state) {
        if (!(Double.isFinite(state.getEnergyKwh()) && state.getEnergyKwh() >= 0
                && Double.isFinite(state.getShiftedKwh()))) {
            return refuse(RejectReason.INVALID_STATE,
                    "state of %s at %s has energy %s kWh and shifted energy %s kWh, expected finite numbers"
                            .formatted(
                                    state.getProsumerId(), state.getTime(), state.getEnergyKwh(),
                                    state.getShiftedKwh()));
        }
        return null;
    }

    static @Nullable Refusal schedule(Schedule schedule) {
        int size = schedule.getGridImportKw().size();
        boolean lengths = List
                .of(schedule.getGridExportKw(), schedule.getChargeKw(), schedule.getDischargeKw(),
                        schedule.getEnergyKwh(), schedule.getFlexibleKw(), schedule.getShiftedKwh(),
                        schedule.getBalanceCentsPerKwh(), schedule.getStorageCentsPerKwh())
                .stream()
                .allMatch(list -> list.size() == size && Vectors.finite(list));
        return lengths && size > 0 && Vectors.finite(schedule.getGridImportKw())
                ? null
                : refuse(RejectReason.INVALID_STATE,
                        "schedule of plan %s has lists of different lengths or values that are not finite"
                                .formatted(schedule.getPlanId()));
    }

    static @Nullable Refusal policy(Policy policy) {
        int size = policy.getForecastKw().size();
        boolean lengths = List
                .of(policy.getLatestForecastKw(), policy.getPlannedRealTimeKw(), policy.getMarginKw(),
                        policy.getRealTimeBuyCentsPerKwh(),
                        policy.getRealTimeSellCentsPerKwh(), policy.getRiskCentsPerKwh())
                .stream()
                .allMatch(list -> list.size() == size && Vectors.finite(list));
        int gains = policy.getRule() == RecourseRule.CAUSAL ? size * (size + 1) / 2 : size;
        boolean gainsOk = policy.getRecourseKw().size() == gains && Vectors.finite(policy.getRecourseKw());
        return policy.getRule() != RecourseRule.UNKNOWN && lengths && gainsOk && size > 0
                && policy.getBinding().size() == size
                && policy.getNominalKw() > 0 && Vectors.finite(policy.getForecastKw())
                        ? null
                        : refuse(RejectReason.INVALID_STATE,
                                "policy of plan %s: rule %s, lists of different lengths, %d gains, expected %d, or not finite"
                                        .formatted(policy.getPlanId(), policy.getRule(),
                                                policy.getRecourseKw().size(), gains));
    }

    private static boolean box(List<Double> low, List<Double> high, int slots) {
        if (low.size() != slots || high.size() != slots || !Vectors.finite(low) || !Vectors.finite(high)) {
            return false;
        }
        for (int i = 0; i < slots; i++) {
            if (!(low.get(i) <= high.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Refusal length(String what, int minutes, long startMillis, Community community) {
        if (minutes != community.getIntervalMinutes()) {
            return refuse(RejectReason.BAD_INTERVAL,
                    "%s has intervals of %d min, expected %d".formatted(what, minutes,
                            community.getIntervalMinutes()));
        }
        return onGrid(what, startMillis, community);
    }

    private static @Nullable Refusal onGrid(String what, long millis, Community community) {
        long step = community.getIntervalMinutes() * 60_000L;
        return Math.floorMod(millis - community.getValidFrom().toEpochMilli(), step) == 0
                ? null
                : refuse(RejectReason.BAD_INTERVAL,
                        "%s %s is not on the settlement grid of %d min from %s".formatted(what,
                                java.time.Instant.ofEpochMilli(millis), community.getIntervalMinutes(),
                                community.getValidFrom()));
    }

    private static Refusal refuse(RejectReason reason, String message) {
        return new Refusal(reason, message);
    }
}
