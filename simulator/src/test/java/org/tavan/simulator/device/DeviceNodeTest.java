package org.tavan.simulator.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tavan.simulator.device.DeviceFixture.BATTERY_HOME;
import static org.tavan.simulator.device.DeviceFixture.COMMUNITY;
import static org.tavan.simulator.device.DeviceFixture.dispatch;
import static org.tavan.simulator.device.DeviceFixture.hour;

import java.nio.file.Path;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.DeviceState;
import org.tavan.serde.TavanSerdes;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

class DeviceNodeTest {
    private static final KafkaSettings SETTINGS = KafkaSettings.of("localhost:1", "mock://device-node");
    private static final TavanSerdes SERDES = TavanSerdes.of(SETTINGS);

    @TempDir
    Path folder;
    private TopologyTestDriver driver;

    @BeforeEach
    void open() {
        var topology = new Topology();
        for (Topic<?> topic : List.of(Topics.COMMUNITIES, Topics.DISPATCHES)) {
            topology.addSource(topic.name(), SERDES.key().deserializer(), SERDES.value(topic).deserializer(),
                    topic.name());
        }
        topology.addProcessor("parent", Parent::new, Topics.COMMUNITIES.name(), Topics.DISPATCHES.name());
        DeviceNode.addTo(topology, SERDES, "parent", List.of());
        driver = new TopologyTestDriver(topology,
                DeviceService.properties(new DeviceConfig(SETTINGS, folder, null, null, null)));
    }

    /// Somebody who has the records already.
    private static final class Parent
            extends
                ContextualProcessor<String, SpecificRecord, String, SpecificRecord> {
        @Override
        public void process(Record<String, SpecificRecord> message) {
            context().forward(message, DeviceNode.NAME);
        }
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void theStateADispatchLeavesIsInTheStoreAndInTheTopicAtOnce() {
        TestInputTopic<String, SpecificRecord> dispatches = input(Topics.DISPATCHES);
        input(Topics.COMMUNITIES).pipeInput("tehran", COMMUNITY);

        dispatches.pipeInput("tehran/" + BATTERY_HOME, dispatch(BATTERY_HOME, 30, 10, 0, 0));
        dispatches.pipeInput("tehran/" + BATTERY_HOME, dispatch(BATTERY_HOME, 31, 0, 0, 0));

        DeviceState stored = driver.<String, DeviceState>getKeyValueStore(DeviceNode.STATE_STORE)
                .get("tehran/" + BATTERY_HOME);
        List<DeviceState> published = driver
                .createOutputTopic(Topics.DEVICE_STATES.name(), SERDES.key().deserializer(),
                        SERDES.value(Topics.DEVICE_STATES).deserializer())
                .readValuesToList();
        assertEquals(hour(31), stored.getTime());
        assertEquals(49.6, stored.getEnergyKwh(), 1e-9);
        assertEquals(stored, published.getLast());
    }

    private <V extends SpecificRecord> TestInputTopic<String, SpecificRecord> input(Topic<V> topic) {
        var serializer = SERDES.value(topic).serializer();
        return driver.createInputTopic(topic.name(), new StringSerializer(),
                (name, value) -> serializer.serialize(name, topic.valueType().cast(value)));
    }
}
