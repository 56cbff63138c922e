package org.tavan.standalone.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.PartitionChangeRecord;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.metadata.MetadataRecordSerde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder that is copied while its broker runs holds what a kill -9 leaves.
class StaleRegistrationTest {
    private static final int NOBODY = -1;
    private static final int UNCHANGED = -2;

    @TempDir
    Path directory;

    @Test
    void aBrokerStartedAfterAKillLeadsNoPartitionBeforeItIsRegisteredItself() throws Exception {
        var killed = directory.resolve("killed");
        try (var broker = EmbeddedBroker.start(directory.resolve("running"), _ -> {});
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("kept", 3, (short) 1))).all().get();
            copy(directory.resolve("running"), killed);
        }

        EmbeddedBroker.start(killed, _ -> {}).close();

        assertEquals(Set.of(NOBODY), leaders(killed).atTheLastStart());
    }

    @Test
    void aBrokerThatStopsKeepsItsPartitionsToTheEnd() throws Exception {
        try (var broker = EmbeddedBroker.start(directory, _ -> {});
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("kept", 3, (short) 1))).all().get();
        }

        assertEquals(Set.of(BrokerSettings.NODE_ID), leaders(directory).atTheEnd());
    }

    /// Who leads partitions when the controller of the last start takes over, and in the end.
    private record Leaders(Set<Integer> atTheLastStart, Set<Integer> atTheEnd) {}

    private static Leaders leaders(Path folder) throws IOException {
        var leaders = new TreeMap<String, Integer>();
        Set<Integer> atStart = Set.of();
        var log = folder.resolve("log/__cluster_metadata-0/00000000000000000000.log");
        try (var records = FileRecords.open(log.toFile(), false)) {
            for (RecordBatch batch : records.batches()) {
                for (Record one : batch) {
                    if (!batch.isControlBatch()) {
                        follow(one, leaders);
                    } else if (ControlRecordType.parse(one.key()) == ControlRecordType.LEADER_CHANGE) {
                        atStart = Set.copyOf(leaders.values());
                    }
                }
            }
        }
        return new Leaders(atStart, Set.copyOf(leaders.values()));
    }

    private static void follow(Record one, Map<String, Integer> leaders) {
        switch (MetadataRecordSerde.INSTANCE.read(new ByteBufferAccessor(one.value()), one.valueSize())
                .message()) {
            case PartitionRecord made -> leaders.put(name(made.topicId(), made.partitionId()), made.leader());
            case PartitionChangeRecord changed when changed.leader() != UNCHANGED ->
                leaders.put(name(changed.topicId(), changed.partitionId()), changed.leader());
            default -> {
                // about something else
            }
        }
    }

    private static String name(Uuid topic, int partition) {
        return "%s-%d".formatted(topic, partition);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (NoSuchFileException _) {
                    // The broker has just renamed it; a kill at this moment would have left it out too.
                }
            }
        }
    }
}
