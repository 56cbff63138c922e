package org.tavan.standalone.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One Kafka node, broker and controller at once, in this process.
///
/// The folder belongs to one process at a time. Data survive any end of the process, `kill -9` included; the next start
/// recovers what was written and keeps the port, so that other processes find the broker again.
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final DirectoryLock lock;
    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedBroker(DirectoryLock lock, KafkaRaftServer server, String bootstrapServers) {
        this.lock = lock;
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /// Starts the broker and returns when it takes requests.
    ///
    /// @param directory where everything is kept; made if absent
    /// @param onFault told, on the broker's own thread, of a fault for which Kafka would have ended the process
    /// @throws DirectoryInUseException if another process runs a broker in the same folder
    /// @throws IllegalStateException if the folder holds something that is no broker's data, or the broker does not start
    public static EmbeddedBroker start(Path directory, Consumer<? super BrokerFault> onFault) {
        var lock = DirectoryLock.take(directory);
        try {
            trapExits(onFault);
            var ports = Ports.of(directory.resolve("ports.properties"));
            var logDirectory = directory.resolve("log");
            var settings = BrokerSettings.of(logDirectory, ports);
            if (Files.exists(logDirectory.resolve("meta.properties"))) {
                StaleRegistration.withdraw(BrokerSettings.ofController(logDirectory, ports),
                        "127.0.0.1:" + ports.controller());
            } else {
                format(directory, settings);
            }
            var server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
            server.startup();
            LOG.info("embedded broker started, port={} directory={}", ports.client(), directory);
            return new EmbeddedBroker(lock, server, "127.0.0.1:" + ports.client());
        } catch (IOException e) {
            lock.close();
            throw new UncheckedIOException(
                    "The folder %s cannot be used for the broker: %s".formatted(directory,
                            e.getMessage()),
                    e);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /// Returns if no process runs a broker in that folder.
    ///
    /// @throws DirectoryInUseException if one does
    public static void requireUnused(Path directory) {
        DirectoryLock.take(directory).close();
    }

    /// `host:port` for clients in this process and others on this machine.
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            lock.close();
        }
    }

    /// Kafka ends the JVM on faults of its own; here such an end is reported instead, and only the calling thread stops.
    private static void trapExits(Consumer<? super BrokerFault> onFault) {
        Exit.Procedure procedure = (status, message) -> {
            var fault = new BrokerFault(status, message);
            LOG.error("the embedded broker stopped itself", fault);
            onFault.accept(fault);
            throw fault;
        };
        Exit.setExitProcedure(procedure);
        Exit.setHaltProcedure(procedure);
    }

    private static void format(Path directory, Properties settings) throws IOException {
        var file = directory.resolve("server.properties");
        try (var writer = Files.newBufferedWriter(file)) {
            settings.store(writer, "Written by Tavan for formatting; not read again.");
        }
        var said = new ByteArrayOutputStream();
        int status = StorageTool.execute(
                new String[]{"format", "--cluster-id", Uuid.randomUuid().toString(), "--config",
                        file.toString(), "--ignore-formatted"},
                new PrintStream(said, true, StandardCharsets.UTF_8));
        if (status != 0) {
            throw new IllegalStateException("The folder %s cannot be prepared for the broker: %s"
                    .formatted(directory, said.toString(StandardCharsets.UTF_8).strip()));
        }
    }
}
