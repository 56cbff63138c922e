package org.tavan.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.tavan.config.ConfigurationException;
import org.tavan.config.KafkaSettings;
import org.tavan.config.StrictYaml;

class StreamsServiceTest {
    private static final KafkaSettings KAFKA = KafkaSettings.of("127.0.0.1:1", "mock://service");

    @Test
    void theClientRunsExactlyOnceWithShortSessionsAndExplicitNames() {
        Properties properties = StreamsService
                .streamsProperties(StreamsAppConfig.of(KAFKA, Path.of("state")));

        var config = new StreamsConfig(properties);
        assertEquals("exactly_once_v2", config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
        assertEquals(100, config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG));
        assertEquals("5", properties.get("producer.linger.ms"));
        assertEquals("6000", properties.get("consumer.session.timeout.ms"));
        assertTrue(config.getBoolean(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG));
    }

    @Test
    void furtherPropertiesWin() {
        var config = new StreamsAppConfig(KAFKA, Path.of("state"), null, null, null, null, null, null, null,
                null, Map.of("producer.linger.ms", "20"));

        assertEquals("20", StreamsService.streamsProperties(config).get("producer.linger.ms"));
    }

    @Test
    void aServiceThatWasNotStartedIsNotReadyAndClosesAtOnce() {
        try (var service = new StreamsService(StreamsAppConfig.of(KAFKA, Path.of("state")))) {
            assertFalse(service.readiness().ready());
            assertEquals("NOT_STARTED", service.readiness().state());
            assertFalse(service.registry().knows("c", 0));
        }
    }

    @Test
    void aFileWithTheBareMinimumGetsTheDocumentedDefaults() {
        StreamsAppConfig config = StrictYaml.read("test", """
                kafka: {bootstrapServers: "127.0.0.1:9092", schemaRegistryUrl: "http://127.0.0.1:8081"}
                stateDir: state
                metering: {grace: 5m}
                """, StreamsAppConfig.class);

        assertEquals("tavan-streams", config.applicationId());
        assertEquals(ClockMode.HEARTBEAT, config.clock());
        assertEquals(Duration.ofMinutes(5), config.metering().grace());
        assertEquals(Duration.ofDays(7), config.metering().lateHorizon());
        assertEquals(10, config.metering().quarantineAfter());
        assertEquals(Duration.ofDays(2), config.forecast().horizon());
    }

    @Test
    void aWrongValueIsNamed() {
        var thrown = assertThrows(ConfigurationException.class, () -> StrictYaml.read("test", """
                kafka: {bootstrapServers: "127.0.0.1:9092", schemaRegistryUrl: "http://127.0.0.1:8081"}
                stateDir: state
                metering: {coverageMin: 1.5}
                """, StreamsAppConfig.class));

        assertTrue(String.valueOf(thrown.getMessage()).contains("coverageMin (1.5) must lie in [0.5, 1.0]"),
                thrown.getMessage());
    }
}
