package org.tavan.config;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tavan.topic.Topics;

/// How to reach the broker and the schema registry.
///
/// @param bootstrapServers `host:port` of brokers, separated by commas
/// @param schemaRegistryUrl URLs of schema registries separated by commas, or `mock://<scope>`
/// @param valueSerdeClass class of the value serde; null: [org.tavan.serde.AvroSerde]
/// @param properties further properties of clients and serdes by Kafka's and Confluent's keys; null: none. They win.
public record KafkaSettings(
        String bootstrapServers,
        String schemaRegistryUrl,
        String valueSerdeClass,
        Map<String, String> properties) {
    /// Property that names the value serde.
    public static final String VALUE_SERDE_CLASS = "tavan.serde.value.class";
    private static final String OWN_SERDE = "org.tavan.serde.AvroSerde";

    public KafkaSettings(
            @Nullable String bootstrapServers,
            @Nullable String schemaRegistryUrl,
            @Nullable String valueSerdeClass,
            @Nullable Map<String, String> properties) {
        this.bootstrapServers = required("bootstrapServers", bootstrapServers,
                "host:port of brokers, e.g. 127.0.0.1:9092");
        this.schemaRegistryUrl = required("schemaRegistryUrl", schemaRegistryUrl,
                "a URL, e.g. http://127.0.0.1:8081");
        this.valueSerdeClass = valueSerdeClass == null ? OWN_SERDE : valueSerdeClass;
        this.properties = properties == null ? Map.of() : Map.copyOf(properties);
    }

    /// Settings without further properties, with our own serde.
    public static KafkaSettings of(String bootstrapServers, String schemaRegistryUrl) {
        return new KafkaSettings(bootstrapServers, schemaRegistryUrl, null, null);
    }

    /// Properties for any Kafka client, with the keys of the registry; a fresh copy that the caller may extend.
    public Properties clientProperties() {
        var all = new Properties();
        all.put("bootstrap.servers", bootstrapServers);
        all.put("max.request.size", Integer.toString(Topics.RECORD_MAX_BYTES));
        all.putAll(serdeProperties());
        return all;
    }

    /// Properties for serdes and the registry client.
    public Map<String, String> serdeProperties() {
        var all = new HashMap<String, String>();
        all.put("schema.registry.url", schemaRegistryUrl);
        all.put("specific.avro.reader", "true");
        // Schemas are registered by the bootstrap step; only the memory of a test has nobody else to do it.
        all.put("auto.register.schemas", Boolean.toString(schemaRegistryUrl.startsWith("mock://")));
        all.putAll(properties);
        return all;
    }

    /// Without the values of secrets.
    @Override
    public String toString() {
        var shown = new TreeMap<String, String>();
        properties.forEach((key, value) -> shown.put(key, isSecret(key) ? "[hidden]" : value));
        return "KafkaSettings[bootstrapServers=%s, schemaRegistryUrl=%s, valueSerdeClass=%s, properties=%s]"
                .formatted(
                        bootstrapServers, schemaRegistryUrl.replaceAll("//[^/@]*@", "//[hidden]@"),
                        valueSerdeClass, shown);
    }

    private static boolean isSecret(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return lower.contains("password") || lower.contains("secret") || lower.contains("user.info")
                || lower.contains("jaas") || lower.contains("token");
    }

    private static String required(String name, @Nullable String value, String expected) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("%s is missing, expected %s".formatted(name, expected));
        }
        return value;
    }
}
