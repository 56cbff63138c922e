package org.tavan.solver.microgrid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Rejected;
import org.tavan.serde.TavanSerdes;
import org.tavan.solver.microgrid.GridWorld.Input;
import org.tavan.solver.state.StreamsRunner;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

class MicrogridTopologyTest {
    private static final KafkaSettings KAFKA = KafkaSettings.of("127.0.0.1:1", "mock://microgrid-topology");
    private static final TavanSerdes SERDES = TavanSerdes.of(KAFKA);
    private static final GridWorld WORLD = GridWorld.berlin(LocalDate.of(2024, 5, 6), 60);

    @TempDir
    Path stateDir;

    private static Topology topology() {
        return MicrogridTopology.build(SERDES, GridBench.SETTINGS, new PrometheusRegistry());
    }

    private TopologyTestDriver driver() {
        return new TopologyTestDriver(topology(),
                StreamsRunner.properties("test", KAFKA, stateDir, Duration.ofMillis(50), 1), Instant.EPOCH);
    }

    @Test
    void theTopologyIsAsDocumented() throws IOException {
        String described = topology().describe().toString();

        try (var golden = getClass().getResourceAsStream("microgrid-topology.txt")) {
            assertEquals(new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip(),
                    described.strip());
        }
        assertFalse(described.contains("-0000000"), described);
    }

    @Test
    void daysThroughTheTopologyAreTheSameAsWithoutKafka() {
        GridBench expected = new GridBench();
        expected.run(WORLD.streams(4));

        try (var driver = driver()) {
            var pipes = new Pipes(driver);
            WORLD.streams(4).values().forEach(stream -> stream.forEach(input -> {
                pipes.in(input);
                pipes.answer();
            }));

            assertEquals(expected.requests, pipes.requests);
            assertEquals(List.of(), pipes.rejected());
        }
        assertEquals(9, expected.requests.size());
    }

    @Test
    void whatCannotBeUsedIsRejectedWithItsBytesAndTheReason() {
        byte[] garbage = {0, 9, 9, 9, 9, 1};

        try (var driver = driver()) {
            var pipes = new Pipes(driver);
            for (Topic<?> topic : List.of(Topics.MICROGRIDS, Topics.DEMAND_RESPONSES, Topics.WEATHER,
                    Topics.COMMUNITIES)) {
                driver.createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
                        .pipeInput("c1", garbage);
            }
            pipes.in(new Input("c9", WORLD.microgrid()));
            List<Rejected> rejected = pipes.rejected();

            // Weather and communities are refused by those whose inputs they are first.
            assertEquals(
                    List.of(RejectReason.MALFORMED, RejectReason.MALFORMED,
                            RejectReason.INVALID_CONFIGURATION),
                    rejected.stream().map(Rejected::getReason).toList());
            assertEquals(List.of(Topics.MICROGRIDS.name(), Topics.DEMAND_RESPONSES.name(),
                    Topics.MICROGRIDS.name()), rejected.stream().map(Rejected::getTopic).toList());
            assertEquals(ByteBuffer.wrap(garbage), rejected.getFirst().getValue());
            assertEquals(WORLD.microgrid().getKnowledgeTime(), rejected.getLast().getKnowledgeTime());
            assertTrue(rejected.getLast().getMessage().contains("expected the communityId"));
        }
    }

    @Test
    void solveRequestsOfACommunityWithoutAMicrogridAreNotRead() {
        try (var driver = driver()) {
            var pipes = new Pipes(driver);
            pipes.in(new Input("c1", WORLD.community()));
            pipes.in(new Input("c1", WORLD.weather(0, _ -> 5)));
            driver.createInputTopic(Topics.SOLVE_REQUESTS.name(), new StringSerializer(),
                    new ByteArraySerializer()).pipeInput("c1", new byte[]{0, 9}, WORLD.at(30, 12));

            assertEquals(List.of(), pipes.rejected());
            assertTrue(pipes.requestTopic.isEmpty());
            // What it says of the time lets old weather go.
            try (var kept = driver.getKeyValueStore(MicrogridTopology.STORE).all()) {
                assertTrue(kept.hasNext());
                assertTrue(kept.next().key.toString().startsWith("c1/community/"));
                assertFalse(kept.hasNext());
            }
        }
    }

