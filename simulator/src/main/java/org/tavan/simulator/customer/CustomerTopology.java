package org.tavan.simulator.customer;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.Topology;
import org.tavan.serde.TavanSerdes;
import org.tavan.simulator.service.Parts;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

/// communities, microgrids, demand signals, intervals -> demand responses.
///
/// All inputs are partitioned by the community, so a task has the signals of every member whose intervals it gets.
final class CustomerTopology {
    static final String COMMUNITIES_SOURCE = "communities-source";
    static final String MICROGRIDS_SOURCE = "microgrids-source";
    static final String SIGNALS_SOURCE = "demand-signals-source";
    static final String INTERVALS_SOURCE = "intervals-source";
    static final String CUSTOMERS = "customers";
    static final String COMMUNITY_STORE = "community-store";
    static final String MICROGRID_STORE = "microgrid-store";
    static final String SIGNAL_STORE = "demand-signal-store";
    static final String INTERVAL_STORE = "interval-store";
    static final String RESPONSES_SINK = "demand-responses-sink";
    static final String REJECTED_SINK = "customers-rejected-sink";

    private CustomerTopology() {}

    static Topology build(TavanSerdes serdes, CustomerBehaviour behaviour) {
        Serde<String> key = serdes.key();
        var topology = new Topology();
        addSource(topology, serdes, COMMUNITIES_SOURCE, Topics.COMMUNITIES);
        addSource(topology, serdes, MICROGRIDS_SOURCE, Topics.MICROGRIDS);
        addSource(topology, serdes, SIGNALS_SOURCE, Topics.DEMAND_SIGNALS);
        addSource(topology, serdes, INTERVALS_SOURCE, Topics.INTERVALS);
        return topology
                .addProcessor(CUSTOMERS, () -> new CustomerProcessor(behaviour), COMMUNITIES_SOURCE,
                        MICROGRIDS_SOURCE, SIGNALS_SOURCE, INTERVALS_SOURCE)
                .addStateStore(Parts.store(COMMUNITY_STORE, key, serdes.value(Topics.COMMUNITIES)), CUSTOMERS)
                .addStateStore(Parts.store(MICROGRID_STORE, key, serdes.value(Topics.MICROGRIDS)), CUSTOMERS)
                .addStateStore(Parts.store(SIGNAL_STORE, key, serdes.value(Topics.DEMAND_SIGNALS)), CUSTOMERS)
                .addStateStore(Parts.store(INTERVAL_STORE, key, serdes.value(Topics.INTERVALS)), CUSTOMERS)
                .addSink(RESPONSES_SINK, Topics.DEMAND_RESPONSES.name(), key.serializer(),
                        serdes.value(Topics.DEMAND_RESPONSES).serializer(), Parts.byCommunity(), CUSTOMERS)
                .addSink(REJECTED_SINK, Topics.REJECTED.name(), key.serializer(),
                        serdes.value(Topics.REJECTED).serializer(), CUSTOMERS);
    }

    private static void addSource(Topology topology, TavanSerdes serdes, String name, Topic<?> topic) {
        topology.addSource(name, serdes.key().deserializer(), serdes.decoded(topic).deserializer(),
                topic.name());
    }
}
