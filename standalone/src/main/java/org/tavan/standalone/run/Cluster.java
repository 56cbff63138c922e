package org.tavan.standalone.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.tavan.config.KafkaSettings;
import org.tavan.registry.RegistryBootstrap;
import org.tavan.registry.RegistryClient;
import org.tavan.registry.RegistryServer;
import org.tavan.standalone.broker.BrokerFault;
import org.tavan.standalone.broker.EmbeddedBroker;
import org.tavan.topic.TopicBootstrap;
import org.tavan.topic.TopicSettings;

/// Broker, schema registry and topics in this process: what a Kafka cluster is to the services.
public final class Cluster implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final RegistryServer registry;
    private final KafkaSettings settings;
    private final AtomicReference<@Nullable BrokerFault> fault;

    private Cluster(EmbeddedBroker broker, RegistryServer registry,
            AtomicReference<@Nullable BrokerFault> fault) {
        this.broker = broker;
        this.registry = registry;
        this.settings = KafkaSettings.of(broker.bootstrapServers(), registry.url().toString());
        this.fault = fault;
    }

    /// Starts everything in the folder of a run, creates what is missing and verifies the rest.
    ///
    /// @param partitions of every topic, 1 or more; the same at every start in the same folder
    public static Cluster start(DataFolder folder, int partitions) {
        var fault = new AtomicReference<@Nullable BrokerFault>();
        var broker = EmbeddedBroker.start(folder.broker(), fault::set);
        try {
            var registry = RegistryServer.start(folder.registry(), 0);
            var cluster = new Cluster(broker, registry, fault);
            cluster.prepare(new TopicSettings(partitions, partitions, (short) 1, Map.of()));
            return cluster;
        } catch (IOException e) {
            broker.close();
            throw new UncheckedIOException("The schema registry cannot start: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    public KafkaSettings settings() {
        return settings;
    }

    /// Returns while all is well.
    ///
    /// @throws BrokerFault if the broker has stopped by itself
    public void requireHealthy() {
        var stopped = fault.get();
        if (stopped != null) {
            throw stopped;
        }
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
    }

    private void prepare(TopicSettings topics) {
        RegistryBootstrap.register(RegistryClient.of(settings.serdeProperties()));
        try (var admin = Admin.create(settings.clientProperties())) {
            TopicBootstrap.createAndVerify(admin, topics);
        }
    }
}
