package org.tavan.community;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.Battery;
import org.tavan.schema.Channel;
import org.tavan.schema.Community;
import org.tavan.schema.FlexibleLoad;
import org.tavan.schema.JointMethod;
import org.tavan.schema.Meter;
import org.tavan.schema.PeerLink;
import org.tavan.schema.Prosumer;
import org.tavan.schema.RadiusPolicy;
import org.tavan.schema.RecourseRule;
import org.tavan.serde.TavanSerdes;

/// Every rule of a configuration says what, where, and the expected value.
class ConfigurationRulesTest {
    private static final Instant START = Instant.parse("2024-05-05T22:00:00Z");

    static {
        // Avro trusts the generated classes only after the serdes have declared them.
        TavanSerdes.of(KafkaSettings.of("unused:9092", "mock://rules"));
    }

    static Stream<Arguments> badCommunities() {
        return Stream.of(
                bad("zone Moon, expected an IANA name such as Europe/Berlin", c -> c.setZone("Moon")),
                bad("intervalMinutes 7, expected a divisor of 60", c -> c.setIntervalMinutes(7)),
                bad("intervalMinutes 0, expected a divisor of 60", c -> c.setIntervalMinutes(0)),
                bad("gateClosureMinutes 721, expected a settlement boundary in [0, 1440)",
                        c -> c.setGateClosureMinutes(721)),
                bad("gateClosureMinutes 1440, expected a settlement boundary in [0, 1440)",
                        c -> c.setGateClosureMinutes(1440)),
                bad("validFrom 2024-05-06T00:07+02:00[Europe/Berlin], expected the start of a local settlement interval of 60 min",
                        c -> c.setValidFrom(START.plusSeconds(420))),
                bad("intervalMinutes 60, expected a divisor of the change of the clock at 2024-10-05T15:30:00Z",
                        c -> c.setZone("Australia/Lord_Howe")
                                .setValidFrom(Instant.parse("2024-05-05T13:30:00Z"))),
                bad("offDaysOfWeek 8, expected ISO days 1 to 7", c -> c.setOffDaysOfWeek(List.of(8))),
                bad("latitudeDegrees NaN, expected a number in [-90.0, 90.0]",
                        c -> c.setLatitudeDegrees(Double.NaN)),
                bad("longitudeDegrees 181.0, expected a number in [-180.0, 180.0]",
                        c -> c.setLongitudeDegrees(181)),
                bad("windowDays 1, expected 2 or more", c -> c.setWindowDays(1)),
                bad("minimumDays 20, expected windowDays, which is 10, or less",
                        c -> c.setMinimumDays(20).setWindowDays(10)),
                bad("minimumDays 1, expected 2 or more", c -> c.setMinimumDays(1)),
                bad("supportMarginFraction -0.1, expected a number in [0.0, 10.0]",
                        c -> c.setSupportMarginFraction(-0.1)),
                bad("epsilon NaN, expected a number in (0, 1)", c -> c.setEpsilon(Double.NaN)),
                bad("epsilon 1.0, expected a number in (0, 1)", c -> c.setEpsilon(1)),
                bad("radius -1.0, expected 0 or more", c -> c.setRadius(-1)),
                bad("rule UNKNOWN, expected DIAGONAL or CAUSAL", c -> c.setRule(RecourseRule.UNKNOWN)),
                bad("jointMethod UNKNOWN, expected JOINT_CVAR or BONFERRONI",
                        c -> c.setJointMethod(JointMethod.UNKNOWN)),
                bad("radiusPolicy UNKNOWN, expected FIXED or ADAPTIVE",
                        c -> c.setRadiusPolicy(RadiusPolicy.UNKNOWN)),
                bad("radiusMin 0.0, expected a number above 0", c -> c.setRadiusMin(0)),
                bad("radiusMax 0.01, expected radiusMin, which is 0.02, or more",
                        c -> c.setRadiusMin(0.02).setRadiusMax(0.01)),
                bad("radius 0.2, expected a start between radiusMin 1.0E-4 and radiusMax 0.1",
                        c -> c.setRadiusPolicy(RadiusPolicy.ADAPTIVE).setRadius(0.2)),
                bad("demandChargeCentsPerKw -1.0, expected a number of 0 or more",
                        c -> c.setDemandChargeCentsPerKw(-1)),
                bad("gridImportMaxKw -3.0 and gridExportMaxKw null, expected 0 or more, or null",
                        c -> c.setGridImportMaxKw(-3.0)),
                bad("stabilityBudgetCents Infinity, expected a number of 0 or more",
                        c -> c.setStabilityBudgetCents(Double.POSITIVE_INFINITY)),
                bad("resolveForecastFraction -1.0, expected a number of 0 or more",
                        c -> c.setResolveForecastFraction(-1)),
                bad("resolveResidualFraction NaN, expected a number of 0 or more",
                        c -> c.setResolveResidualFraction(Double.NaN)),
                bad("resolveGapMinutes -1, expected 0 or more", c -> c.setResolveGapMinutes(-1)),
                bad("prosumerId a occurs twice, expected once",
                        c -> c.setProsumers(List.of(prosumer("a").build(), prosumer("a").build()))),
                bad("peer link a – z, expected two different members",
                        c -> c.setPeerLinks(List.of(link("a", "z", 1)))),
                bad("peer link a – a, expected two different members",
                        c -> c.setPeerLinks(List.of(link("a", "a", 1)))),
                bad("peer link a – b has limit NaN kW, fee 0.0 and wear 0.0 ¢, expected numbers of 0 or more",
                        c -> c.setPeerLinks(List.of(link("a", "b", Double.NaN)))),
                bad("register '' of meter meter-a occurs twice, expected once", c -> c.setProsumers(
                        List.of(prosumer("a").build(),
                                prosumer("b").setMeters(List.of(meter("meter-a").build())).build()))));
    }

