package org.tavan.solver.state;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.config.KafkaSettings;
import org.tavan.serde.TavanSerdes;
import org.tavan.solver.coordinator.CoordinatorSettings;
import org.tavan.solver.coordinator.CoordinatorTopology;

class StreamsRunnerTest {
    /// A task at an offset of its only input.
    private record Task(TaskId taskId, TopicPartition input, long committed,
            long end) implements TaskMetadata {
        static Task of(int partition, long committed, long end) {
            return new Task(new TaskId(0, partition), new TopicPartition("input", partition), committed, end);
        }

        @Override
        public Set<TopicPartition> topicPartitions() {
            return Set.of(input);
        }

        @Override
        public Map<TopicPartition, Long> committedOffsets() {
            return Map.of(input, committed);
        }

        @Override
        public Map<TopicPartition, Long> endOffsets() {
            return Map.of(input, end);
        }

        @Override
        public Optional<Long> timeCurrentIdlingStarted() {
            return Optional.empty();
        }
    }

    @Test
    void beforeTheStartAndAfterTheEndItIsNotReady(@TempDir Path state) {
        KafkaSettings kafka = KafkaSettings.of("127.0.0.1:1", "mock://coordinator");
        var settings = new CoordinatorSettings(Duration.ofSeconds(30), Duration.ofSeconds(10));
        var streams = new StreamsRunner(
                CoordinatorTopology.build(TavanSerdes.of(kafka), settings, new PrometheusRegistry(), null),
                "test", kafka, state, Duration.ofMillis(50), 1);

        boolean before = streams.ready();
        streams.close();
        boolean after = streams.ready();

        assertFalse(before);
        assertFalse(after);
    }

    @Test
    void restoredTasksHaveCaughtUpUpToTheMarkersOfTransactions() {
        assertTrue(StreamsRunner.caughtUp(List.of(Task.of(0, -1, -1)), 0));
        assertTrue(StreamsRunner
                .caughtUp(List.of(Task.of(0, 1_000_000, 1_000_002), Task.of(1, 70, 50)), 0));
    }

    @Test
    void withoutTasksOrWithStateToRestoreItHasNot() {
        assertFalse(StreamsRunner.caughtUp(List.of(), 0));
        assertFalse(StreamsRunner.caughtUp(List.of(Task.of(0, 5, 5)), 1));
    }

    @Test
    void theLagOfAllTasksCounts() {
        assertFalse(StreamsRunner
                .caughtUp(List.of(Task.of(0, 0, 6_000), Task.of(1, 1_000, 7_000)), 0));
    }
}
