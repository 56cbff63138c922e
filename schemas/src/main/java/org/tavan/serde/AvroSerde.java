package org.tavan.serde;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/// Serde of generated Avro classes in Confluent's wire format, configured by Confluent's keys: `schema.registry.url`,
/// `auto.register.schemas`, `use.latest.version`, `basic.auth.credentials.source`, `basic.auth.user.info`,
/// `specific.avro.reader` and `specific.avro.value.type`.
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {
    private final AvroSerializer<T> serializer = new AvroSerializer<>();
    private final AvroDeserializer<T> deserializer = new AvroDeserializer<>();

    @Override
    public void configure(Map<String, ?> configuration, boolean key) {
        serializer.configure(configuration, key);
        deserializer.configure(configuration, key);
    }

    @Override
    public Serializer<T> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<T> deserializer() {
        return deserializer;
    }
}
