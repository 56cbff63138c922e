package org.tavan.community;

import static org.tavan.community.Require.natural;
import static org.tavan.community.Require.require;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.tavan.schema.Battery;
import org.tavan.schema.Channel;
import org.tavan.schema.Community;
import org.tavan.schema.FlexibleLoad;
import org.tavan.schema.Meter;
import org.tavan.schema.Prosumer;
import org.tavan.topic.Topics;

/// What the members of one configuration must be like. Not thread-safe.
final class MemberRules {
    private final Instant validFrom;
    private final int intervalMinutes;
    private final Set<Register> registers = new HashSet<>();

    private record Register(String meterId, String register) {}

    MemberRules(Community community) {
        validFrom = community.getValidFrom();
        intervalMinutes = community.getIntervalMinutes();
    }

    /// Checks a member; a register may appear in one member only.
    ///
    /// @throws IllegalArgumentException with what is wrong
    void check(Prosumer prosumer) {
        String id = prosumer.getProsumerId();
        require(!id.isBlank() && id.indexOf('/') < 0, "prosumerId '%s', expected a name without a slash", id);
        require(prosumer.getNominalKw() > 0 && natural(prosumer.getNominalKw()),
                "nominalKw %s of %s, expected a positive number", prosumer.getNominalKw(), id);
        require(natural(prosumer.getPvPeakKw()), "pvPeakKw %s of %s, expected a number of 0 or more",
                prosumer.getPvPeakKw(), id);
        require(natural(prosumer.getGridImportMaxKw()) && natural(prosumer.getGridExportMaxKw())
                && natural(prosumer.getRealTimeImportMaxKw()) && natural(prosumer.getRealTimeExportMaxKw()),
                "limits of %s are %s, %s, %s and %s kW (grid and real-time, import and export), expected numbers of 0 or more",
                id, prosumer.getGridImportMaxKw(), prosumer.getGridExportMaxKw(),
                prosumer.getRealTimeImportMaxKw(), prosumer.getRealTimeExportMaxKw());
        Instant from = prosumer.getValidFrom() == null ? validFrom : prosumer.getValidFrom();
        Instant to = prosumer.getValidTo();
        require(to == null || from.isBefore(to), "validTo %s of %s, expected an instant after %s", to, id,
                from);
        if (prosumer.getBattery() != null) {
            requireBattery(id, prosumer.getBattery());
        }
        if (prosumer.getFlexibleLoad() != null) {
            requireFlexibleLoad(id, prosumer.getFlexibleLoad());
        }
        requireMeters(id, prosumer);
    }

    private static void requireBattery(String id, Battery battery) {
        require(natural(battery.getEnergyMinKwh()) && natural(battery.getEnergyMaxKwh())
                && battery.getEnergyMinKwh() <= battery.getEnergyMaxKwh()
                && within(battery, battery.getEnergyInitialKwh())
                && within(battery, battery.getEnergyFinalMinKwh()),
                "battery of %s: energyInitialKwh %s and energyFinalMinKwh %s, expected in [energyMinKwh %s, energyMaxKwh %s]",
                id, battery.getEnergyInitialKwh(), battery.getEnergyFinalMinKwh(), battery.getEnergyMinKwh(),
                battery.getEnergyMaxKwh());
        require(natural(battery.getChargeMaxKw()) && natural(battery.getDischargeMaxKw())
                && natural(battery.getWearCents()),
                "battery of %s: charge %s kW, discharge %s kW, wear %s ¢, expected numbers of 0 or more", id,
                battery.getChargeMaxKw(), battery.getDischargeMaxKw(), battery.getWearCents());
        require(fraction(battery.getChargeEfficiency()) && fraction(battery.getDischargeEfficiency()),
                "battery of %s: efficiencies %s and %s, expected fractions in (0, 1]", id,
                battery.getChargeEfficiency(), battery.getDischargeEfficiency());
    }

    private void requireFlexibleLoad(String id, FlexibleLoad flexible) {
        int slots = 1440 / intervalMinutes;
        require(flexible.getDesiredKw().size() == slots, "desiredKw of %s has %d values, expected %d", id,
                flexible.getDesiredKw().size(), slots);
        require(natural(flexible.getPowerMaxKw()) && natural(flexible.getShiftMaxKwh())
                && natural(flexible.getDiscomfortCents()),
                "flexible load of %s: power %s kW, shift %s kWh, discomfort %s ¢, expected numbers of 0 or more",
                id,
                flexible.getPowerMaxKw(), flexible.getShiftMaxKwh(), flexible.getDiscomfortCents());
        for (double kw : flexible.getDesiredKw()) {
            require(kw >= 0 && kw <= flexible.getPowerMaxKw(),
                    "desiredKw of %s has %s, expected numbers in [0, powerMaxKw %s]", id, kw,
                    flexible.getPowerMaxKw());
        }
    }

    private void requireMeters(String id, Prosumer prosumer) {
        require(!prosumer.getMeters().isEmpty(),
                "%s has no meters, so none of its intervals would ever close; expected one or more", id);
        boolean grid = false;
        boolean separate = false;
        for (Meter meter : prosumer.getMeters()) {
            requireMeter(id, meter);
            require(registers.add(new Register(meter.getMeterId(), meter.getRegister())),
                    "register '%s' of meter %s occurs twice, expected once", meter.getRegister(),
                    meter.getMeterId());
            boolean atGrid = meter.getChannel() == Channel.GRID_IMPORT
                    || meter.getChannel() == Channel.GRID_EXPORT;
            grid |= atGrid;
            separate |= !atGrid;
        }
        require(!(grid && separate), "%s has meters of both kinds, expected either LOAD and PV or GRID ones",
                id);
    }

    private static void requireMeter(String id, Meter meter) {
        String meterId = meter.getMeterId();
        require(!meterId.isBlank(), "a meter of %s has no meterId, expected a name", id);
        require(!meterId.startsWith(Topics.HEARTBEAT_PREFIX),
                "meterId %s of %s is kept for heartbeats, expected another prefix", meterId, id);
        require(meter.getChannel() != Channel.UNKNOWN,
                "channel of meter %s is UNKNOWN, expected LOAD, PV, GRID_IMPORT or GRID_EXPORT", meterId);
        require(meter.getPowerMaxKw() > 0, "powerMaxKw %s of meter %s, expected a positive number",
                meter.getPowerMaxKw(), meterId);
        Double modulus = meter.getRegisterModulus();
        require(modulus == null || modulus > 0,
                "registerModulus %s of meter %s, expected a positive number or null",
                modulus, meterId);
    }

    private static boolean within(Battery battery, double kwh) {
        return battery.getEnergyMinKwh() <= kwh && kwh <= battery.getEnergyMaxKwh();
    }

    private static boolean fraction(double value) {
        return value > 0 && value <= 1;
    }
}
