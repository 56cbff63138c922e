package org.tavan.standalone.broker;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.utils.Time;

/// The registration that the last broker left in the metadata. If it was killed, it still leads every partition by it.
///
/// A broker started under such a registration leads at once, by epochs of the dead one, loses everything when the registration
/// expires, and leads again when it is registered itself. While it loses its partitions, Kafka's transaction coordinator takes those
/// without a leader for deleted ones (KAFKA-20734): it counts open transactions as complete without ever writing their markers, and
/// whoever reads committed records behind them waits for ever. So the registration goes before the broker starts, which then leads
/// once and for all.
final class StaleRegistration {
    private static final long PATIENCE_SECONDS = 60;

    private StaleRegistration() {}

    /// Runs a controller alone on the folder of a stopped or killed broker until the registration is withdrawn.
    ///
    /// @param controller settings of a node that is nothing but the controller
    /// @param address `host:port` of that controller
    /// @throws IllegalStateException if the controller does not do it in time
    static void withdraw(Properties controller, String address) {
        var server = new KafkaRaftServer(new KafkaConfig(controller), Time.SYSTEM);
        try {
            server.startup();
            withdraw(address);
        } finally {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    private static void withdraw(String address) {
        try (var admin = Admin.create(Map.of("bootstrap.controllers", address))) {
            admin.unregisterBroker(BrokerSettings.NODE_ID).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof BrokerIdNotRegisteredException)) {
                throw new IllegalStateException("The broker's old registration cannot be withdrawn: " + e.getCause(),
                        e.getCause());
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "The broker's old registration was not withdrawn within %d s.".formatted(PATIENCE_SECONDS), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker's old registration was withdrawn", e);
        }
    }
}
