package org.tavan.solver.coordinator;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Battery;
import org.tavan.schema.Community;
import org.tavan.schema.FlexibleLoad;
import org.tavan.schema.JointMethod;
import org.tavan.schema.PeerLink;
import org.tavan.schema.Prosumer;
import org.tavan.schema.RecourseRule;
import org.tavan.schema.RejectReason;

/// What the configuration of a community must be like to be planned by.
final class ConfigurationRules {
    private ConfigurationRules() {}

    /// Checks a configuration.
    ///
    /// @param before a configuration in force; zone and settlement grid must not change; null: the first
    /// @return the reason against it, null if there is none
    static @Nullable Refusal check(Community community, @Nullable Community before) {
        try {
            requireClock(community, before);
            requireRules(community);
            Set<String> ids = new HashSet<>();
            for (Prosumer prosumer : community.getProsumers()) {
                require(ids.add(prosumer.getProsumerId()), "prosumerId %s occurs twice",
                        prosumer.getProsumerId());
                requireProsumer(prosumer, community.getIntervalMinutes());
            }
            for (PeerLink link : community.getPeerLinks()) {
                require(ids.contains(link.getFirstProsumerId()) && ids.contains(link.getSecondProsumerId())
                        && !link.getFirstProsumerId().equals(link.getSecondProsumerId()),
                        "peer link %s – %s, expected two different members", link.getFirstProsumerId(),
                        link.getSecondProsumerId());
                require(natural(link.getLimitKw()) && natural(link.getFeeCentsPerKwh())
                        && natural(link.getWearCents()),
                        "peer link %s – %s has a limit, fee or wear that is not a number of 0 or more",
                        link.getFirstProsumerId(), link.getSecondProsumerId());
            }
            return null;
        } catch (IllegalArgumentException e) {
            return new Refusal(RejectReason.INVALID_CONFIGURATION, "community %s: %s".formatted(
                    community.getCommunityId(), e.getMessage()));
        }
    }

    private static void requireClock(Community community, @Nullable Community before) {
        try {
            ZoneId.of(community.getZone());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "zone %s, expected an IANA name such as Europe/Berlin".formatted(
                            community.getZone()),
                    e);
        }
        int minutes = community.getIntervalMinutes();
        require(minutes > 0 && 60 % minutes == 0, "intervalMinutes %d, expected a divisor of 60", minutes);
        int gate = community.getGateClosureMinutes();
        require(0 <= gate && gate < 1440 && gate % minutes == 0,
                "gateClosureMinutes %d, expected a settlement boundary in [0, 1440)", gate);
        if (before != null) {
            long apart = community.getValidFrom().toEpochMilli() - before.getValidFrom().toEpochMilli();
            require(before.getZone().equals(community.getZone()) && before.getIntervalMinutes() == minutes
                    && apart % (minutes * 60_000L) == 0,
                    "zone and settlement grid cannot change; expected %s and %d min from %s",
                    before.getZone(),
                    before.getIntervalMinutes(), before.getValidFrom());
        }
    }

    private static void requireRules(Community community) {
        double epsilon = community.getEpsilon();
        require(epsilon > 0 && epsilon < 1, "epsilon %s, expected a number in (0, 1)", epsilon);
        require(natural(community.getRadius()), "radius %s, expected 0 or more", community.getRadius());
        require(community.getRule() != RecourseRule.UNKNOWN, "rule UNKNOWN, expected DIAGONAL or CAUSAL");
        require(community.getJointMethod() != JointMethod.UNKNOWN,
                "jointMethod UNKNOWN, expected BONFERRONI");
        require(community.getMinimumDays() >= 1, "minimumDays %d, expected 1 or more",
                community.getMinimumDays());
        require(limit(community.getGridImportMaxKw()) && limit(community.getGridExportMaxKw()),
                "gridImportMaxKw %s and gridExportMaxKw %s, expected 0 or more, or null",
                community.getGridImportMaxKw(),
                community.getGridExportMaxKw());
        require(natural(community.getStabilityBudgetCents())
                && natural(community.getResolveForecastFraction())
                && natural(community.getResolveResidualFraction()) && community.getResolveGapMinutes() >= 0,
                "a budget, threshold or gap of re-solves is negative or not a number");
    }

    private static void requireProsumer(Prosumer prosumer, int minutes) {
        String id = prosumer.getProsumerId();
        require(!id.isBlank() && id.indexOf('/') < 0, "prosumerId '%s', expected a name without a slash", id);
        require(prosumer.getNominalKw() > 0 && natural(prosumer.getNominalKw()),
                "nominalKw %s of %s, expected a positive number", prosumer.getNominalKw(), id);
        require(!prosumer.getMeters().isEmpty(),
                "%s has no meters, so none of its intervals would ever close", id);
        require(natural(prosumer.getGridImportMaxKw()) && natural(prosumer.getGridExportMaxKw())
                && natural(prosumer.getRealTimeImportMaxKw()) && natural(prosumer.getRealTimeExportMaxKw()),
                "a grid or real-time limit of %s is negative or not a number", id);
        Battery battery = prosumer.getBattery();
        if (battery != null) {
            require(natural(battery.getEnergyMinKwh())
                    && battery.getEnergyMinKwh() <= battery.getEnergyMaxKwh()
                    && natural(battery.getEnergyMaxKwh()) && within(battery, battery.getEnergyInitialKwh())
                    && within(battery, battery.getEnergyFinalMinKwh()),
                    "battery of %s: expected energyMinKwh ≤ energyInitialKwh, energyFinalMinKwh ≤ energyMaxKwh",
                    id);
            require(natural(battery.getChargeMaxKw()) && natural(battery.getDischargeMaxKw())
                    && natural(battery.getWearCents()) && fraction(battery.getChargeEfficiency())
                    && fraction(battery.getDischargeEfficiency()),
                    "battery of %s: a power or wear is negative, or an efficiency not in (0, 1]", id);
        }
        FlexibleLoad flexible = prosumer.getFlexibleLoad();
        if (flexible != null) {
            require(flexible.getDesiredKw().size() == 1440 / minutes,
                    "desiredKw of %s has %d values, expected %d", id,
                    flexible.getDesiredKw().size(), 1440 / minutes);
            require(natural(flexible.getPowerMaxKw()) && natural(flexible.getShiftMaxKwh())
                    && natural(flexible.getDiscomfortCents())
                    && flexible.getDesiredKw()
                            .stream()
                            .allMatch(kw -> kw >= 0 && kw <= flexible.getPowerMaxKw()),
                    "flexible load of %s: expected numbers of 0 or more, and desiredKw up to powerMaxKw", id);
        }
    }

    private static boolean within(Battery battery, double kwh) {
        return battery.getEnergyMinKwh() <= kwh && kwh <= battery.getEnergyMaxKwh();
    }

    private static boolean natural(double value) {
        return value >= 0 && value < Double.POSITIVE_INFINITY;
    }

    private static boolean fraction(double value) {
        return value > 0 && value <= 1;
    }

    private static boolean limit(@Nullable Double value) {
        return value == null || natural(value);
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is no dependency of ours
    private static void require(boolean holds, String message, @Nullable Object... arguments) {
        if (!holds) {
            throw new IllegalArgumentException(message.formatted(arguments));
        }
    }
}
