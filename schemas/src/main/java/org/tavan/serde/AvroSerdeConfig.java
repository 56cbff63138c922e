package org.tavan.serde;

import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.tavan.registry.RegistryClient;
import org.tavan.topic.Topics;

/// Settings of [AvroSerde], by Confluent's keys.
///
/// @param registry the registry of `schema.registry.url`
/// @param autoRegister `auto.register.schemas`, default true as in Confluent's serde: register the schema of a record
///            that is written; else it must be registered
/// @param useLatest `use.latest.version`, default false: without `auto.register.schemas`, write by the newest version
///            of the subject instead of the class's own schema
/// @param valueType `specific.avro.value.type`: class to read into; null: the type of the topic in the catalogue
/// @param key whether it serves keys
record AvroSerdeConfig(
        RegistryClient registry,
        boolean autoRegister,
        boolean useLatest,
        @Nullable Class<? extends SpecificRecord> valueType,
        boolean key) {
    static final String AUTO_REGISTER = "auto.register.schemas";
    static final String USE_LATEST = "use.latest.version";
    static final String SPECIFIC_READER = "specific.avro.reader";
    static final String VALUE_TYPE = "specific.avro.value.type";

    static AvroSerdeConfig of(Map<String, ?> configuration, boolean key) {
        if (!flag(configuration, SPECIFIC_READER, true)) {
            throw new ConfigException(SPECIFIC_READER, "false",
                    "this serde reads into generated classes, expected true");
        }
        return new AvroSerdeConfig(RegistryClient.of(configuration), flag(configuration, AUTO_REGISTER, true),
                flag(configuration, USE_LATEST, false), type(configuration.get(VALUE_TYPE)), key);
    }

    /// Subject of a topic (TopicNameStrategy).
    String subject(String topic) {
        return topic + (key ? "-key" : "-value");
    }

    /// Class to read records of a topic into, if known.
    Optional<Class<? extends SpecificRecord>> readerType(String topic) {
        if (valueType != null) {
            return Optional.of(valueType);
        }
        return Topics.find(topic).map(found -> found.valueType());
    }

    private static boolean flag(Map<String, ?> configuration, String key, boolean otherwise) {
        Object value = configuration.get(key);
        if (value == null) {
            return otherwise;
        }
        return switch (value.toString()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ConfigException(key, value, "expected true or false");
        };
    }

    private static @Nullable Class<? extends SpecificRecord> type(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        try {
            Class<?> type = value instanceof Class<?> given ? given : Class.forName(value.toString());
            return type.asSubclass(SpecificRecord.class);
        } catch (ClassNotFoundException | ClassCastException _) {
            throw new ConfigException(VALUE_TYPE, value, "expected the name of a generated Avro class");
        }
    }
}
