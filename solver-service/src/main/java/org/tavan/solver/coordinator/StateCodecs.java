package org.tavan.solver.coordinator;

import org.apache.avro.specific.SpecificRecord;
import org.tavan.schema.Community;
import org.tavan.schema.DeviceState;
import org.tavan.schema.Policy;
import org.tavan.schema.Price;
import org.tavan.schema.Schedule;
import org.tavan.serde.TavanSerdes;
import org.tavan.solver.state.Codec;
import org.tavan.topic.Topics;

/// Layouts of the records that are kept as they came.
record StateCodecs(Codec<Community> community, Codec<Schedule> schedule, Codec<Policy> policy,
        Codec<Price> price,
        Codec<DeviceState> deviceState) {
    static StateCodecs of(TavanSerdes serdes) {
        return new StateCodecs(Codec.of(serdes, Topics.COMMUNITIES),
                Codec.of(serdes, Topics.SCHEDULES),
                Codec.of(serdes, Topics.POLICIES),
                Codec.of(serdes, Topics.PRICES),
                Codec.of(serdes, Topics.DEVICE_STATES));
    }

    /// A held input as it came.
    SpecificRecord read(String topic, byte[] value) {
        return topic.equals(Topics.PRICES.name()) ? price.read(value) : deviceState.read(value);
    }
}
