package org.tavan.standalone.broker;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.utils.Time;

/// The registration that the last broker left in the metadata. If it was killed, it still leads every partition by it.
///
/// A broker started under such a registration leads at once, by epochs of the dead one, loses everything when the registration
/// expires, and leads again when it is registered itself. While it loses its partitions, Kafka's transaction coordinator takes those
/// without a leader for deleted ones (KAFKA-20734): it counts open transactions as complete without ever writing their markers, and
/// whoever reads committed records behind them waits for ever. So the registration goes before the broker starts, which then leads
/// once and for all.
final class StaleRegistration {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration TURN = Duration.ofMillis(50);

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
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!withdrawn(address, deadline)) {
                LockSupport.parkNanos(TURN.toNanos());
            }
        } finally {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    /// @return false if the controller has not yet read so much of its log that it answers clients
    private static boolean withdrawn(String address, long deadline) {
        try (var admin = Admin.create(Map.of("bootstrap.controllers", address))) {
            long left = Math.max(0, deadline - System.nanoTime());
            admin.unregisterBroker(BrokerSettings.NODE_ID).all().get(left, TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            var cause = e.getCause();
            if (cause instanceof BrokerIdNotRegisteredException) {
                return true;
            }
            // Early on it may not know its own version yet, or that it is the active one.
            if ((cause instanceof UnsupportedVersionException || cause instanceof RetriableException)
                    && System.nanoTime() < deadline) {
                return false;
            }
            throw new IllegalStateException("The broker's old registration cannot be withdrawn: " + cause,
                    cause);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "The broker's old registration was not withdrawn within %s.".formatted(PATIENCE), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker's old registration was withdrawn",
                    e);
        }
    }
}
