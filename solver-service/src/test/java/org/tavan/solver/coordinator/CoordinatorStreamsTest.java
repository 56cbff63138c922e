package org.tavan.solver.coordinator;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class CoordinatorStreamsTest {
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
    void withRestoredTasksThatHaveCaughtUpItIsReady() {
        assertTrue(CoordinatorStreams.ready(State.RUNNING, List.of(Task.of(0, -1, -1)), 0));
        assertTrue(CoordinatorStreams.ready(State.RUNNING,
                List.of(Task.of(0, 1_000_000, 1_000_002), Task.of(1, 70, 50)), 0));
    }

    @Test
    void runningAloneIsNotReady() {
        assertFalse(CoordinatorStreams.ready(State.RUNNING, List.of(), 0));
        assertFalse(CoordinatorStreams.ready(State.REBALANCING, List.of(Task.of(0, 5, 5)), 0));
        assertFalse(CoordinatorStreams.ready(State.RUNNING, List.of(Task.of(0, 5, 5)), 1));
    }

    @Test
    void theLagOfAllTasksCounts() {
        assertFalse(CoordinatorStreams.ready(State.RUNNING,
                List.of(Task.of(0, 0, 6_000), Task.of(1, 1_000, 7_000)), 0));
    }
}
