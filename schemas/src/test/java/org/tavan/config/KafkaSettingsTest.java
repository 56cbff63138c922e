package org.tavan.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {
    @Test
    void clientsAndSerdesGetWhatTheyNeed() {
        Properties properties = KafkaSettings.of("127.0.0.1:9092", "http://127.0.0.1:8081")
                .clientProperties();

        assertEquals(
                Map.of("bootstrap.servers", "127.0.0.1:9092", "schema.registry.url", "http://127.0.0.1:8081",
                        "specific.avro.reader", "true", "auto.register.schemas", "false", "max.request.size",
                        "16777216"),
                properties);
    }

    @Test
    void furtherPropertiesWin() {
        var settings = new KafkaSettings("a:1", "mock://x", null,
                Map.of("auto.register.schemas", "false", "acks", "1"));

        Properties properties = settings.clientProperties();

        assertEquals("false", properties.get("auto.register.schemas"));
        assertEquals("1", properties.get("acks"));
    }

    @Test
    void theyAreReadFromYamlWithDefaults() {
        var settings = StrictYaml.read("t.yaml", """
                bootstrapServers: a:1
                schemaRegistryUrl: http://b:2
                properties:
                  linger.ms: 5
                  enable.idempotence: true
                """, KafkaSettings.class);

        assertEquals(new KafkaSettings("a:1", "http://b:2", "org.tavan.serde.AvroSerde",
                Map.of("linger.ms", "5", "enable.idempotence", "true")), settings);
    }

    @Test
    void aMissingAddressIsReportedWithItsField() {
        var fault = assertThrows(ConfigurationException.class,
                () -> StrictYaml.read("t.yaml", "schemaRegistryUrl: http://b:2\n", KafkaSettings.class));

        assertEquals(
                "t.yaml:1:1: bootstrapServers: is missing, expected host:port of brokers, e.g. "
                        + "127.0.0.1:9092",
                fault.getMessage());
    }

    @Test
    void secretsAreNotShown() {
        var settings = new KafkaSettings("a:1", "http://user:word@b:2", null, Map.of(
                "basic.auth.user.info", "alice:s3cret", "sasl.jaas.config", "s3cret", "ssl.key.password",
                "s3cret",
                "acks", "all"));

        String shown = settings.toString();

        assertFalse(shown.contains("s3cret") || shown.contains("word@"), shown);
        assertTrue(shown.contains("acks=all"), shown);
    }
}
