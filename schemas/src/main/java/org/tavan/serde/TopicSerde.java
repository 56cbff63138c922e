package org.tavan.serde;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.tavan.topic.Topic;

/// A serde bound to a topic of the catalogue.
///
/// It uses that topic's subject wherever the record goes, so that repartition topics and changelogs of Kafka Streams
/// need no schemas of their own, and it holds the serde behind it to the topic's type.
final class TopicSerde<V extends SpecificRecord> implements Serde<V>, Serializer<V>, Deserializer<V> {
    private final Topic<V> bound;
    private final Serde<V> inner;

    TopicSerde(Topic<V> bound, Serde<V> inner) {
        this.bound = bound;
        this.inner = inner;
    }

    @Override
    public void configure(Map<String, ?> configuration, boolean key) {
        // Configured when it was made.
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable V data) {
        return inner.serializer().serialize(bound.name(), data);
    }

    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, @Nullable V data) {
        return inner.serializer().serialize(bound.name(), headers, data);
    }

    @Override
    public @Nullable V deserialize(String topic, byte @Nullable [] data) {
        return checked(topic, () -> inner.deserializer().deserialize(bound.name(), data));
    }

    @Override
    public @Nullable V deserialize(String topic, Headers headers, byte @Nullable [] data) {
        return checked(topic, () -> inner.deserializer().deserialize(bound.name(), headers, data));
    }

    private @Nullable V checked(String topic, Supplier<? extends @Nullable Object> deserialization) {
        Object value;
        try {
            value = deserialization.get();
        } catch (SerializationException e) {
            throw topic.equals(bound.name())
                    ? e
                    : new SerializationException("%s: %s".formatted(topic, e.getMessage()), e);
        }
        if (value != null && !bound.valueType().isInstance(value)) {
            throw new SerializationException("cannot read a record of topic %s: it is a %s, expected a %s"
                    .formatted(topic, value.getClass().getName(), bound.valueType().getName()));
        }
        return bound.valueType().cast(value);
    }

    @Override
    public Serializer<V> serializer() {
        return this;
    }

    @Override
    public Deserializer<V> deserializer() {
        return this;
    }

    @Override
    public void close() {
        inner.close();
    }
}
