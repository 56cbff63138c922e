package org.tavan.solver.coordinator;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.tavan.schema.Community;
import org.tavan.schema.Policy;
import org.tavan.schema.Schedule;
import org.tavan.serde.TavanSerdes;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

/// Layouts of the records that are kept as they came.
record StateCodecs(Codec<Community> community, Codec<Schedule> schedule, Codec<Policy> policy) {
    static StateCodecs of(TavanSerdes serdes) {
        return new StateCodecs(codec(serdes, Topics.COMMUNITIES),
                codec(serdes, Topics.SCHEDULES),
                codec(serdes, Topics.POLICIES));
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
