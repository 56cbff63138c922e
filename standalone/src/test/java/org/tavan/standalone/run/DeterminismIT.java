package org.tavan.standalone.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.simulator.synthetic.SyntheticConfig;
import org.tavan.simulator.synthetic.SyntheticSource;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

/// The same input and seed give the same bytes, however the topics are partitioned.
class DeterminismIT {
    private static final List<Topic<?>> RESULTS = List.of(Topics.INTERVALS, Topics.FORECASTS,
            Topics.SOLVE_REQUESTS,
            Topics.SCHEDULES, Topics.POLICIES, Topics.DISPATCHES);

    @TempDir
    Path directory;

    @Test
    void twoRunsOverOneAndThreePartitionsSayTheSame() throws Exception {
        var first = results("one", 1);
        var second = results("three", 3);

        RESULTS.forEach(topic -> {
            assertNotEquals(Map.of(), first.get(topic.name()), topic.name());
            assertEquals(first.get(topic.name()), second.get(topic.name()), topic.name());
        });
    }

    private Map<String, Map<String, List<String>>> results(String name, int partitions) throws Exception {
        var folder = DataFolder.open(directory, name);
        var source = new SyntheticSource(
                SyntheticConfig.of(11, LocalDate.parse("2025-03-21")).withProsumers(3).withDays(14));
        try (var cluster = Cluster.start(folder, partitions)) {
            Runs.toTheEnd(cluster.settings(), folder.state(), source, Duration.ofMinutes(2));
            var reader = new TopicReader(cluster.settings());
            return RESULTS.stream()
                    .collect(Collectors.toMap(Topic::name, reader::bytesByKey));
        }
    }
}
