package org.tavan.simulator.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.simulator.device.DeviceFixture.BATTERY_HOME;
import static org.tavan.simulator.device.DeviceFixture.COMMUNITY;
import static org.tavan.simulator.device.DeviceFixture.FLEXIBLE_HOME;
import static org.tavan.simulator.device.DeviceFixture.PLAIN_HOME;
import static org.tavan.simulator.device.DeviceFixture.dispatch;
import static org.tavan.simulator.device.DeviceFixture.hour;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.Battery;
import org.tavan.schema.Community;
import org.tavan.schema.DeviceState;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Prosumer;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Rejected;
import org.tavan.serde.TavanSerdes;
import org.tavan.topic.Topics;

class DeviceTopologyTest {
    private static final KafkaSettings SETTINGS = KafkaSettings.of("localhost:1", "mock://devices");

    @TempDir
    Path folder;
    private TopologyTestDriver driver;
    private TestInputTopic<String, Community> communities;
    private TestInputTopic<String, Dispatch> dispatches;
    private TestOutputTopic<String, DeviceState> states;
    private TestOutputTopic<String, Rejected> rejected;

    @BeforeEach
    void open() {
        TavanSerdes serdes = TavanSerdes.of(SETTINGS);
        var config = new DeviceConfig(SETTINGS, folder, null, null, null);
        driver = new TopologyTestDriver(DeviceTopology.build(serdes, List.of()),
                DeviceService.properties(config));
        communities = driver.createInputTopic(Topics.COMMUNITIES.name(), new StringSerializer(),
                serdes.value(Topics.COMMUNITIES).serializer());
        dispatches = driver.createInputTopic(Topics.DISPATCHES.name(), new StringSerializer(),
                serdes.value(Topics.DISPATCHES).serializer());
        states = driver.createOutputTopic(Topics.DEVICE_STATES.name(), serdes.key().deserializer(),
                serdes.value(Topics.DEVICE_STATES).deserializer());
        rejected = driver.createOutputTopic(Topics.REJECTED.name(), serdes.key().deserializer(),
                serdes.value(Topics.REJECTED).deserializer());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aNewCommunityReportsTheInitialStateOfEveryMemberWithDevicesOnce() {
        communities.pipeInput("tehran", COMMUNITY);
        communities.pipeInput("tehran", COMMUNITY);

        List<DeviceState> initial = states.readValuesToList();

        assertEquals(8, initial.size());
        assertTrue(initial.stream().allMatch(state -> state.getTime().equals(COMMUNITY.getValidFrom())));
        assertTrue(initial.stream()
                .anyMatch(state -> state.getProsumerId().equals(BATTERY_HOME) && state.getEnergyKwh() == 40));
        assertTrue(initial.stream().noneMatch(state -> state.getProsumerId().equals(PLAIN_HOME)));
    }

    @Test
    void aDispatchReportsTheStateReachedWhenItBeginsAndActsUntilTheNext() {
        communities.pipeInput("tehran", COMMUNITY);
        states.readValuesToList();

        send(dispatch(BATTERY_HOME, 30, 10, 0, 0));
        send(dispatch(BATTERY_HOME, 31, 0, 5, 0));
        send(dispatch(BATTERY_HOME, 32, 0, 0, 0));

        List<DeviceState> reported = states.readValuesToList();
        assertEquals(List.of(hour(30), hour(31), hour(32)),
                reported.stream().map(DeviceState::getTime).toList());
        assertEquals(40, reported.get(0).getEnergyKwh(), 1e-9);
        assertEquals(49.6, reported.get(1).getEnergyKwh(), 1e-9);
        assertEquals(49.6 - 5 / 0.96, reported.get(2).getEnergyKwh(), 1e-9);
    }

    @Test
    void aDispatchThatComesAgainOrLateChangesNothing() {
        communities.pipeInput("tehran", COMMUNITY);
        send(dispatch(BATTERY_HOME, 30, 10, 0, 0));
        send(dispatch(BATTERY_HOME, 31, 10, 0, 0));
        states.readValuesToList();

        send(dispatch(BATTERY_HOME, 31, 10, 0, 0));
        send(dispatch(BATTERY_HOME, 30, 0, 20, 0));

        assertTrue(states.isEmpty());
        send(dispatch(BATTERY_HOME, 32, 0, 0, 0));
        assertEquals(40 + 2 * 9.6, states.readValue().getEnergyKwh(), 1e-9);
    }

    @Test
    void theFirstDispatchMayBeginWithTheCommunityItself() {
        communities.pipeInput("tehran", COMMUNITY);
        states.readValuesToList();

        send(dispatch(BATTERY_HOME, 0, 10, 0, 0));
        send(dispatch(BATTERY_HOME, 1, 0, 0, 0));

        assertEquals(49.6, states.readValue().getEnergyKwh(), 1e-9);
        assertTrue(states.isEmpty());
    }

    @Test
    void membersWithoutDevicesAreLeftAlone() {
        communities.pipeInput("tehran", COMMUNITY);
        states.readValuesToList();

        send(dispatch(PLAIN_HOME, 1, 0, 0, 0));

        assertTrue(states.isEmpty());
        assertTrue(rejected.isEmpty());
    }

    @Test
    void aDispatchForAnUnknownCommunityIsRejected() {
        send(dispatch(BATTERY_HOME, 1, 0, 0, 0));

        Rejected entry = rejected.readValue();
        assertEquals(RejectReason.UNKNOWN_COMMUNITY, entry.getReason());
        assertTrue(entry.getMessage().contains("tehran"), entry.getMessage());
    }

    @Test
    void bytesThatAreNoRecordAreRejectedAndTheStreamGoesOn() {
        TestInputTopic<String, byte[]> raw = driver.createInputTopic(Topics.DISPATCHES.name(),
                new StringSerializer(),
                new ByteArraySerializer());

        raw.pipeInput("tehran/home-1", new byte[]{9, 9, 9});
        communities.pipeInput("tehran", COMMUNITY);

        assertEquals(RejectReason.MALFORMED, rejected.readValue().getReason());
        assertFalse(states.isEmpty());
    }

    @Test
    void anInvalidConfigurationIsIgnoredAndTheOneBeforeStays() {
        communities.pipeInput("tehran", COMMUNITY);
        states.readValuesToList();

        communities.pipeInput("tehran", Community.newBuilder(COMMUNITY)
                .setIntervalMinutes(7)
                .setProsumers(List.of())
                .build());
        send(dispatch(BATTERY_HOME, 1, 0, 0, 0));

        assertEquals(hour(1), states.readValue().getTime());
        assertTrue(rejected.isEmpty());
    }

    @Test
    void aDispatchIsObeyedAsConfiguredWhenItWasDecided() {
        Prosumer home = DeviceFixture.prosumer(BATTERY_HOME);
        Prosumer weaker = Prosumer.newBuilder(home)
                .setBattery(Battery.newBuilder(home.getBattery()).setChargeMaxKw(5).build())
                .build();
        communities.pipeInput("tehran", COMMUNITY);
        communities.pipeInput("tehran", Community.newBuilder(COMMUNITY)
                .setKnowledgeTime(hour(2))
                .setProsumers(List.of(weaker))
                .setPeerLinks(List.of())
                .build());
        states.readValuesToList();

        send(dispatch(BATTERY_HOME, 0, 10, 0, 0));
        send(dispatch(BATTERY_HOME, 1, 10, 0, 0));
        send(dispatch(BATTERY_HOME, 2, 10, 0, 0));
        send(dispatch(BATTERY_HOME, 3, 0, 0, 0));
        send(dispatch(FLEXIBLE_HOME, 3, 0, 0, 0));

        assertEquals(List.of(49.6, 54.4, 59.2, 0.0), states.readValuesToList()
                .stream()
                .map(state -> Math.round(state.getEnergyKwh() * 1e6) / 1e6)
                .toList());
    }

    @Test
    void aConfigurationThatIsNoRecordIsLeftToTheCoordinatorToReject() {
        TestInputTopic<String, byte[]> raw = driver.createInputTopic(Topics.COMMUNITIES.name(),
                new StringSerializer(), new ByteArraySerializer());

        raw.pipeInput("tehran", new byte[]{9, 9, 9});

        assertTrue(rejected.isEmpty());
        assertTrue(states.isEmpty());
    }

    @Test
    void aRemovedCommunityIsForgotten() {
        communities.pipeInput("tehran", COMMUNITY);
        communities.pipeInput("tehran", (Community) null);

        send(dispatch(BATTERY_HOME, 1, 0, 0, 0));

        assertEquals(RejectReason.UNKNOWN_COMMUNITY, rejected.readValue().getReason());
    }

    @Test
    void everyNodeAndStoreIsNamed() {
        String description = DeviceTopology.build(TavanSerdes.of(SETTINGS), List.of()).describe().toString();

        assertFalse(Pattern.compile("-\\d{10}").matcher(description).find(), description);
    }

    private void send(Dispatch dispatch) {
        dispatches.pipeInput("tehran/" + dispatch.getProsumerId(), dispatch);
    }
}