    static Stream<Arguments> badMembers() {
        return Stream.of(
                member("prosumerId 'x/y', expected a name without a slash", p -> p.setProsumerId("x/y")),
                member("prosumerId ' ', expected a name without a slash", p -> p.setProsumerId(" ")),
                member("nominalKw 0.0 of a, expected a positive number", p -> p.setNominalKw(0)),
                member("nominalKw Infinity of a, expected a positive number",
                        p -> p.setNominalKw(Double.POSITIVE_INFINITY)),
                member("pvPeakKw NaN of a, expected a number of 0 or more", p -> p.setPvPeakKw(Double.NaN)),
                member("limits of a are 9.0, 9.0, -1.0 and 9.0 kW (grid and real-time, import and export), expected numbers of 0 or more",
                        p -> p.setRealTimeImportMaxKw(-1)),
                member("validTo 2024-05-05T22:00:00Z of a, expected an instant after 2024-05-05T22:00:00Z",
                        p -> p.setValidTo(START)),
                member("battery of a: energyInitialKwh 5.0 and energyFinalMinKwh 4.0, expected in [energyMinKwh 1.0, energyMaxKwh 0.5]",
                        p -> p.setBattery(battery().setEnergyMaxKwh(0.5).build())),
                member("battery of a: energyInitialKwh 5.0 and energyFinalMinKwh 11.0, expected in [energyMinKwh 1.0, energyMaxKwh 10.0]",
                        p -> p.setBattery(battery().setEnergyFinalMinKwh(11).build())),
                member("battery of a: charge NaN kW, discharge 3.0 kW, wear 0.05 ¢, expected numbers of 0 or more",
                        p -> p.setBattery(battery().setChargeMaxKw(Double.NaN).build())),
                member("battery of a: efficiencies 0.0 and 0.95, expected fractions in (0, 1]",
                        p -> p.setBattery(battery().setChargeEfficiency(0).build())),
                member("desiredKw of a has 23 values, expected 24",
                        p -> p.setFlexibleLoad(flexible(23, 1).build())),
                member("desiredKw of a has 3.0, expected numbers in [0, powerMaxKw 2.0]",
                        p -> p.setFlexibleLoad(flexible(24, 3).build())),
                member("flexible load of a: power 2.0 kW, shift NaN kWh, discomfort 0.1 ¢, expected numbers of 0 or more",
                        p -> p.setFlexibleLoad(flexible(24, 1).setShiftMaxKwh(Double.NaN).build())),
                member("a has no meters, so none of its intervals would ever close; expected one or more",
                        p -> p.setMeters(List.of())),
                member("a has meters of both kinds, expected either LOAD and PV or GRID ones",
                        p -> p.setMeters(
                                List.of(meter("m").build(),
                                        meter("n").setChannel(Channel.GRID_IMPORT).build()))),
                member("a meter of a has no meterId, expected a name",
                        p -> p.setMeters(List.of(meter(" ").build()))),
                member("meterId heartbeat:x of a is kept for heartbeats, expected another prefix",
                        p -> p.setMeters(List.of(meter("heartbeat:x").build()))),
                member("channel of meter m is UNKNOWN, expected LOAD, PV, GRID_IMPORT or GRID_EXPORT",
                        p -> p.setMeters(List.of(meter("m").setChannel(Channel.UNKNOWN).build()))),
                member("powerMaxKw NaN of meter m, expected a positive number",
                        p -> p.setMeters(List.of(meter("m").setPowerMaxKw(Double.NaN).build()))),
                member("registerModulus 0.0 of meter m, expected a positive number or null",
                        p -> p.setMeters(List.of(meter("m").setRegisterModulus(0.0).build()))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"badCommunities", "badMembers"})
    void aConfigurationThatBreaksARuleIsRefusedInWords(String message, Community community) {
        assertEquals(Optional.of("community c: " + message), ConfigurationRules.check("c", community, null));
    }

    @Test
    void aGoodConfigurationIsAccepted() {
        Community community = community()
                .setProsumers(List.of(
                        prosumer("a").setBattery(battery().build())
                                .setFlexibleLoad(flexible(24, 2).build())
                                .build(),
                        prosumer("b").build()))
                .build();

        assertEquals(Optional.empty(), ConfigurationRules.check("c", community, null));
        assertEquals(Optional.empty(), ConfigurationRules.check("c", community, community));
    }

    @Test
    void theKeyNamesTheCommunity() {
        assertEquals(Optional.of("community c: key 'd', expected the communityId"),
                ConfigurationRules.check("d", community().build(), null));
        assertEquals(Optional.of("community x/y: communityId 'x/y', expected a name without a slash"),
                ConfigurationRules.check("x/y", community().setCommunityId("x/y").build(), null));
    }

    @Test
    void zoneAndGridOfACommunityCannotChange() {
        Community before = community().build();
        Community moved = community().setZone("Europe/Paris").build();
        Community finer = community().setIntervalMinutes(30).build();

        Optional<String> expected = Optional.of(
                "community c: zone and settlement grid cannot change; expected Europe/Berlin and 60 min from %s, or a new communityId"
                        .formatted(START));
        assertEquals(expected, ConfigurationRules.check("c", moved, before));
        assertEquals(expected, ConfigurationRules.check("c", finer, before));
        assertEquals(Optional.empty(), ConfigurationRules.check("c",
                community().setValidFrom(START.plusSeconds(3600)).setEpsilon(0.2).build(), before));
    }

    private static Arguments bad(String message, Consumer<Community.Builder> change) {
        Community.Builder builder = community();
        change.accept(builder);
        return Arguments.of(message, builder.build());
    }

    private static Arguments member(String message, Consumer<Prosumer.Builder> change) {
        Prosumer.Builder builder = prosumer("a");
        change.accept(builder);
        return bad(message, c -> c.setProsumers(List.of(builder.build())));
    }

    static Community.Builder community() {
        return Community.newBuilder()
                .setCommunityId("c")
                .setName("c")
                .setZone("Europe/Berlin")
                .setCurrency("EUR")
                .setLatitudeDegrees(52)
                .setLongitudeDegrees(13)
                .setIntervalMinutes(60)
                .setOffDaysOfWeek(List.of(6, 7))
                .setHolidays(List.of())
                .setValidFrom(START)
                .setKnowledgeTime(START)
                .setProsumers(List.of(prosumer("a").build(), prosumer("b").build()))
                .setPeerLinks(List.of());
    }

    static Prosumer.Builder prosumer(String id) {
        return Prosumer.newBuilder()
                .setProsumerId(id)
                .setName(id)
                .setNominalKw(2)
                .setGridImportMaxKw(9)
                .setGridExportMaxKw(9)
                .setRealTimeImportMaxKw(9)
                .setRealTimeExportMaxKw(9)
                .setMeters(List.of(meter("meter-" + id).build()));
    }

    private static Meter.Builder meter(String id) {
        return Meter.newBuilder().setMeterId(id).setChannel(Channel.LOAD).setPowerMaxKw(20);
    }

    private static PeerLink link(String first, String second, double limitKw) {
        return PeerLink.newBuilder()
                .setFirstProsumerId(first)
                .setSecondProsumerId(second)
                .setLimitKw(limitKw)
                .build();
    }

    private static Battery.Builder battery() {
        return Battery.newBuilder()
                .setEnergyMinKwh(1)
                .setEnergyMaxKwh(10)
                .setEnergyInitialKwh(5)
                .setEnergyFinalMinKwh(4)
                .setChargeMaxKw(3)
                .setDischargeMaxKw(3)
                .setChargeEfficiency(0.95)
                .setDischargeEfficiency(0.95)
                .setWearCents(0.05);
    }

    private static FlexibleLoad.Builder flexible(int slots, double desiredKw) {
        return FlexibleLoad.newBuilder()
                .setDesiredKw(Collections.nCopies(slots, desiredKw))
                .setPowerMaxKw(2)
                .setShiftMaxKwh(3)
                .setDiscomfortCents(0.1);
    }
}
