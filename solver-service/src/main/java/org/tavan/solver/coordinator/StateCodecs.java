package org.tavan.solver.coordinator;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.tavan.schema.Community;
import org.tavan.schema.DeviceState;
import org.tavan.schema.Policy;
import org.tavan.schema.Price;
import org.tavan.schema.Schedule;
import org.tavan.serde.TavanSerdes;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

/// Layouts of the records that are kept as they came.
record StateCodecs(Codec<Community> community, Codec<Schedule> schedule, Codec<Policy> policy,
        Codec<Price> price,
        Codec<DeviceState> deviceState) {
    static StateCodecs of(TavanSerdes serdes) {
        return new StateCodecs(codec(serdes, Topics.COMMUNITIES),
                codec(serdes, Topics.SCHEDULES),
                codec(serdes, Topics.POLICIES),
                codec(serdes, Topics.PRICES),
                codec(serdes, Topics.DEVICE_STATES));
    }

    /// A held input as it came.
    SpecificRecord read(String topic, byte[] value) {
        return topic.equals(Topics.PRICES.name()) ? price.read(value) : deviceState.read(value);
    }

    private static <V extends SpecificRecord> Codec<V> codec(TavanSerdes serdes, Topic<V> topic) {
        return new SerdeCodec<>(serdes.value(topic), topic.name());
    }

    /// The wire format of a topic, whose schema the registry knows.
    private record SerdeCodec<V>(Serde<V> serde, String topic) implements Codec<V> {
        @Override
        public byte[] write(V value) {
            return serde.serializer().serialize(topic, value);
        }

        @Override
        public V read(byte[] bytes) {
            return serde.deserializer().deserialize(topic, bytes);
        }
    }
}
