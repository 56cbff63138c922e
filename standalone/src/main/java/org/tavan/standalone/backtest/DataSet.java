package org.tavan.standalone.backtest;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.simulator.community.Tuning;
import org.tavan.simulator.replay.ReplayConfig;
import org.tavan.simulator.replay.ReplayConfig.BatteryPart;
import org.tavan.simulator.replay.ReplayConfig.CommunityPart;
import org.tavan.simulator.replay.ReplayConfig.FlexiblePart;
import org.tavan.simulator.replay.ReplayConfig.MemberPart;
import org.tavan.simulator.replay.ReplayConfig.PvPart;
import org.tavan.standalone.backtest.BacktestConfig.AssetPart;

/// The data set of an experiment: that of a replay, with the experiment's members, assets and prices in place of its own.
final class DataSet {
    private DataSet() {}

    /// {@return the replay that the experiment is about}
    static ReplayConfig changed(BacktestConfig config, ReplayConfig replay) {
        List<MemberPart> members = config.members() == null ? replay.members() : config.members();
        LocalDate lastDay = config.test().to().isBefore(replay.lastDay())
                ? config.test().to()
                : replay.lastDay();
        return new ReplayConfig(replay.name(), replay.firstDay(), lastDay, replay.heartbeatMinutes(),
                community(config, replay.community()),
                members.stream().map(member -> scaled(member, config.assets())).toList(),
                replay.peerLinks(), config.prices() == null ? replay.prices() : config.prices(), replay
                        .files());
    }

    private static CommunityPart community(BacktestConfig config, CommunityPart part) {
        return new CommunityPart(part.communityId(), part.name(), part.zone(), part.currency(), part
                .latitudeDegrees(), part.longitudeDegrees(), part.intervalMinutes(), part.gateClosure(),
                part
                        .offDaysOfWeek(),
                part.holidays(), config.gridImportMaxKw() == null
                        ? part.gridImportMaxKw()
                        : config
                                .gridImportMaxKw(),
                config.gridExportMaxKw() == null ? part.gridExportMaxKw() : config.gridExportMaxKw(),
                tuning(config, part.tuning()));
    }

    private static Tuning tuning(BacktestConfig config, Tuning tuning) {
        return new Tuning(tuning.epsilon(), tuning.radius(), tuning.rule(), tuning.jointMethod(),
                tuning.radiusPolicy(), tuning.radiusMin(), tuning.radiusMax(),
                config.demandChargeCentsPerKw() == null
                        ? tuning.demandChargeCentsPerKw()
                        : config.demandChargeCentsPerKw(),
                config.windowDays() == null ? tuning.windowDays() : config.windowDays(), tuning.minimumDays(),
                tuning.supportMarginFraction(),
                tuning.stabilityBudgetCents(), tuning.resolveForecastFraction(),
                tuning.resolveResidualFraction(), tuning.resolveGapMinutes());
    }

    private static MemberPart scaled(MemberPart member, AssetPart assets) {
        return new MemberPart(member.prosumerId(), member.name(), member.series(), member.kind(), member
                .nominalKw(), member.gridMaxKw(), assets.realTime() * member.realTimeMaxKw(),
                member.meterMaxKw(), pv(member
                        .pv(), assets.pv()),
                battery(member.battery(), assets.battery()), flexible(member.flexibleLoad(), assets
                        .flexible()));
    }

    private static @Nullable PvPart pv(@Nullable PvPart part, double factor) {
        return part == null
                ? null
                : new PvPart(factor * part.peakKw(), part.tiltDegrees(), part.azimuthDegrees());
    }

    /// Wear is of a kW of one battery: more of them share it.
    private static @Nullable BatteryPart battery(@Nullable BatteryPart part, double factor) {
        return part == null
                ? null
                : new BatteryPart(factor * part.energyMaxKwh(), factor * part.powerMaxKw(), part.efficiency(),
                        part.wearCents() / factor);
    }

    private static @Nullable FlexiblePart flexible(@Nullable FlexiblePart part, double factor) {
        return part == null
                ? null
                : new FlexiblePart(part.fromHour(), part.toHour(), factor * part.desiredKw(), factor * part
                        .powerMaxKw(), factor * part.shiftMaxKwh(), part.discomfortCents() / factor);
    }
}