    @Test
    void aNullConfigurationRemovesTheMicrogrid() {
        try (var driver = driver()) {
            var pipes = new Pipes(driver);
            WORLD.streams(1).getOrDefault("first", List.of()).forEach(pipes::in);
            Objects.requireNonNull(pipes.inputs.get(Microgrid.class)).pipeInput("c1", null, 0L);
            pipes.in(new Input("c1", WORLD.dayAhead(1)));

            assertTrue(pipes.requestTopic.isEmpty());
        }
    }

    @Test
    void patienceRunsByTheWallClock() {
        try (var driver = driver()) {
            var pipes = new Pipes(driver);
            WORLD.streams(4).values().forEach(stream -> stream.forEach(pipes::in));
            // Nobody answers.
            for (int i = 0; i < 20; i++) {
                driver.advanceWallClockTime(Duration.ofSeconds(63));
            }

            List<TestRecord<String, MicrogridRequest>> requests = pipes.requestTopic.readRecordsToList();
            assertEquals(9, requests.size());
            assertEquals("c1", requests.getFirst().key());
            assertEquals(WORLD.at(0, 12), requests.getFirst().getRecordTime());
        }
    }

    /// The topics of a driver, with a solver and customers at the other end.
    private static final class Pipes {
        private final Map<Class<?>, TestInputTopic<String, SpecificRecord>> inputs = new HashMap<>();
        private final TestOutputTopic<String, MicrogridRequest> requestTopic;
        private final TestOutputTopic<String, Rejected> rejectedTopic;
        private final List<MicrogridRequest> requests = new ArrayList<>();

        Pipes(TopologyTestDriver driver) {
            List.of(Topics.COMMUNITIES, Topics.MICROGRIDS, Topics.WEATHER, Topics.SOLVE_REQUESTS,
                    Topics.MICROGRID_SCHEDULES, Topics.DEMAND_SIGNALS, Topics.DEMAND_RESPONSES)
                    .forEach(topic -> input(driver, topic));
            requestTopic = output(driver, Topics.MICROGRID_REQUESTS);
            rejectedTopic = output(driver, Topics.REJECTED);
        }

        private <V extends SpecificRecord> void input(TopologyTestDriver driver, Topic<V> topic) {
            var serializer = SERDES.value(topic).serializer();
            inputs.put(topic.valueType(), driver.createInputTopic(topic.name(), new StringSerializer(),
                    (name, value) -> serializer.serialize(name, topic.valueType().cast(value))));
        }

        private static <V extends SpecificRecord> TestOutputTopic<String, V> output(TopologyTestDriver driver,
                Topic<V> topic) {
            return driver.createOutputTopic(topic.name(), SERDES.key().deserializer(),
                    SERDES.value(topic).deserializer());
        }

        void in(Input input) {
            Objects.requireNonNull(inputs.get(input.value().getClass()))
                    .pipeInput(input.key(), input.value(), 0L);
        }

        /// Lets solver and customers answer until all is quiet.
        void answer() {
            while (!requestTopic.isEmpty()) {
                MicrogridRequest request = requestTopic.readValue();
                requests.add(request);
                MicrogridAnswer answer = new ToyPlanning().solve(request);
                answer.signal().ifPresent(signal -> {
                    GridBench.answers(signal).forEach(this::in);
                    in(new Input(signal.getCommunityId(), signal));
                });
                in(new Input(request.getCommunityId(), answer.schedule()));
            }
        }

        List<Rejected> rejected() {
            return rejectedTopic.readValuesToList();
        }
    }
}
