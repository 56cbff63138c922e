package org.tavan.standalone.backtest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tavan.conic.Profile;
import org.tavan.experiment.GateKnowledge;
import org.tavan.schema.DayType;
import org.tavan.schema.Distribution;
import org.tavan.schema.Forecast;
import org.tavan.schema.ForecastSkill;
import org.tavan.schema.Interval;
import org.tavan.schema.IntervalQuality;
import org.tavan.schema.ResidualDay;
import org.tavan.schema.ResidualStatistics;
import org.tavan.streams.forecast.LocalCalendar;
import org.tavan.streams.forecast.LocalDay;
import org.tavan.streams.prosumer.ProsumerOutput;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.SupportBox;

/// What the streams application publishes of one member, reduced to what an experiment needs: the forecast of each gate closure with
/// the distribution that it names, and the measured net demand.
final class MemberForecasts implements ProsumerOutput {
    private final LocalCalendar calendar;
    private final Set<LocalDate> wanted;
    private final int minimumDays;
    private final Profile desiredKwBySlot;
    private final long firstTick;
    private final double[] netKw;
    private final Map<Instant, Distribution> versions = new HashMap<>();
    private final Map<LocalDate, Known> knownByDay = new HashMap<>();

    /// @param residualDays of the samples, in their order
    private record Known(GateKnowledge.Member member, List<LocalDate> residualDays) {
        Known {
            residualDays = List.copyOf(residualDays);
        }

        /// With the samples of some days alone, at least one of its own.
        GateKnowledge.Member of(Set<LocalDate> days) {
            List<Profile> samples = new ArrayList<>();
            for (int i = 0; i < residualDays.size(); i++) {
                if (days.contains(residualDays.get(i))) {
                    samples.add(member.residualKw().sample(i));
                }
            }
            return new GateKnowledge.Member(member.forecastKw(), member.desiredKw(), EmpiricalDistribution.of(
                    samples), member.supportKw());
        }
    }

    /// @param wanted days whose gate closures are kept
    /// @param minimumDays residual days below which a member is not planned
    /// @param desiredKwBySlot flexible load as desired, one value a slot
    MemberForecasts(LocalCalendar calendar, Set<LocalDate> wanted, int minimumDays, Profile desiredKwBySlot,
            long firstTick, long endTick) {
        this.calendar = calendar;
        this.wanted = wanted;
        this.minimumDays = minimumDays;
        this.desiredKwBySlot = desiredKwBySlot;
        this.firstTick = firstTick;
        netKw = new double[Math.toIntExact(endTick - firstTick)];
        Arrays.fill(netKw, Double.NaN);
    }

    @Override
    public void interval(Interval interval) {
        if (interval.getQuality() == IntervalQuality.MEASURED) {
            long tick = calendar.grid().tickFrom(interval.getIntervalStart().toEpochMilli());
            netKw[Math.toIntExact(tick - firstTick)] = (interval.getLoadKwh() - interval.getPvKwh())
                    / calendar.grid().hours();
        }
    }

    @Override
    public void distribution(Distribution distribution) {
        versions.put(distribution.getKnowledgeTime(), distribution);
    }

    @Override
    public void skill(ForecastSkill skill) {
        // An experiment scores plans, not forecasts.
    }

    @Override
    public void forecast(Forecast forecast) {
        Instant named = forecast.getDistributionKnowledgeTime();
        Distribution distribution = named == null ? null : versions.get(named);
        if (named != null) {
            versions.keySet().removeIf(other -> other.isBefore(named));
        }
        long tick = calendar.grid().tickFrom(forecast.getIssuedAt().toEpochMilli());
        LocalDate today = calendar.dayOf(tick).date();
        LocalDate target = today.plusDays(1);
        if (distribution != null && wanted.contains(target) && calendar.gateTick(today) == tick) {
            known(calendar.day(target), tick, forecast, distribution)
                    .ifPresent(known -> knownByDay.put(target,
                            known));
        }
    }

    /// {@return what was known of a day at its gate closure; null if too little}
    GateKnowledge.@Nullable Member known(LocalDate date) {
        Known known = knownByDay.get(date);
        return known == null ? null : known.member();
    }

    /// {@return which days its samples were known of at the gate closure of a day, oldest first; empty if too little was known}
    List<LocalDate> residualDays(LocalDate date) {
        Known known = knownByDay.get(date);
        return known == null ? List.of() : known.residualDays();
    }

    /// {@return what was known of a day, with the samples of some days alone}
    ///
    /// @param days one or more of its [#residualDays]
    GateKnowledge.Member known(LocalDate date, Set<LocalDate> days) {
        return Objects.requireNonNull(knownByDay.get(date)).of(days);
    }

    /// {@return the measured net demand of a day (kW); empty unless every interval was measured}
    Optional<Profile> measured(LocalDay day) {
        int from = Math.toIntExact(day.firstTick() - firstTick);
        if (from < 0 || from + day.intervals() > netKw.length) {
            return Optional.empty();
        }
        double[] values = Arrays.copyOfRange(netKw, from, from + day.intervals());
        return Arrays.stream(values).anyMatch(Double::isNaN)
                ? Optional.empty()
                : Optional.of(Profile.of(values));
    }

    private Optional<Known> known(LocalDay day, long issueTick, Forecast forecast,
            Distribution distribution) {
        List<Profile> samples = new ArrayList<>();
        List<LocalDate> residualDays = new ArrayList<>();
        DayType type = day.offDay() ? DayType.OFFDAY : DayType.WORKDAY;
        ResidualStatistics statistics = statistics(distribution, type);
        boolean typed = statistics != null;
        if (statistics == null) {
            statistics = statistics(distribution, DayType.ALL);
        }
        if (statistics == null || distribution.getDays().size() < minimumDays) {
            return Optional.empty();
        }
        double[] low = bySlot(day, statistics.getSupportLowKw());
        double[] high = bySlot(day, statistics.getSupportHighKw());
        for (ResidualDay residual : distribution.getDays()) {
            if (typed && residual.getDayType() != type) {
                continue;
            }
            double[] sample = bySlot(day, residual.getResidualKw());
            for (int i = 0; i < sample.length; i++) {
                low[i] = Math.min(low[i], sample[i]);
                high[i] = Math.max(high[i], sample[i]);
            }
            samples.add(Profile.of(sample));
            residualDays.add(residual.getDay());
        }
        double[] forecastKw = new double[day.intervals()];
        double[] desiredKw = new double[day.intervals()];
        for (int i = 0; i < forecastKw.length; i++) {
            int index = Math.toIntExact(day.firstTick() + i - issueTick);
            forecastKw[i] = forecast.getLoadKw().get(index) - forecast.getPvKw().get(index);
            desiredKw[i] = desiredKwBySlot.get(day.slot(i));
        }
        return Optional.of(new Known(new GateKnowledge.Member(Profile.of(forecastKw), Profile.of(desiredKw),
                EmpiricalDistribution.of(samples), new SupportBox(Profile.of(low), Profile.of(high))),
                residualDays));
    }

    private static @Nullable ResidualStatistics statistics(Distribution distribution, DayType type) {
        return distribution.getStatistics()
                .stream()
                .filter(statistics -> statistics.getDayType() == type)
                .findFirst()
                .orElse(null);
    }

    private static double[] bySlot(LocalDay day, List<Double> values) {
        double[] row = new double[day.intervals()];
        for (int i = 0; i < row.length; i++) {
            row[i] = values.get(day.slot(i));
        }
        return row;
    }
}
