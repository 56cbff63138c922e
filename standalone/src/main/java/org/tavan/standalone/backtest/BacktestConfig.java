package org.tavan.standalone.backtest;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.experiment.Method;
import org.tavan.simulator.replay.ReplayConfig;
import org.tavan.simulator.replay.ReplayConfig.MemberPart;
import org.tavan.simulator.replay.ReplayConfig.PricePart;

/// An experiment: on which history, which days, with which assets, which methods.
///
/// @param name of the experiment, which names its folder
/// @param replay file of the data set as `tavan replay` reads it, relative to this file
/// @param training days on which the radius is chosen
/// @param test days on which everything is measured
/// @param members replace those of the data set; default: those of the data set
/// @param prices replace those of the data set; default: those of the data set
/// @param assets how much larger the members' assets are
/// @param gridImportMaxKw limit of the community's day-ahead import (kW), default that of the data set
/// @param gridExportMaxKw limit of the community's day-ahead export (kW), default that of the data set
/// @param windowDays residual days that a plan stands on, default that of the data set
/// @param supportMarginFractions widenings of the support of which one is chosen on the training days, ascending, default that of the
///        data set alone
/// @param demandChargeCentsPerKw price of the highest import of a month (¢ per kW), default that of the data set; where a period takes
///        every k-th day, a k-th of it is set against them
/// @param demandChargeTail the worst part of the residual days on which plans count that import, in [0, 1], as in
///        [org.tavan.market.DemandCharge]; default 0, the import as planned. The bill is the same
/// @param recourseMemory how many intervals before its own an interval's rule answers, default that of the data set's rule
/// @param storageRecourse whether batteries follow the residuals in every method with a rule, default false: only in `storage-recourse`.
///        They give back what they took only where the memory is at least 1
/// @param peakGuard whether batteries give way in real time where the metered import would exceed `gridImportMaxKw`, in every method but
///        the baseline; default false. What it gives is missing in the battery; days where batteries follow are left alone
/// @param methods labels of what is compared, default all; `storage-recourse` takes radius and margin from the last of the others
/// @param radii `ρ` swept, ascending, default 0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1
/// @param epsilons `ε` swept, default 0.05
/// @param frontierKw limits of the community's day-ahead import (kW) at which cost and peak are set against one another on both periods,
///        ascending, default none
/// @param seed of the bands of mean costs, default 1
public record BacktestConfig(String name, String replay, PeriodPart training, PeriodPart test,
        @Nullable List<MemberPart> members, @Nullable PricePart prices, AssetPart assets,
        @Nullable Double gridImportMaxKw, @Nullable Double gridExportMaxKw, @Nullable Integer windowDays,
        List<Double> supportMarginFractions, @Nullable Double demandChargeCentsPerKw, Double demandChargeTail,
        @Nullable Integer recourseMemory, Boolean storageRecourse, Boolean peakGuard,
        List<String> methods, List<Double> radii,
        List<Double> epsilons, List<Double> frontierKw, Long seed) {

    /// Fills in what was left out, and checks.
    ///
    /// @throws IllegalArgumentException if something is missing or out of range
    public BacktestConfig(
            @Nullable String name,
            @Nullable String replay,
            @Nullable PeriodPart training,
            @Nullable PeriodPart test,
            @Nullable List<MemberPart> members,
            @Nullable PricePart prices,
            @Nullable AssetPart assets,
            @Nullable Double gridImportMaxKw,
            @Nullable Double gridExportMaxKw,
            @Nullable Integer windowDays,
            @Nullable List<Double> supportMarginFractions,
            @Nullable Double demandChargeCentsPerKw,
            @Nullable Double demandChargeTail,
            @Nullable Integer recourseMemory,
            @Nullable Boolean storageRecourse,
            @Nullable Boolean peakGuard,
            @Nullable List<String> methods,
            @Nullable List<Double> radii,
            @Nullable List<Double> epsilons,
            @Nullable List<Double> frontierKw,
            @Nullable Long seed) {
        this.name = required("name", name);
        this.replay = required("replay", replay);
        this.training = required("training", training);
        this.test = required("test", test);
        this.members = members == null ? null : List.copyOf(members);
        this.prices = prices;
        this.assets = assets == null ? new AssetPart(null, null, null, null) : assets;
        this.gridImportMaxKw = gridImportMaxKw;
        this.gridExportMaxKw = gridExportMaxKw;
        this.windowDays = windowDays;
        this.supportMarginFractions = supportMarginFractions == null
                ? List.of()
                : List.copyOf(supportMarginFractions);
        this.demandChargeCentsPerKw = demandChargeCentsPerKw;
        this.demandChargeTail = demandChargeTail == null ? 0 : demandChargeTail;
        this.recourseMemory = recourseMemory;
        this.storageRecourse = storageRecourse != null && storageRecourse;
        this.peakGuard = peakGuard != null && peakGuard;
        this.methods = methods == null
                ? java.util.Arrays.stream(Method.values()).map(Method::label).toList()
                : List.copyOf(methods);
        this.radii = radii == null
                ? List.of(0.0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
                : List.copyOf(radii);
        this.epsilons = epsilons == null ? List.of(0.05) : List.copyOf(epsilons);
        this.frontierKw = frontierKw == null ? List.of() : List.copyOf(frontierKw);
        this.seed = seed == null ? 1 : seed;
        this.methods.forEach(Method::of);
        if (this.methods.contains(Method.STORAGE_RECOURSE.label())
                && this.methods.stream()
                        .map(Method::of)
                        .allMatch(
                                method -> method == Method.STORAGE_RECOURSE || !method.hasRadius())) {
            throw new IllegalArgumentException(
                    "The methods lack bonferroni or joint-cvar, whose radius storage-recourse takes.");
        }
        requireAscending("radii", this.radii, 0, Double.POSITIVE_INFINITY);
        requireAscending("epsilons", this.epsilons, Double.MIN_VALUE, 1);
        requireAscending("supportMarginFractions", this.supportMarginFractions, 0, Double.POSITIVE_INFINITY);
        requireAscending("frontierKw", this.frontierKw, Double.MIN_VALUE, Double.POSITIVE_INFINITY);
        requireOne("radii", this.radii);
        requireOne("epsilons", this.epsilons);
        if (!(this.demandChargeTail >= 0 && this.demandChargeTail <= 1)) {
            throw new IllegalArgumentException("The demandChargeTail (%s) must lie in [0, 1].".formatted(
                    this.demandChargeTail));
        }
        if (recourseMemory != null && recourseMemory < 0) {
            throw new IllegalArgumentException("The recourseMemory (%d) must not be negative.".formatted(
                    recourseMemory));
        }
        if (!this.name.matches("[\\w.-]+")) {
            throw new IllegalArgumentException(
                    "The name (%s) must be letters, digits, '.', '-' and '_', since it names a folder."
                            .formatted(this.name));
        }
        if (!this.training.to().isBefore(this.test.from())) {
            throw new IllegalArgumentException(
                    "The training (to %s) must end before the test (from %s) begins.".formatted(
                            this.training.to(), this.test.from()));
        }
    }

    /// {@return the data set with the experiment's members, assets and prices in place of its own}
    ///
    /// @param dataSet as `tavan replay` would have it
    public ReplayConfig applyTo(ReplayConfig dataSet) {
        return DataSet.changed(this, dataSet);
    }

    /// Days of a period.
    ///
    /// @param from first local day
    /// @param to last local day
    /// @param every takes every so-many-th day, default 1
    public record PeriodPart(LocalDate from, LocalDate to, Integer every) {
        /// Fills in what was left out, and checks.
        ///
        /// @throws IllegalArgumentException if a day is missing or they are out of order
        public PeriodPart(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable Integer every) {
            this.from = required("from", from);
            this.to = required("to", to);
            this.every = every == null ? 1 : every;
            if (this.to.isBefore(this.from)) {
                throw new IllegalArgumentException("The period's to (%s) must not lie before its from (%s)."
                        .formatted(this.to, this.from));
            }
            if (this.every < 1) {
                throw new IllegalArgumentException("The every (%d) must be at least 1.".formatted(
                        this.every));
            }
        }

        /// {@return its days}
        List<LocalDate> days() {
            return from.datesUntil(to.plusDays(1), java.time.Period.ofDays(every)).toList();
        }
    }

    /// Factors on the members' assets and limits.
    ///
    /// @param pv on peak powers, default 1; measured generation is not scaled
    /// @param battery on capacities and powers, default 1
    /// @param flexible on desired and largest powers of flexible loads, default 1
    /// @param realTime on the limits of the real-time exchange, default 1
    public record AssetPart(Double pv, Double battery, Double flexible, Double realTime) {
        /// Fills in what was left out, and checks.
        ///
        /// @throws IllegalArgumentException if a factor is not positive
        public AssetPart(@Nullable Double pv, @Nullable Double battery, @Nullable Double flexible,
                @Nullable Double realTime) {
            this.pv = factor("pv", pv);
            this.battery = factor("battery", battery);
            this.flexible = factor("flexible", flexible);
            this.realTime = factor("realTime", realTime);
        }

        private static double factor(String name, @Nullable Double value) {
            double factor = value == null ? 1 : value;
            if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("The %s (%s) must be positive.".formatted(name, factor));
            }
            return factor;
        }
    }

    private static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("%s is missing".formatted(name));
        }
        return value;
    }

    private static void requireAscending(String name, List<Double> values, double least, double below) {
        double before = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (!(least <= value && value < below && before < value)) {
                throw new IllegalArgumentException("The %s (%s) must ascend within [%s, %s).".formatted(name,
                        values, least, below));
            }
            before = value;
        }
    }

    private static void requireOne(String name, List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("The %s are empty, expected one or more.".formatted(name));
        }
    }
}
