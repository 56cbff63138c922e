package org.tavan.streams.meter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Channel;
import org.tavan.schema.Community;
import org.tavan.schema.Meter;
import org.tavan.schema.Prosumer;
import org.tavan.topic.ProsumerKey;

/// Checks the configuration of a community before it comes into force.
public final class ConfigurationCheck {
    private static final int TRANSITIONS_CHECKED = 100;

    private ConfigurationCheck() {}

    /// What is wrong with a configuration; empty if nothing is.
    ///
    /// @param key key of its record
    /// @param previous configuration in force; null if there is none
    public static Optional<String> check(String key, Community community, @Nullable Community previous) {
        try {
            checkCommunity(key, community);
            checkMembers(community);
            if (previous != null) {
                checkSameGrid(community, previous);
            }
            return Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.of("community '%s': %s".formatted(community.getCommunityId(), e.getMessage()));
        }
    }

    private static void checkCommunity(String key, Community community) {
        require(key.equals(community.getCommunityId()), "the key '%s' must be the communityId", key);
        int minutes = community.getIntervalMinutes();
        require(minutes > 0 && 60 % minutes == 0, "intervalMinutes (%s) must be a divisor of 60", minutes);
        int gate = community.getGateClosureMinutes();
        require(gate >= 0 && gate < 1440 && gate % minutes == 0,
                "gateClosureMinutes (%s) must lie in [0, 1440) on a settlement boundary", gate);
        requireWithin("latitudeDegrees", community.getLatitudeDegrees(), -90, 90);
        requireWithin("longitudeDegrees", community.getLongitudeDegrees(), -180, 180);
        requireWithin("supportMarginFraction", community.getSupportMarginFraction(), 0, 10);
        require(community.getWindowDays() >= 1, "windowDays (%s) must be 1 or more",
                community.getWindowDays());
        for (int day : community.getOffDaysOfWeek()) {
            require(day >= 1 && day <= 7, "offDaysOfWeek (%s) must be ISO days 1 to 7", day);
        }
        ZoneId zone = ZoneId.of(community.getZone());
        Instant validFrom = community.getValidFrom();
        ZonedDateTime local = validFrom.atZone(zone);
        require(local.toLocalTime().toNanoOfDay() % (minutes * 60_000_000_000L) == 0,
                "validFrom (%s) must be the start of a local settlement interval", local);
        ZoneOffsetTransition transition = zone.getRules().nextTransition(validFrom);
        for (int i = 0; i < TRANSITIONS_CHECKED && transition != null; i++) {
            require(transition.getDuration().toSeconds() % (minutes * 60L) == 0,
                    "intervalMinutes must divide the change of the clock at %s", transition.getInstant());
            transition = zone.getRules().nextTransition(transition.getInstant());
        }
    }

    private static void checkMembers(Community community) {
        Set<String> prosumers = new HashSet<>();
        Set<RegisterKey> registers = new HashSet<>();
        for (Prosumer prosumer : community.getProsumers()) {
            String id = new ProsumerKey(community.getCommunityId(), prosumer.getProsumerId()).prosumerId();
            require(prosumers.add(id), "prosumer '%s' appears twice", id);
            require(prosumer.getNominalKw() > 0, "nominalKw of '%s' must be positive", id);
            require(prosumer.getPvPeakKw() >= 0, "pvPeakKw of '%s' must not be negative", id);
            require(!prosumer.getMeters().isEmpty(),
                    "prosumer '%s' has no meter; its intervals could never close", id);
            Instant to = prosumer.getValidTo();
            Instant from = prosumer.getValidFrom() == null
                    ? community.getValidFrom()
                    : prosumer.getValidFrom();
            require(to == null || from.isBefore(to), "validTo of '%s' must lie after its validFrom", id);
            boolean grid = false;
            boolean separate = false;
            for (Meter meter : prosumer.getMeters()) {
                checkMeter(id, meter);
                require(registers.add(new RegisterKey(meter.getMeterId(), meter.getRegister())),
                        "register '%s' appears twice", meter.getMeterId() + ' ' + meter.getRegister());
                boolean atGrid = meter.getChannel() == Channel.GRID_IMPORT
                        || meter.getChannel() == Channel.GRID_EXPORT;
                grid |= atGrid;
                separate |= !atGrid;
            }
            require(!(grid && separate), "prosumer '%s' must have either LOAD and PV or GRID meters", id);
        }
    }

    private static void checkMeter(String prosumerId, Meter meter) {
        require(!meter.getMeterId().isBlank(), "a meter of '%s' has no meterId", prosumerId);
        require(!meter.getMeterId().startsWith(Heartbeats.PREFIX),
                "the meterId '%s' is kept for heartbeats", meter.getMeterId());
        require(meter.getChannel() != Channel.UNKNOWN, "the channel of meter '%s' is unknown",
                meter.getMeterId());
        require(meter.getPowerMaxKw() > 0, "powerMaxKw of meter '%s' must be positive", meter.getMeterId());
        Double modulus = meter.getRegisterModulus();
        require(modulus == null || modulus > 0, "registerModulus of meter '%s' must be positive",
                meter.getMeterId());
    }

    private static void checkSameGrid(Community community, Community previous) {
        require(community.getZone().equals(previous.getZone())
                && community.getIntervalMinutes() == previous.getIntervalMinutes()
                && grid(community).equals(grid(previous)),
                "zone and intervalMinutes (%s) of a running community cannot change; use a new communityId",
                previous.getZone() + ", " + previous.getIntervalMinutes());
    }

    static SettlementGrid grid(Community community) {
        return SettlementGrid.startingAt(community.getValidFrom().toEpochMilli(),
                community.getIntervalMinutes());
    }

    private static void requireWithin(String name, double value, double low, double high) {
        require(low <= value && value <= high, name + " (%s) must lie in [" + low + ", " + high + ']', value);
    }

    private static void require(boolean holds, String message, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(message.formatted(value));
        }
    }
}
