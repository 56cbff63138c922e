package org.tavan.simulator.replay;

import static org.tavan.simulator.replay.Require.positive;
import static org.tavan.simulator.replay.Require.required;
import static org.tavan.simulator.replay.Require.requiredId;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.ProsumerKind;
import org.tavan.simulator.community.Tuning;
import org.tavan.simulator.source.Pulses;

/// History to be replayed: whose, from which files, at which prices.
///
/// @param name of the replay, which names its source
/// @param firstDay first local day
/// @param lastDay last local day
/// @param heartbeatMinutes when heartbeats are sent, minutes after the start of every interval, default [0, 10], of
///     intervals of ten minutes or less [0]
/// @param community what concerns all members
/// @param members who takes part
/// @param peerLinks who may trade with whom, default nobody
/// @param prices how prices become known
/// @param files where the series are
public record ReplayConfig(String name, LocalDate firstDay, LocalDate lastDay, List<Integer> heartbeatMinutes,
        CommunityPart community, List<MemberPart> members, List<LinkPart> peerLinks, PricePart prices,
        List<FileConfig> files) {

    /// Fills in what was left out, and checks.
    ///
    /// @throws IllegalArgumentException if something is missing
    public ReplayConfig(
            @Nullable String name,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            @Nullable List<Integer> heartbeatMinutes,
            @Nullable CommunityPart community,
            @Nullable List<MemberPart> members,
            @Nullable List<LinkPart> peerLinks,
            @Nullable PricePart prices,
            @Nullable List<FileConfig> files) {
        this.name = required("name", name);
        this.firstDay = required("firstDay", firstDay);
        this.lastDay = required("lastDay", lastDay);
        this.community = required("community", community);
        List<Integer> usual = this.community.intervalMinutes() > 10 ? List.of(0, 10) : List.of(0);
        this.heartbeatMinutes = heartbeatMinutes == null ? usual : List.copyOf(heartbeatMinutes);
        this.members = List.copyOf(required("members", members));
        this.peerLinks = peerLinks == null ? List.of() : List.copyOf(peerLinks);
        this.prices = prices == null ? new PricePart(null, null, null) : prices;
        this.files = List.copyOf(required("files", files));
        Pulses.requireOffsets(this.heartbeatMinutes, this.community.intervalMinutes());
        if (this.lastDay.isBefore(this.firstDay)) {
            throw new IllegalArgumentException(
                    "The lastDay (%s) must not lie before the firstDay (%s).".formatted(this.lastDay,
                            this.firstDay));
        }
        if (this.members.isEmpty()) {
            throw new IllegalArgumentException("The members are empty, expected one or more.");
        }
    }

    /// What concerns all members.
    ///
    /// @param communityId key
    /// @param name shown to people, default the communityId
    /// @param zone time zone of settlement
    /// @param currency ISO 4217 code
    /// @param latitudeDegrees north positive
    /// @param longitudeDegrees east positive
    /// @param intervalMinutes settlement interval (min), default 60
    /// @param gateClosure local time of the gate closure for the next day, default 12:00
    /// @param offDaysOfWeek ISO days of the week without work, default Saturday and Sunday
    /// @param holidays further days without work
    /// @param gridImportMaxKw limit of the community's connection (kW); null: none
    /// @param gridExportMaxKw limit of the community's connection (kW); null: none
    /// @param tuning how it is to be planned, default as in the contract
    public record CommunityPart(String communityId, String name, ZoneId zone, String currency,
            Double latitudeDegrees,
            Double longitudeDegrees, Integer intervalMinutes, LocalTime gateClosure,
            List<Integer> offDaysOfWeek,
            List<LocalDate> holidays, @Nullable Double gridImportMaxKw, @Nullable Double gridExportMaxKw,
            Tuning tuning) {

        /// Fills in what was left out, and checks.
        ///
        /// @throws IllegalArgumentException if something is missing or out of range
        public CommunityPart(
                @Nullable String communityId,
                @Nullable String name,
                @Nullable ZoneId zone,
                @Nullable String currency,
                @Nullable Double latitudeDegrees,
                @Nullable Double longitudeDegrees,
                @Nullable Integer intervalMinutes,
                @Nullable LocalTime gateClosure,
                @Nullable List<Integer> offDaysOfWeek,
                @Nullable List<LocalDate> holidays,
                @Nullable Double gridImportMaxKw,
                @Nullable Double gridExportMaxKw,
                @Nullable Tuning tuning) {
            this.communityId = requiredId("communityId", communityId);
            this.name = name == null ? this.communityId : name;
            this.zone = required("zone", zone);
            this.currency = required("currency", currency);
            this.latitudeDegrees = required("latitudeDegrees", latitudeDegrees);
            this.longitudeDegrees = required("longitudeDegrees", longitudeDegrees);
            this.intervalMinutes = intervalMinutes == null ? 60 : intervalMinutes;
            this.gateClosure = gateClosure == null ? LocalTime.NOON : gateClosure;
            this.offDaysOfWeek = offDaysOfWeek == null ? List.of(6, 7) : List.copyOf(offDaysOfWeek);
            this.holidays = holidays == null ? List.of() : List.copyOf(holidays);
            this.gridImportMaxKw = gridImportMaxKw;
            this.gridExportMaxKw = gridExportMaxKw;
            this.tuning = tuning == null ? Tuning.DEFAULT : tuning;
            if (this.intervalMinutes < 1 || 60 % this.intervalMinutes != 0) {
                throw new IllegalArgumentException(
                        "The intervalMinutes (%d) must be a divisor of 60.".formatted(this.intervalMinutes));
            }
        }
    }

    /// A member.
    ///
    /// @param prosumerId unique in the community
    /// @param name shown to people, default the prosumerId
    /// @param series its name in the files, default the prosumerId
    /// @param kind home or business, default COMMERCIAL
    /// @param nominalKw scale of its forecast errors (kW)
    /// @param gridMaxKw limit of day-ahead import and export (kW)
    /// @param realTimeMaxKw limit of real-time import and export (kW)
    /// @param meterMaxKw physical limit of the load's meter (kW), default gridMaxKw
    /// @param pv its plant; null: none
    /// @param battery its battery; null: none
    /// @param flexibleLoad its flexible load; null: none
    public record MemberPart(String prosumerId, String name, String series, ProsumerKind kind,
            Double nominalKw,
            Double gridMaxKw, Double realTimeMaxKw, Double meterMaxKw, @Nullable PvPart pv,
            @Nullable BatteryPart battery, @Nullable FlexiblePart flexibleLoad) {

        /// Fills in what was left out, and checks.
        ///
        /// @throws IllegalArgumentException if something is missing
        public MemberPart(
                @Nullable String prosumerId,
                @Nullable String name,
                @Nullable String series,
                @Nullable ProsumerKind kind,
                @Nullable Double nominalKw,
                @Nullable Double gridMaxKw,
                @Nullable Double realTimeMaxKw,
                @Nullable Double meterMaxKw,
                @Nullable PvPart pv,
                @Nullable BatteryPart battery,
                @Nullable FlexiblePart flexibleLoad) {
            this.prosumerId = requiredId("prosumerId", prosumerId);
            this.name = name == null ? this.prosumerId : name;
            this.series = series == null ? this.prosumerId : series;
            this.kind = kind == null ? ProsumerKind.COMMERCIAL : kind;
            this.nominalKw = positive("nominalKw", nominalKw);
            this.gridMaxKw = positive("gridMaxKw", gridMaxKw);
            this.realTimeMaxKw = positive("realTimeMaxKw", realTimeMaxKw);
            this.meterMaxKw = meterMaxKw == null ? this.gridMaxKw : positive("meterMaxKw", meterMaxKw);
            this.pv = pv;
            this.battery = battery;
            this.flexibleLoad = flexibleLoad;
        }
    }

    /// A PV plant.
    ///
    /// @param peakKw peak power (kW)
    /// @param tiltDegrees tilt from horizontal, default 30
    /// @param azimuthDegrees compass direction, default 180, south
    public record PvPart(Double peakKw, Double tiltDegrees, Double azimuthDegrees) {
        /// Fills in what was left out, and checks.
        ///
        /// @throws IllegalArgumentException if the peak power is missing
        public PvPart(@Nullable Double peakKw, @Nullable Double tiltDegrees,
                @Nullable Double azimuthDegrees) {
            this.peakKw = positive("peakKw", peakKw);
            this.tiltDegrees = tiltDegrees == null ? 30 : tiltDegrees;
            this.azimuthDegrees = azimuthDegrees == null ? 180 : azimuthDegrees;
        }
    }

    /// A battery; it begins half full and must end every day so.
    ///
    /// @param energyMaxKwh capacity (kWh)
    /// @param powerMaxKw largest charge and discharge (kW)
    /// @param efficiency of charging, and of discharging, default 0.96
    /// @param wearCents quadratic wear cost (¢ per kW² and hour), default 0.02
    public record BatteryPart(Double energyMaxKwh, Double powerMaxKw, Double efficiency, Double wearCents) {
        /// Fills in what was left out, and checks.
        ///
        /// @throws IllegalArgumentException if the size is missing
        public BatteryPart(
                @Nullable Double energyMaxKwh,
                @Nullable Double powerMaxKw,
                @Nullable Double efficiency,
                @Nullable Double wearCents) {
            this.energyMaxKwh = positive("energyMaxKwh", energyMaxKwh);
            this.powerMaxKw = positive("powerMaxKw", powerMaxKw);
            this.efficiency = efficiency == null ? 0.96 : efficiency;
            this.wearCents = wearCents == null ? 0.02 : wearCents;
        }
    }

    /// Flexible load that comes on top of the measured one.
    ///
    /// @param fromHour first local hour of the desired use
    /// @param toHour local hour after the last, up to 24
    /// @param desiredKw desired power in these hours (kW)
    /// @param powerMaxKw most it may draw (kW)
    /// @param shiftMaxKwh most energy ahead or behind (kWh), default a day's
    /// @param discomfortCents quadratic cost of shifted energy (¢ per kWh² and hour), default 0.01
    public record FlexiblePart(int fromHour, int toHour, Double desiredKw, Double powerMaxKw,
            Double shiftMaxKwh,
            Double discomfortCents) {
        /// Fills in what was left out, and checks.
        ///
        /// @throws IllegalArgumentException if something is missing or the hours are out of order
        public FlexiblePart(
                int fromHour,
                int toHour,
                @Nullable Double desiredKw,
                @Nullable Double powerMaxKw,
                @Nullable Double shiftMaxKwh,
                @Nullable Double discomfortCents) {
            if (!(0 <= fromHour && fromHour < toHour && toHour <= 24)) {
                throw new IllegalArgumentException(
                        "The hours (%d to %d) must ascend within [0, 24].".formatted(fromHour, toHour));
            }
            this.fromHour = fromHour;
            this.toHour = toHour;
            this.desiredKw = positive("desiredKw", desiredKw);
            this.powerMaxKw = positive("powerMaxKw", powerMaxKw);
            this.shiftMaxKwh = shiftMaxKwh == null ? (toHour - fromHour) * this.desiredKw : shiftMaxKwh;
            this.discomfortCents = discomfortCents == null ? 0.01 : discomfortCents;
        }
    }

    /// Two members that may trade.
    ///
    /// @param first one end
    /// @param second other end
    /// @param limitKw most either may take (kW)
    /// @param feeCentsPerKwh grid fee (¢/kWh), default 0
    /// @param wearCents quadratic cost (¢ per kW² and hour), default 0.01
    public record LinkPart(String first, String second, Double limitKw, Double feeCentsPerKwh,
            Double wearCents) {
        /// Fills in what was left out, and checks.
        ///
        /// @throws IllegalArgumentException if something is missing
        public LinkPart(
                @Nullable String first,
                @Nullable String second,
                @Nullable Double limitKw,
                @Nullable Double feeCentsPerKwh,
                @Nullable Double wearCents) {
            this.first = required("first", first);
            this.second = required("second", second);
            this.limitKw = positive("limitKw", limitKw);
            this.feeCentsPerKwh = feeCentsPerKwh == null ? 0 : feeCentsPerKwh;
            this.wearCents = wearCents == null ? 0.01 : wearCents;
        }
    }

    /// How prices become known.
    ///
    /// @param publishedAt local time of the day before at which a day's prices are published, default 10:00
    /// @param buyFactor f⁺ ≥ 1: anticipated real-time buying price is `p + (f⁺ − 1) |p|`, default 1.3
    /// @param sellFactor f⁻ ≤ 1: anticipated real-time selling price is `p − (1 − f⁻) |p|`, default 0.7
    public record PricePart(LocalTime publishedAt, Double buyFactor, Double sellFactor) {
        /// Fills in what was left out, and checks.
        ///
        /// @throws IllegalArgumentException if a factor is on the wrong side of 1
        public PricePart(
                @Nullable LocalTime publishedAt,
                @Nullable Double buyFactor,
                @Nullable Double sellFactor) {
            this.publishedAt = publishedAt == null ? LocalTime.of(10, 0) : publishedAt;
            this.buyFactor = buyFactor == null ? 1.3 : buyFactor;
            this.sellFactor = sellFactor == null ? 0.7 : sellFactor;
            if (!(this.buyFactor >= 1 && this.sellFactor <= 1)) {
                throw new IllegalArgumentException(
                        "The buyFactor (%s) must be 1 or more, the sellFactor (%s) 1 or less."
                                .formatted(this.buyFactor, this.sellFactor));
            }
        }
    }
}
