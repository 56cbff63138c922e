package org.tavan.streams.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tavan.config.KafkaSettings;
import org.tavan.serde.TavanSerdes;
import org.tavan.streams.PartitionCounts;
import org.tavan.streams.StreamsAppConfig;
import org.tavan.streams.StreamsMetrics;
import org.tavan.streams.meter.Registry;

class DescribeTest {
    private static String describe() {
        var settings = KafkaSettings.of("unused:9092", "mock://describe");
        return StreamsTopology
                .build(StreamsAppConfig.of(settings, Path.of("unused")), TavanSerdes.of(settings),
                        new PartitionCounts(4, 2), new Registry(),
                        new StreamsMetrics(new PrometheusRegistry()))
                .describe()
                .toString();
    }

    @Test
    void noNodeStoreOrInternalTopicHasAGeneratedName() {
        String description = describe();

        assertFalse(description.contains("-0000000"), description);
    }

    @Test
    void theTopologyIsAsReviewed() throws IOException {
        String golden;
        try (var stream = DescribeTest.class.getResourceAsStream("/topology.txt")) {
            golden = stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }

        String description = describe();

        Files.writeString(Path.of("target", "topology.txt"), description + System.lineSeparator());
        assertEquals(golden.strip(), description.strip(), "if the change is meant, copy target/topology.txt");
    }
}
