package org.tavan.simulator.community;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
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
import org.tavan.schema.ProsumerKind;
import org.tavan.simulator.meter.MeterKind;
import org.tavan.simulator.weather.PvPlant;
import org.tavan.simulator.weather.Site;

/// Configuration of the synthetic community as the system gets to see it, in the ranges of the paper's Table 1.
public final class SyntheticCommunity {
    private static final int GATE_CLOSURE_MINUTES = 12 * 60;
    private static final double NOMINAL_KW = 10;
    private static final double METER_MAX_FACTOR = 4;
    private static final int LINKS_REACH = 3;

    /// A meter of a member.
    ///
    /// @param meterId as in the readings
    /// @param member number of the member
    /// @param channel LOAD or PV
    /// @param kind what it sends
    public record MeterPoint(String meterId, int member, Channel channel, MeterKind kind) {

        /// Its name within the community, the member's and the channel's, e.g. `home-3/load`.
        public String name() {
            return meterId.substring(meterId.indexOf('/') + 1);
        }
    }

    private SyntheticCommunity() {}

    /// The meters of a community.
    ///
    /// @param communityId the community
    /// @param prosumers number of members
    /// @return its meters, in the order of the members, load before PV
    public static List<MeterPoint> meters(String communityId, int prosumers) {
        List<MeterPoint> points = new ArrayList<>();
        for (int member = 0; member < prosumers; member++) {
            MemberProfile profile = MemberProfile.of(member);
            String prefix = "sim:%s/%s/".formatted(communityId, profile.prosumerId());
            points.add(new MeterPoint(prefix + "load", member, Channel.LOAD, profile.loadMeter()));
            if (profile.plant() != null) {
                points.add(new MeterPoint(prefix + "pv", member, Channel.PV, profile.pvMeter()));
            }
        }
        return List.copyOf(points);
    }

    /// How large the members are.
    ///
    /// @param prosumers number of members
    /// @return scale of each one's load: about the evening peak of a home, the working hours of a business (kW)
    public static List<Double> loadScalesKw(int prosumers) {
        return IntStream.range(0, prosumers).mapToObj(i -> MemberProfile.of(i).loadKw()).toList();
    }

    /// Configuration of a community.
    ///
    /// @param communityId the community
    /// @param site where it lies
    /// @param prosumers number of members
    /// @param intervalMinutes settlement interval (min)
    /// @param registerModulus where cumulative registers start again (kWh)
    /// @param validFrom start of the first interval
    /// @param lastYear last year whose holidays are listed
    /// @param tuning how it is to be planned
    /// @return the configuration, decided a day before
    public static Community configuration(
            String communityId,
            Site site,
            int prosumers,
            int intervalMinutes,
            double registerModulus,
            Instant validFrom,
            int lastYear,
            Tuning tuning) {
        List<MeterPoint> points = meters(communityId, prosumers);
        List<Prosumer> members = IntStream.range(0, prosumers)
                .mapToObj(i -> prosumer(i, intervalMinutes, registerModulus,
                        points.stream().filter(point -> point.member() == i).toList()))
                .toList();
        ZoneId zone = site.zone();
        return new Community(communityId, "Synthetic community " + communityId, zone.getId(), "USD",
                site.latitudeDegrees(), site.longitudeDegrees(), intervalMinutes, GATE_CLOSURE_MINUTES,
                IranianCalendar.OFF_DAYS.stream().map(DayOfWeek::getValue).toList(),
                IranianCalendar.holidays(validFrom.atZone(zone).getYear(), lastYear), tuning.epsilon(),
                tuning.radius(),
                tuning.rule(), tuning.jointMethod(), tuning.radiusPolicy(), tuning.radiusMin(),
                tuning.radiusMax(),
                tuning.windowDays(), tuning.minimumDays(),
                tuning.supportMarginFraction(), null, null, tuning.demandChargeCentsPerKw(),
                tuning.stabilityBudgetCents(),
                tuning.resolveForecastFraction(), tuning.resolveResidualFraction(),
                tuning.resolveGapMinutes(), validFrom,
                members, links(prosumers), validFrom.minus(Duration.ofDays(1)));
    }

    private static Prosumer prosumer(int index, int intervalMinutes, double registerModulus,
            List<MeterPoint> points) {
        MemberProfile profile = MemberProfile.of(index);
        PvPlant plant = profile.plant();
        boolean business = profile.kind() == ProsumerKind.COMMERCIAL;
        double gridMaxKw = business ? 60 : 40;
        double realTimeMaxKw = business ? 40 : 30;
        return new Prosumer(profile.prosumerId(), profile.prosumerId().replace('-', ' '), profile.kind(),
                NOMINAL_KW,
                gridMaxKw, gridMaxKw, realTimeMaxKw, realTimeMaxKw, plant == null ? 0 : plant.peakKw(),
                plant == null ? 30 : plant.tiltDegrees(), plant == null ? 180 : plant.azimuthDegrees(),
                battery(profile.storage()), flexibleLoad(profile.flexible(), intervalMinutes),
                points.stream().map(point -> meter(point, profile, registerModulus)).toList(), null, null);
    }

    private static Meter meter(MeterPoint point, MemberProfile profile, double registerModulus) {
        PvPlant plant = profile.plant();
        double maxKw = point.channel() == Channel.PV && plant != null
                ? 1.2 * plant.peakKw()
                : METER_MAX_FACTOR * profile.loadKw();
        return new Meter(point.meterId(), "", point.channel(), maxKw,
                point.kind() == MeterKind.REGISTER ? (Double) registerModulus : null);
    }

    private static @Nullable Battery battery(MemberProfile.@Nullable Storage storage) {
        if (storage == null) {
            return null;
        }
        double half = storage.energyMaxKwh() / 2;
        return new Battery(0.05 * storage.energyMaxKwh(), storage.energyMaxKwh(), half, half,
                storage.powerMaxKw(),
                storage.powerMaxKw(), 0.96, 0.96, 0.02, true);
    }

    private static @Nullable FlexibleLoad flexibleLoad(MemberProfile.@Nullable Flexible flexible,
            int intervalMinutes) {
        if (flexible == null) {
            return null;
        }
        List<Double> desired = IntStream.range(0, 24 * 60 / intervalMinutes)
                .map(slot -> slot * intervalMinutes / 60)
                .mapToObj(hour -> hour >= flexible.fromHour() && hour < flexible.toHour()
                        ? flexible.desiredKw()
                        : 0.0)
                .toList();
        double dailyKwh = (flexible.toHour() - flexible.fromHour()) * flexible.desiredKw();
        return new FlexibleLoad(desired, flexible.powerMaxKw(), dailyKwh, 0.01);
    }

    /// Each member with the next ones of a ring, so that some have PV to give and some need it.
    private static List<PeerLink> links(int prosumers) {
        List<PeerLink> links = new ArrayList<>();
        for (int first = 0; first < prosumers; first++) {
            for (int reach = 1; reach <= LINKS_REACH; reach += 2) {
                int second = first + reach;
                if (second < prosumers) {
                    links.add(new PeerLink(MemberProfile.of(first).prosumerId(),
                            MemberProfile.of(second).prosumerId(),
                            reach == 1 ? 5.0 : 10.0, 0.5, 0.01));
                }
            }
        }
        return links;
    }
}
