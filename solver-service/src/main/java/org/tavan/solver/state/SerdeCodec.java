package org.tavan.solver.state;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.tavan.serde.TavanSerdes;
import org.tavan.topic.Topic;

/// The wire format of a topic, whose schema the registry knows.
record SerdeCodec<V extends SpecificRecord>(Serde<V> serde, String topic) implements Codec<V> {
    @Override
    public byte[] write(V value) {
        return serde.serializer().serialize(topic, value);
    }

    @Override
    public V read(byte[] bytes) {
        return serde.deserializer().deserialize(topic, bytes);
    }

    static <V extends SpecificRecord> Codec<V> of(TavanSerdes serdes, Topic<V> topic) {
        return new SerdeCodec<>(serdes.value(topic), topic.name());
    }
}
