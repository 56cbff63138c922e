package org.tavan.community;

import static org.tavan.community.Require.natural;
import static org.tavan.community.Require.require;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Community;
import org.tavan.schema.JointMethod;
import org.tavan.schema.PeerLink;
import org.tavan.schema.Prosumer;
import org.tavan.schema.RadiusPolicy;
import org.tavan.schema.RecourseRule;

/// What the configuration of a community must be like to come into force. Every service that reads configurations asks it, so
/// that all have the same one in force; the coordinator alone publishes a refused one as rejected.
public final class ConfigurationRules {
    private static final int TRANSITIONS_CHECKED = 100;

    private ConfigurationRules() {}

    /// What is wrong with a configuration: what, where, and the expected value; empty if nothing is.
    ///
    /// @param key key of its record
    /// @param before newest configuration of the community; zone and settlement grid must not change; null: the first
    public static Optional<String> check(String key, Community community, @Nullable Community before) {
        try {
            require(key.equals(community.getCommunityId()), "key '%s', expected the communityId", key);
            require(!key.isBlank() && key.indexOf('/') < 0,
                    "communityId '%s', expected a name without a slash", key);
            requireClock(community, before);
            requirePlace(community);
            requireWindow(community);
            requirePromise(community);
            requireMembers(community);
            return Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.of("community %s: %s".formatted(community.getCommunityId(), e.getMessage()));
        }
    }

    private static void requireClock(Community community, @Nullable Community before) {
        ZoneId zone = zone(community.getZone());
        int minutes = community.getIntervalMinutes();
        require(minutes > 0 && 60 % minutes == 0, "intervalMinutes %d, expected a divisor of 60", minutes);
        int gate = community.getGateClosureMinutes();
        require(0 <= gate && gate < 1440 && gate % minutes == 0,
                "gateClosureMinutes %d, expected a settlement boundary in [0, 1440)", gate);
        Instant validFrom = community.getValidFrom();
        ZonedDateTime local = validFrom.atZone(zone);
        require(local.toLocalTime().toNanoOfDay() % (minutes * 60_000_000_000L) == 0,
                "validFrom %s, expected the start of a local settlement interval of %d min", local, minutes);
        ZoneOffsetTransition transition = zone.getRules().nextTransition(validFrom);
        for (int i = 0; i < TRANSITIONS_CHECKED && transition != null; i++) {
            require(transition.getDuration().toSeconds() % (minutes * 60L) == 0,
                    "intervalMinutes %d, expected a divisor of the change of the clock at %s", minutes,
                    transition.getInstant());
            transition = zone.getRules().nextTransition(transition.getInstant());
        }
        for (int day : community.getOffDaysOfWeek()) {
            require(1 <= day && day <= 7, "offDaysOfWeek %d, expected ISO days 1 to 7", day);
        }
        if (before != null) {
            long apart = validFrom.toEpochMilli() - before.getValidFrom().toEpochMilli();
            require(before.getZone().equals(community.getZone()) && before.getIntervalMinutes() == minutes
                    && apart % (minutes * 60_000L) == 0,
                    "zone and settlement grid cannot change; expected %s and %d min from %s, or a new communityId",
                    before.getZone(), before.getIntervalMinutes(), before.getValidFrom());
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "zone %s, expected an IANA name such as Europe/Berlin".formatted(name),
                    e);
        }
    }

    private static void requirePlace(Community community) {
        requireWithin("latitudeDegrees", community.getLatitudeDegrees(), -90, 90);
        requireWithin("longitudeDegrees", community.getLongitudeDegrees(), -180, 180);
    }

    private static void requireWindow(Community community) {
        require(community.getWindowDays() >= 2, "windowDays %d, expected 2 or more",
                community.getWindowDays());
        require(community.getMinimumDays() >= 2, "minimumDays %d, expected 2 or more",
                community.getMinimumDays());
        require(community.getMinimumDays() <= community.getWindowDays(),
                "minimumDays %d, expected windowDays, which is %d, or less", community.getMinimumDays(),
                community.getWindowDays());
        requireWithin("supportMarginFraction", community.getSupportMarginFraction(), 0, 10);
    }

    private static void requirePromise(Community community) {
        double epsilon = community.getEpsilon();
        require(epsilon > 0 && epsilon < 1, "epsilon %s, expected a number in (0, 1)", epsilon);
        require(natural(community.getRadius()), "radius %s, expected 0 or more", community.getRadius());
        require(community.getRule() != RecourseRule.UNKNOWN, "rule UNKNOWN, expected DIAGONAL or CAUSAL");
        require(community.getJointMethod() != JointMethod.UNKNOWN,
                "jointMethod UNKNOWN, expected JOINT_CVAR or BONFERRONI");
        requireRadius(community);
        require(limit(community.getGridImportMaxKw()) && limit(community.getGridExportMaxKw()),
                "gridImportMaxKw %s and gridExportMaxKw %s, expected 0 or more, or null",
                community.getGridImportMaxKw(), community.getGridExportMaxKw());
        requireNatural("demandChargeCentsPerKw", community.getDemandChargeCentsPerKw());
        requireNatural("stabilityBudgetCents", community.getStabilityBudgetCents());
        requireNatural("resolveForecastFraction", community.getResolveForecastFraction());
        requireNatural("resolveResidualFraction", community.getResolveResidualFraction());
        require(community.getResolveGapMinutes() >= 0, "resolveGapMinutes %d, expected 0 or more",
                community.getResolveGapMinutes());
    }

    private static void requireRadius(Community community) {
        double least = community.getRadiusMin();
        double most = community.getRadiusMax();
        require(community.getRadiusPolicy() != RadiusPolicy.UNKNOWN,
                "radiusPolicy UNKNOWN, expected FIXED or ADAPTIVE");
        require(least > 0 && natural(least), "radiusMin %s, expected a number above 0", least);
        require(natural(most) && most >= least, "radiusMax %s, expected radiusMin, which is %s, or more",
                most,
                least);
        require(community.getRadiusPolicy() == RadiusPolicy.FIXED
                || (community.getRadius() >= least && community.getRadius() <= most),
                "radius %s, expected a start between radiusMin %s and radiusMax %s", community.getRadius(),
                least,
                most);
    }

    private static void requireMembers(Community community) {
        var members = new MemberRules(community);
        Set<String> ids = new HashSet<>();
        for (Prosumer prosumer : community.getProsumers()) {
            require(ids.add(prosumer.getProsumerId()), "prosumerId %s occurs twice, expected once",
                    prosumer.getProsumerId());
            members.check(prosumer);
        }
        for (PeerLink link : community.getPeerLinks()) {
            String first = link.getFirstProsumerId();
            String second = link.getSecondProsumerId();
            require(ids.contains(first) && ids.contains(second) && !first.equals(second),
                    "peer link %s – %s, expected two different members", first, second);
            require(natural(link.getLimitKw()) && natural(link.getFeeCentsPerKwh())
                    && natural(link.getWearCents()),
                    "peer link %s – %s has limit %s kW, fee %s and wear %s ¢, expected numbers of 0 or more",
                    first,
                    second, link.getLimitKw(), link.getFeeCentsPerKwh(), link.getWearCents());
        }
    }

    private static void requireWithin(String name, double value, double low, double high) {
        require(low <= value && value <= high, "%s %s, expected a number in [%s, %s]", name, value, low,
                high);
    }

    private static void requireNatural(String name, double value) {
        require(natural(value), "%s %s, expected a number of 0 or more", name, value);
    }

    private static boolean limit(@Nullable Double value) {
        return value == null || natural(value);
    }
}
