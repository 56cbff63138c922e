package org.tavan.standalone.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/// Settings of the embedded broker: one node, few internal partitions, nothing that forgets by wall clock.
final class BrokerSettings {
    static final int NODE_ID = 1;

    private static final Map<String, String> FIXED = Map.ofEntries(
            Map.entry("node.id", Integer.toString(NODE_ID)),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("num.partitions", "1"),
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // A killed process leaves open transactions, which hold up every reader of committed records: end them soon.
            Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
            // Nobody could take over, so a pause of the process (a lid closed, a machine overloaded) must not cost it its partitions.
            Map.entry("broker.session.timeout.ms", Integer.toString(Integer.MAX_VALUE)),
            // Nor may it give them up as it stops: markers of the last commits may still be on their way to them.
            Map.entry("controlled.shutdown.enable", "false"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            // Records are stamped with event time, years back or ahead; a paused folder may be taken up again after months.
            Map.entry("log.retention.ms", "-1"),
            Map.entry("log.message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE)),
            Map.entry("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)),
            Map.entry("offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE)),
            // By the time stamps of the records a segment would be rolled every week of history.
            Map.entry("log.roll.ms", Long.toString(Long.MAX_VALUE)),
            Map.entry("log.segment.bytes", Integer.toString(32 << 20)),
            Map.entry("log.index.size.max.bytes", Integer.toString(1 << 20)),
            Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20)),
            Map.entry("log.cleaner.io.buffer.size", Integer.toString(256 << 10)),
            Map.entry("message.max.bytes", Integer.toString(16 << 20)),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("background.threads", "2"),
            Map.entry("num.recovery.threads.per.data.dir", "2"));

    private BrokerSettings() {}

    /// Broker and controller in one.
    static Properties of(Path logDirectory, Ports ports) {
        var settings = common(logDirectory, ports);
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("inter.broker.listener.name", "PLAINTEXT");
        settings.setProperty("listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(ports.client(),
                        ports.controller()));
        settings.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + ports.client());
        return settings;
    }

    /// The same node's controller alone.
    static Properties ofController(Path logDirectory, Ports ports) {
        var settings = common(logDirectory, ports);
        settings.setProperty("process.roles", "controller");
        settings.setProperty("listeners", "CONTROLLER://127.0.0.1:" + ports.controller());
        return settings;
    }

    private static Properties common(Path logDirectory, Ports ports) {
        var settings = new Properties();
        settings.putAll(FIXED);
        settings.setProperty("log.dirs", logDirectory.toString());
        settings.setProperty("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + ports.controller());
        return settings;
    }
}
