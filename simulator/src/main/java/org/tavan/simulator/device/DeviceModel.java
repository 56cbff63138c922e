package org.tavan.simulator.device;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tavan.asset.Battery;
import org.tavan.asset.FlexibleLoad;
import org.tavan.schema.Community;
import org.tavan.schema.DeviceState;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Prosumer;
import org.tavan.topic.ProsumerKey;

/// Physics of a member's devices: what they do when they are told something, and what state that leaves them in.
///
/// Set-points are obeyed as far as the limits of power and energy allow, for the interval they are for. Without
/// set-points a battery rests and flexible load is served as desired.
final class DeviceModel {
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double MINUTES_PER_DAY = 24 * 60;

    private final Community community;
    private final Prosumer prosumer;
    private final List<DeviceFault> faults;

    DeviceModel(Community community, Prosumer prosumer, List<DeviceFault> faults) {
        var key = new ProsumerKey(community.getCommunityId(), prosumer.getProsumerId());
        this.community = community;
        this.prosumer = prosumer;
        this.faults = faults.stream().filter(fault -> fault.prosumer().equals(key)).toList();
    }

    /// The prosumer of that id, if it has anything to control.
    static Optional<Prosumer> controllable(Community community, String prosumerId) {
        return community.getProsumers()
                .stream()
                .filter(prosumer -> prosumer.getProsumerId().equals(prosumerId))
                .filter(DeviceModel::controllable)
                .findFirst();
    }

    static boolean controllable(Prosumer prosumer) {
        return prosumer.getBattery() != null || prosumer.getFlexibleLoad() != null;
    }

    /// State before anything was dispatched.
    DeviceState initial() {
        Instant joined = prosumer.getValidFrom() == null ? community.getValidFrom() : prosumer.getValidFrom();
        double energyKwh = prosumer.getBattery() == null ? 0 : prosumer.getBattery().getEnergyInitialKwh();
        return state(joined, energyKwh, new Powers(0, 0, 0), 0, null, "");
    }

    private record Powers(double chargeKw, double dischargeKw, double flexibleKw) {}

    /// State at `time`, from the state before and the set-points in force since then.
    ///
    /// Set-points hold for one interval; if nothing followed them, the devices rest from its end to `time`, and the
    /// powers reported are those of rest.
    ///
    /// @param before state at an earlier instant
    /// @param inForce dispatch whose set-points begin at that instant; null: none
    /// @param time later instant
    DeviceState after(DeviceState before, @Nullable Dispatch inForce, Instant time) {
        Instant start = before.getTime();
        Duration interval = Duration.ofMinutes(community.getIntervalMinutes());
        if (inForce == null || !inForce.getSetpointStart().equals(start)) {
            return rest(before, time);
        }
        Instant end = start.plus(interval).isBefore(time) ? start.plus(interval) : time;
        DeviceState obeyed = obey(before, inForce, end);
        return end.isBefore(time) ? rest(obeyed, time) : obeyed;
    }

    /// A battery at rest keeps its energy, and flexible load as desired keeps what is shifted.
    private DeviceState rest(DeviceState before, Instant time) {
        double energyKwh = prosumer.getBattery() == null ? 0 : withinLimits(battery(), before.getEnergyKwh());
        Instant last = time.minus(Duration.ofMinutes(community.getIntervalMinutes()));
        return state(time, energyKwh, new Powers(0, 0, desiredKw(last)), before.getShiftedKwh(), null,
                fault(last));
    }

