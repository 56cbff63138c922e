package org.tavan.simulator.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Battery;
import org.tavan.schema.Channel;
import org.tavan.schema.Community;
import org.tavan.schema.FlexibleLoad;
import org.tavan.schema.Meter;
import org.tavan.schema.PeerLink;
import org.tavan.schema.Prosumer;
import org.tavan.simulator.community.Tuning;
import org.tavan.simulator.replay.ReplayConfig.BatteryPart;
import org.tavan.simulator.replay.ReplayConfig.CommunityPart;
import org.tavan.simulator.replay.ReplayConfig.FlexiblePart;
import org.tavan.simulator.replay.ReplayConfig.MemberPart;
import org.tavan.simulator.replay.ReplayConfig.PvPart;

/// The configured community as the system gets to see it.
final class ReplayCommunity {
    private static final double PV_METER_FACTOR = 1.2;

    private ReplayCommunity() {}

    static String loadMeter(MemberPart member) {
        return "csv:" + member.prosumerId() + "/load";
    }

    static String pvMeter(MemberPart member) {
        return "csv:" + member.prosumerId() + "/pv";
    }

    static Community of(ReplayConfig config) {
        CommunityPart part = config.community();
        Instant validFrom = config.firstDay().atStartOfDay(part.zone()).toInstant();
        Tuning tuning = part.tuning();
        List<Prosumer> members = config.members()
                .stream()
                .map(member -> prosumer(member, part.intervalMinutes()))
                .toList();
        List<PeerLink> links = config.peerLinks()
                .stream()
                .map(link -> new PeerLink(link.first(), link.second(), link.limitKw(), link.feeCentsPerKwh(),
                        link.wearCents()))
                .toList();
        return new Community(part.communityId(), part.name(), part.zone().getId(), part.currency(),
                part.latitudeDegrees(), part.longitudeDegrees(), part.intervalMinutes(),
                part.gateClosure().toSecondOfDay() / 60, part.offDaysOfWeek(), part.holidays(),
                tuning.epsilon(),
                tuning.radius(), tuning.rule(), tuning.jointMethod(), tuning.radiusPolicy(),
                tuning.radiusMin(),
                tuning.radiusMax(), tuning.windowDays(),
                tuning.minimumDays(),
                tuning.supportMarginFraction(), part.gridImportMaxKw(), part.gridExportMaxKw(),
                tuning.demandChargeCentsPerKw(),
                tuning.stabilityBudgetCents(), tuning.resolveForecastFraction(),
                tuning.resolveResidualFraction(),
                tuning.resolveGapMinutes(), validFrom, members, links, validFrom.minus(Duration.ofDays(1)));
    }

    private static Prosumer prosumer(MemberPart member, int intervalMinutes) {
        PvPart pv = member.pv();
        List<Meter> meters = new ArrayList<>();
        meters.add(new Meter(loadMeter(member), "", Channel.LOAD, member.meterMaxKw(), null));
        if (pv != null) {
            meters.add(new Meter(pvMeter(member), "", Channel.PV, PV_METER_FACTOR * pv.peakKw(), null));
        }
        return new Prosumer(member.prosumerId(), member.name(), member.kind(), member.nominalKw(),
                member.gridMaxKw(),
                member.gridMaxKw(), member.realTimeMaxKw(), member.realTimeMaxKw(),
                pv == null ? 0 : pv.peakKw(),
                pv == null ? 30 : pv.tiltDegrees(), pv == null ? 180 : pv.azimuthDegrees(),
                battery(member.battery()),
                flexibleLoad(member.flexibleLoad(), intervalMinutes), meters, null, null);
    }

    private static @Nullable Battery battery(@Nullable BatteryPart part) {
        return part == null
                ? null
                : new Battery(0.05 * part.energyMaxKwh(), part.energyMaxKwh(), part.energyMaxKwh() / 2,
                        part.energyMaxKwh() / 2, part.powerMaxKw(), part.powerMaxKw(), part.efficiency(),
                        part.efficiency(), part.wearCents(), true);
    }

    private static @Nullable FlexibleLoad flexibleLoad(@Nullable FlexiblePart part, int intervalMinutes) {
        if (part == null) {
            return null;
        }
        List<Double> desired = IntStream.range(0, 24 * 60 / intervalMinutes)
                .map(slot -> slot * intervalMinutes / 60)
                .mapToObj(hour -> hour >= part.fromHour() && hour < part.toHour()
                        ? part.desiredKw()
                        : Double.valueOf(0))
                .toList();
        return new FlexibleLoad(desired, part.powerMaxKw(), part.shiftMaxKwh(), part.discomfortCents());
    }
}
