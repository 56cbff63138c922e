package org.tavan.serde;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.tavan.config.KafkaSettings;
import org.tavan.topic.Topic;

/// Serdes of the topics.
///
/// The class that does the work is named in the settings and loaded by name, so that Confluent's
/// `io.confluent.kafka.streams.serdes.avro.SpecificAvroSerde` takes its place by class path and configuration alone.
public final class TavanSerdes {
    private final String serdeClass;
    private final Map<String, Object> configuration;

    private TavanSerdes(String serdeClass, Map<String, Object> configuration) {
        this.serdeClass = serdeClass;
        this.configuration = configuration;
    }

    /// Serdes for the registry and the serde class of the settings.
    public static TavanSerdes of(KafkaSettings settings) {
        return new TavanSerdes(settings.valueSerdeClass(), Map.copyOf(settings.serdeProperties()));
    }

    /// Serde of the keys.
    public Serde<String> key() {
        return Serdes.String();
    }

    /// Serde of the values of a topic; null passes through both ways.
    ///
    /// @throws ConfigException if the serde class cannot be loaded or refuses its configuration
    public <V extends SpecificRecord> Serde<V> value(Topic<V> topic) {
        Serde<V> serde = newSerde();
        var ofTopic = new HashMap<>(configuration);
        ofTopic.put(AvroSerdeConfig.VALUE_TYPE, topic.valueType().getName());
        serde.configure(ofTopic, false);
        return new TopicSerde<>(topic, serde);
    }

    /// Serde of the values of a topic that turns bad bytes into [Decoded.Malformed] instead of failing; it writes
    /// malformed ones back as they are.
    public <V extends SpecificRecord> Serde<Decoded<V>> decoded(Topic<V> topic) {
        Serde<V> serde = value(topic);
        return Serdes.serdeFrom((name, decoded) -> switch (decoded) {
            case null -> null;
            case Decoded.Value<V>(V value) -> serde.serializer().serialize(name, value);
            case Decoded.Malformed<V> malformed -> malformed.bytes();
        }, new SafeDeserializer<>(serde.deserializer()));
    }

    @SuppressWarnings("unchecked") // the class is the user's choice; TopicSerde checks every value that it reads
    private <V> Serde<V> newSerde() {
        try {
            return (Serde<V>) Class.forName(serdeClass)
                    .asSubclass(Serde.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new ConfigException(KafkaSettings.VALUE_SERDE_CLASS, serdeClass,
                    "cannot be loaded, expected a Serde on the class path with a constructor without parameters: "
                            + e);
        }
    }
}