    private DeviceState obey(DeviceState before, Dispatch dispatch, Instant end) {
        Instant start = before.getTime();
        double hours = Duration.between(start, end).toSeconds() / SECONDS_PER_HOUR;
        double chargeKw = 0;
        double dischargeKw = 0;
        double energyKwh = 0;
        if (prosumer.getBattery() != null) {
            Battery battery = battery();
            double powerFactor = powerFactor(start);
            energyKwh = withinLimits(battery, before.getEnergyKwh());
            double net = positive(dispatch.getChargeKw()) - positive(dispatch.getDischargeKw());
            double roomKw = (battery.energyMaxKwh() - energyKwh) / (battery.chargeEfficiency() * hours);
            double storedKw = (energyKwh - battery.energyMinKwh()) * battery.dischargeEfficiency() / hours;
            chargeKw = Math.clamp(net, 0, Math.min(battery.chargeMaxKw() * powerFactor, roomKw));
            dischargeKw = Math.clamp(-net, 0, Math.min(battery.dischargeMaxKw() * powerFactor, storedKw));
            energyKwh = withinLimits(battery,
                    battery.energyAfterKwh(energyKwh, chargeKw, dischargeKw, hours));
        }
        double shiftedKwh = before.getShiftedKwh();
        double flexibleKw = 0;
        if (prosumer.getFlexibleLoad() != null) {
            FlexibleLoad flexible = flexibleLoad();
            double desiredKw = desiredKw(start);
            double lowKw = Math.max(0, desiredKw - (flexible.shiftMaxKwh() + shiftedKwh) / hours);
            double highKw = Math.min(flexible.powerMaxKw(),
                    desiredKw + (flexible.shiftMaxKwh() - shiftedKwh) / hours);
            flexibleKw = Math.clamp(positive(dispatch.getFlexibleKw()), Math.min(lowKw, highKw), highKw);
            shiftedKwh = flexible.shiftedAfterKwh(shiftedKwh, flexibleKw, desiredKw, hours);
        }
        return state(end, energyKwh, new Powers(chargeKw, dischargeKw, flexibleKw), shiftedKwh,
                dispatch.getDispatchId(), fault(start));
    }

    private DeviceState state(
            Instant time,
            double energyKwh,
            Powers powers,
            double shiftedKwh,
            @Nullable String dispatchId,
            String fault) {
        double soc = prosumer.getBattery() == null ? 0 : energyKwh / prosumer.getBattery().getEnergyMaxKwh();
        return new DeviceState(community.getCommunityId(), prosumer.getProsumerId(), time, energyKwh, soc,
                powers.chargeKw(), powers.dischargeKw(), powers.flexibleKw(), shiftedKwh, dispatchId, fault,
                time);
    }

    private double powerFactor(Instant start) {
        return faults.stream().filter(fault -> fault.at(start)).mapToDouble(fault -> switch (fault.kind()) {
            case STUCK -> 0;
            case DERATED -> 0.5;
        }).min().orElse(1);
    }

    private String fault(Instant start) {
        return faults.stream()
                .filter(fault -> fault.at(start))
                .map(fault -> fault.kind().name())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private double desiredKw(Instant start) {
        if (prosumer.getFlexibleLoad() == null) {
            return 0;
        }
        List<Double> desired = prosumer.getFlexibleLoad().getDesiredKw();
        ZonedDateTime local = start.atZone(ZoneId.of(community.getZone()));
        int minute = local.getHour() * 60 + local.getMinute();
        return desired.get((int) (minute * desired.size() / MINUTES_PER_DAY));
    }

    private Battery battery() {
        org.tavan.schema.Battery wire = prosumer.getBattery();
        return new Battery(wire.getEnergyMinKwh(), wire.getEnergyMaxKwh(), wire.getEnergyFinalMinKwh(),
                wire.getChargeMaxKw(), wire.getDischargeMaxKw(), wire.getChargeEfficiency(),
                wire.getDischargeEfficiency(), wire.getWearCents());
    }

    private FlexibleLoad flexibleLoad() {
        org.tavan.schema.FlexibleLoad wire = prosumer.getFlexibleLoad();
        return new FlexibleLoad(wire.getPowerMaxKw(), wire.getShiftMaxKwh(), wire.getDiscomfortCents());
    }

    private static double withinLimits(Battery battery, double energyKwh) {
        return Math.clamp(energyKwh, battery.energyMinKwh(), battery.energyMaxKwh());
    }

    /// A set-point that is not a number commands nothing.
    private static double positive(double setpointKw) {
        return setpointKw > 0 ? setpointKw : 0;
    }
}
