package org.tavan.solver.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.Community;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Price;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Rejected;
import org.tavan.schema.SolveRecord;
import org.tavan.schema.SolveRequest;
import org.tavan.serde.TavanSerdes;
import org.tavan.solver.coordinator.World.Input;
import org.tavan.solver.run.Answer;
import org.tavan.solver.state.StreamsRunner;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

class CoordinatorTopologyTest {
    private static final KafkaSettings KAFKA = KafkaSettings.of("127.0.0.1:1", "mock://coordinator-topology");
    private static final TavanSerdes SERDES = TavanSerdes.of(KAFKA);
    private static final int DAYS = 4;

    @TempDir
    Path stateDir;

    private static Topology topology() {
        return CoordinatorTopology.build(SERDES,
                new CoordinatorSettings(Duration.ofSeconds(30), Duration.ofSeconds(10)),
                new PrometheusRegistry(), null);
    }

    private TopologyTestDriver driver() {
        var properties = StreamsRunner.properties("test", KAFKA, stateDir, Duration.ofMillis(50), 1);
        return new TopologyTestDriver(topology(), properties, Instant.EPOCH);
    }

    @Test
    void theTopologyIsAsDocumented() throws IOException {
        String described = topology().describe().toString();

        try (var golden = getClass().getResourceAsStream("coordinator-topology.txt")) {
            assertEquals(new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip(),
                    described.strip());
        }
        assertFalse(described.contains("-0000000"), described);
    }

    @Test
    void threeDaysThroughTheTopologyAreTheSameAsWithoutKafka() {
        World world = World.berlin(LocalDate.of(2024, 5, 6));
        Bench expected = new Bench();
        expected.run(world.streams(DAYS));

        try (var driver = driver()) {
            var pipes = new Pipes(driver);
            world.streams(DAYS).values().forEach(stream -> stream.forEach(input -> {
                pipes.in(input);
                pipes.answer();
            }));

            assertEquals(expected.requests, pipes.requests);
            assertEquals(sorted(expected.dispatches), sorted(pipes.dispatches));
            assertEquals(expected.records, pipes.records);
            assertEquals(List.of(), pipes.rejected());
        }
        assertTrue(expected.dispatches.size() > 3 * 24);
    }

    @Test
    void whatCannotBeUsedIsRejectedWithItsBytesAndTheReason() {
        World world = World.berlin(LocalDate.of(2024, 5, 6));
        long start = world.day(0).startMillis();
        byte[] garbage = {0, 9, 9, 9, 9, 1};

        try (var driver = driver()) {
            var pipes = new Pipes(driver);
            driver.createInputTopic(Topics.PRICES.name(), new StringSerializer(), new ByteArraySerializer())
                    .pipeInput(World.ID, garbage);
            pipes.in(new Input("c1/a", world.interval("a", start)));
            pipes.in(new Input(World.ID, world.community));
            pipes.in(new Input("c1/zz", world.interval("zz", start)));
            pipes.in(new Input(World.ID, Price.newBuilder(world.price(start, Instant.ofEpochMilli(start)))
                    .setRealTimeSellCentsPerKwh(99)
                    .build()));
            pipes.in(new Input("c1/b", world.interval("a", start)));
            List<Rejected> rejected = pipes.rejected();

            assertEquals(
                    List.of(RejectReason.MALFORMED, RejectReason.UNKNOWN_COMMUNITY,
                            RejectReason.UNKNOWN_PROSUMER,
                            RejectReason.INVALID_PRICE, RejectReason.MALFORMED),
                    rejected.stream().map(Rejected::getReason).toList());
            assertEquals(java.nio.ByteBuffer.wrap(garbage), rejected.getFirst().getValue());
            assertEquals(Topics.PRICES.name(), rejected.get(3).getTopic());
            assertTrue(rejected.get(3).getMessage().contains("expected at most the buying price"));
        }
    }

    @Test
    void patienceRunsByTheWallClock() {
        World world = World.berlin(LocalDate.of(2024, 5, 6));

        try (var driver = driver()) {
            var pipes = new Pipes(driver);
            world.streams(DAYS).values().forEach(stream -> stream.forEach(pipes::in));
            // Nobody answers, and the battery does not report.
            for (int i = 0; i < 40; i++) {
                driver.advanceWallClockTime(Duration.ofSeconds(31));
            }

            assertEquals(2, pipes.requestTopic.readValuesToList().size());
            assertTrue(pipes.dispatchTopic.isEmpty());
        }
    }

    private static List<Dispatch> sorted(List<Dispatch> dispatches) {
        return dispatches.stream().sorted(Comparator.comparing(Dispatch::getDispatchId)).toList();
    }

    /// The topics of a driver, with a solver and a device at the other end.
    private static final class Pipes {
        private final Map<Class<?>, TestInputTopic<String, SpecificRecord>> inputs = new HashMap<>();
        private final TestOutputTopic<String, SolveRequest> requestTopic;
        private final TestOutputTopic<String, Dispatch> dispatchTopic;
        private final TestOutputTopic<String, SolveRecord> recordTopic;
        private final TestOutputTopic<String, Rejected> rejectedTopic;
        private final List<SolveRequest> requests = new ArrayList<>();
        private final List<Dispatch> dispatches = new ArrayList<>();
        private final List<SolveRecord> records = new ArrayList<>();
        private final Bench devices = new Bench();

        Pipes(TopologyTestDriver driver) {
            List.of(Topics.COMMUNITIES, Topics.PRICES, Topics.INTERVALS, Topics.FORECASTS,
                    Topics.DISTRIBUTIONS,
                    Topics.DEVICE_STATES, Topics.SCHEDULES, Topics.POLICIES, Topics.SOLVE_RECORDS)
                    .forEach(topic -> input(driver, topic));
            requestTopic = output(driver, Topics.SOLVE_REQUESTS);
            dispatchTopic = output(driver, Topics.DISPATCHES);
            recordTopic = output(driver, Topics.SOLVE_RECORDS);
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
            if (input.value() instanceof Community community) {
                // The device of the member reports when it is configured.
                devices.accept(World.ID, community);
            }
            Objects.requireNonNull(inputs.get(input.value().getClass()))
                    .pipeInput(input.key(), input.value(), 0L);
        }

        /// Lets solver and devices answer until all is quiet.
        void answer() {
            boolean quiet = false;
            while (!quiet) {
                quiet = true;
                for (SolveRequest request : requestTopic.readValuesToList()) {
                    requests.add(request);
                    Answer answer = Bench.solve(request);
                    answer.policies()
                            .forEach(policy -> in(new Input("c1/" + policy.getProsumerId(), policy)));
                    answer.schedules()
                            .forEach(schedule -> in(new Input("c1/" + schedule.getProsumerId(), schedule)));
                    in(new Input("c1", answer.record()));
                    quiet = false;
                }
                for (Dispatch dispatch : dispatchTopic.readValuesToList()) {
                    dispatches.add(dispatch);
                    devices.dispatch(dispatch);
                    quiet = false;
                }
                while (!devices.reports.isEmpty()) {
                    in(devices.reports.poll());
                }
            }
            recordTopic.readValuesToList()
                    .stream()
                    .filter(record -> record.getPlanId().isEmpty())
                    .forEach(records::add);
        }

        List<Rejected> rejected() {
            return rejectedTopic.readValuesToList();
        }
    }
}
