package org.tavan.streams.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Accumulation;
import org.tavan.schema.Quarantine;
import org.tavan.schema.Reading;
import org.tavan.schema.RejectReason;
import org.tavan.serde.Decoded;
import org.tavan.streams.ClockMode;
import org.tavan.streams.MeteringConfig;
import org.tavan.streams.StreamsMetrics;
import org.tavan.streams.StreamsMetrics.Result;
import org.tavan.streams.codec.BinaryWriter;
import org.tavan.streams.meter.ChunkStore;
import org.tavan.streams.meter.Heartbeats;
import org.tavan.streams.meter.MeterInterval;
import org.tavan.streams.meter.RegisterKey;
import org.tavan.streams.meter.RegisterLogic;
import org.tavan.streams.meter.Registration;
import org.tavan.streams.meter.Registry;
import org.tavan.streams.meter.Verdict;
import org.tavan.streams.store.BytesStore;
import org.tavan.topic.Topics;

/// The per-meter stage of one partition: judges readings, closes and revises intervals, quarantines meters.
///
/// State lives on the heap and is written through to the store, so that a reading costs one write and no read.
final class MeterProcessor implements Processor<String, byte[], String, Object> {
    private static final String REGISTER = "r\0";
    private static final String METER = "m\0";
    private static final String HEARTBEATS = "h\0";
    private static final Duration TICK = Duration.ofSeconds(1);

    private final MeteringConfig config;
    private final ClockMode clock;
    private final int partitions;
    private final Registry registry;
    private final StreamsMetrics metrics;
    private final Deserializer<Decoded<Reading>> readings;
    private final Deserializer<Decoded<Quarantine>> quarantines;
    private final BinaryWriter writer = new BinaryWriter();
    private final Map<RegisterKey, Entry> entries = new HashMap<>();
    private final Map<String, MeterTrust> meters = new HashMap<>();
    private Heartbeats heartbeats;
    private Registry.Snapshot snapshot;
    private long seenNumber = -1;
    private long nextDueMillis = Long.MIN_VALUE;
    private @Nullable Wiring wiring;

    /// A register with its name in the store.
    private record Entry(String name, RegisterLogic logic) {}

    /// What exists once the task is initialised.
    private record Wiring(ProcessorContext<String, Object> context, BytesStore state, BytesStore chunks,
            Rejections rejections) {}

    MeterProcessor(
            MeteringConfig config,
            ClockMode clock,
            int partitions,
            Registry registry,
            StreamsMetrics metrics,
            Deserializer<Decoded<Reading>> readings,
            Deserializer<Decoded<Quarantine>> quarantines) {
        this.config = config;
        this.clock = clock;
        this.partitions = partitions;
        this.registry = registry;
        this.metrics = metrics;
        this.readings = readings;
        this.quarantines = quarantines;
        this.snapshot = registry.snapshot();
        this.heartbeats = new Heartbeats(config);
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        var ready = new Wiring(context,
                new KafkaBytesStore(context.getStateStore(StreamsTopology.METER_STORE)),
                new KafkaBytesStore(context.getStateStore(StreamsTopology.READING_STORE)),
                new Rejections(context, StreamsTopology.METER_REJECTED_SINK, metrics));
        wiring = ready;
        snapshot = registry.snapshot();
        seenNumber = -1;
        entries.clear();
        meters.clear();
        heartbeats = new Heartbeats(config);
        nextDueMillis = Long.MIN_VALUE;
        restore(ready);
        if (clock == ClockMode.WALL) {
            context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::beat);
        }
    }

    @Override
    public void process(Record<String, byte[]> record) {
        Wiring ready = wiring();
        String topic = ready.context().recordMetadata().map(metadata -> metadata.topic()).orElse("");
        if (topic.equals(Topics.QUARANTINE.name())) {
            release(record);
            return;
        }
        if (record.value() == null) {
            tombstone(record);
            return;
        }
        switch (readings.deserialize(topic, record.value())) {
            case Decoded.Malformed<Reading>(_, String reason) ->
                reject(record, RejectReason.MALFORMED, reason);
            case Decoded.Value<Reading>(Reading reading) -> {
                if (!reading.getMeterId().equals(record.key())) {
                    reject(record, RejectReason.MALFORMED, "the key is '%s', expected the meterId '%s'"
                            .formatted(record.key(), reading.getMeterId()));
                } else if (reading.getAccumulation() == Accumulation.HEARTBEAT) {
                    heartbeat(record, reading);
                } else {
                    take(record, reading);
                }
            }
        }
    }

    /// The gauge counts the meters of the tasks that run here.
    @Override
    public void close() {
        meters.values().forEach(trust -> metrics.quarantined(trust.quarantined() ? -1 : 0));
        meters.clear();
    }

    private void take(Record<String, byte[]> record, Reading reading) {
        refreshRegistry();
        Entry entry = entry(new RegisterKey(reading.getMeterId(), reading.getRegister()));
        if (entry == null) {
            reject(record, RejectReason.UNKNOWN_METER,
                    "meter '%s' register '%s' is not configured in any community"
                            .formatted(reading.getMeterId(), reading.getRegister()));
            return;
        }
        MeterTrust trust = meters.computeIfAbsent(reading.getMeterId(), _ -> new MeterTrust());
        boolean trusted = trust.wouldTrust(config.releaseAfter());
        long dueBefore = entry.logic().dueMillis();
        switch (entry.logic().take(reading, trusted)) {
            case Verdict.Accepted _ -> good(record, reading, trust, entry, trusted, dueBefore);
            case Verdict.Duplicate _ -> metrics.count(Result.DUPLICATE);
            case Verdict.Late _ -> {
                metrics.count(Result.LATE);
                forward(record.key(), reading, record.timestamp(), StreamsTopology.LATE_SINK);
            }
            case Verdict.Refused refused -> {
                reject(record, refused.reason(), refused.message());
                save(entry);
                if (refused.discredits()
                        && trust.bad(config.quarantineAfter(), reading.getReadingTime().toEpochMilli())) {
                    announce(reading.getMeterId(), trust, refused.message(), record.timestamp());
                }
                saveTrust(reading.getMeterId(), trust);
            }
        }
    }

    private void good(
            Record<String, byte[]> record,
            Reading reading,
            MeterTrust trust,
            Entry entry,
            boolean trusted,
            long dueBefore) {
        boolean released = trust.good(config.releaseAfter());
        if (released) {
            announce(reading.getMeterId(), trust, "released after good readings", record.timestamp());
        }
        if (trusted) {
            metrics.count(Result.ACCEPTED);
            save(entry);
            if (dueBefore != entry.logic().dueMillis()) {
                nextDueMillis = Math.min(nextDueMillis, entry.logic().dueMillis());
            }
        } else {
            reject(record, RejectReason.QUARANTINED,
                    "meter '%s' is in quarantine since %s".formatted(reading.getMeterId(),
                            Instant.ofEpochMilli(trust.sinceMillis())));
        }
        saveTrust(reading.getMeterId(), trust);
    }

    private void heartbeat(Record<String, byte[]> record, Reading reading) {
        Verdict.Refused refused = heartbeats.refusal(reading);
        if (refused != null) {
            wiring().rejections().reject(record, record.value(), refused.reason(), refused.message());
        } else if (heartbeats.beat(reading.getMeterId(), reading.getReadingTime().toEpochMilli())) {
            followHeartbeats();
        }
    }

    /// Takes a source out of service; other null values are malformed.
    private void tombstone(Record<String, byte[]> record) {
        if (record.key() == null || !record.key().startsWith(Topics.HEARTBEAT_PREFIX)) {
            reject(record, RejectReason.MALFORMED, "the reading is null, expected a record");
        } else if (heartbeats.remove(record.key())) {
            followHeartbeats();
        }
    }

    private void followHeartbeats() {
        wiring().state().put(HEARTBEATS, heartbeats.write(writer));
        if (clock == ClockMode.HEARTBEAT) {
            beat(heartbeats.clockMillis());
        }
    }

    private void beat(long timeMillis) {
        refreshRegistry();
        if (timeMillis < nextDueMillis) {
            return;
        }
        long next = Long.MAX_VALUE;
        for (Entry entry : entries.values()) {
            if (entry.logic().dueMillis() <= timeMillis) {
                entry.logic().heartbeat(timeMillis);
                save(entry);
            }
            next = Math.min(next, entry.logic().dueMillis());
        }
        nextDueMillis = next;
    }

    private void release(Record<String, byte[]> record) {
        boolean active = record.value() != null
                && quarantines.deserialize(Topics.QUARANTINE.name(),
                        record.value()) instanceof Decoded.Value<Quarantine>(Quarantine quarantine)
                && quarantine.getActive();
        MeterTrust trust = meters.get(record.key());
        if (!active && trust != null && trust.release()) {
            metrics.quarantined(-1);
            saveTrust(record.key(), trust);
        }
    }

    private void announce(String meterId, MeterTrust trust, String reason, long timeMillis) {
        metrics.quarantined(trust.quarantined() ? 1 : -1);
        forward(meterId,
                Quarantine.newBuilder()
                        .setMeterId(meterId)
                        .setActive(trust.quarantined())
                        .setReason(reason)
                        .setSince(Instant.ofEpochMilli(trust.sinceMillis()))
                        .setEvidence(trust.evidence())
                        .setKnowledgeTime(Instant.ofEpochMilli(timeMillis))
                        .build(),
                timeMillis, StreamsTopology.QUARANTINE_SINK);
    }

    private void reject(Record<String, byte[]> record, RejectReason reason, String message) {
        metrics.count(Result.REJECTED);
        wiring().rejections().reject(record, record.value(), reason, message);
    }

    private void output(Registration registration, MeterInterval interval) {
        forward(registration.communityId() + '/' + registration.prosumerId(), interval,
                interval.knowledgeMillis(),
                StreamsTopology.METER_INTERVALS_NODE);
    }

    private void forward(String key, Object value, long timeMillis, String child) {
        wiring().context().forward(new Record<>(key, value, Math.max(0, timeMillis)), child);
    }

    private @Nullable Entry entry(RegisterKey key) {
        Entry known = entries.get(key);
        if (known != null) {
            return known;
        }
        List<Registration> registrations = snapshot.registers().get(key);
        if (registrations == null) {
            return null;
        }
        var entry = newEntry(key, registrations);
        entries.put(key, entry);
        nextDueMillis = Math.min(nextDueMillis, entry.logic().dueMillis());
        return entry;
    }

    private Entry newEntry(RegisterKey key, List<Registration> registrations) {
        String name = key.meterId() + '\0' + key.register();
        BytesStore chunks = wiring().chunks();
        var store = new ChunkStore() {
            @Override
            public byte @Nullable [] get(String register, long firstTime) {
                return chunks.get(BytesStore.key(register, firstTime));
            }

            @Override
            public void put(String register, long firstTime, byte @Nullable [] chunk) {
                chunks.put(BytesStore.key(register, firstTime), chunk);
            }
        };
        return new Entry(REGISTER + name,
                new RegisterLogic(name, registrations, config, store, this::output));
    }

    private void save(Entry entry) {
        wiring().state().put(entry.name(), entry.logic().write(writer));
    }

    private void saveTrust(String meterId, MeterTrust trust) {
        if (trust.takeChanged()) {
            wiring().state().put(METER + meterId, trust.write(writer));
        }
    }

    /// Takes a changed registry: new registers of this partition are made, so that their silence is closed; changed ones
    /// are told; those that belong to nobody are forgotten.
    private void refreshRegistry() {
        Registry.Snapshot newest = registry.snapshot();
        if (newest.number() == seenNumber) {
            return;
        }
        seenNumber = newest.number();
        snapshot = newest;
        int partition = wiring().context().taskId().partition();
        newest.registers().forEach((key, _) -> {
            if (partitionOf(key.meterId()) == partition) {
                entry(key);
            }
        });
        for (RegisterKey key : List.copyOf(entries.keySet())) {
            List<Registration> registrations = newest.registers().get(key);
            Entry entry = entries.get(key);
            if (entry != null && registrations == null) {
                entry.logic().clear();
                wiring().state().put(entry.name(), null);
                entries.remove(key);
            } else if (entry != null && registrations != null) {
                entry.logic().register(registrations);
            }
        }
        nextDueMillis = Long.MIN_VALUE;
    }

    private int partitionOf(String meterId) {
        return BuiltInPartitioner.partitionForKey(meterId.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                partitions);
    }

    private void restore(Wiring ready) {
        var orphans = new ArrayList<String>();
        ready.state().scan("", (key, value) -> {
            if (key.equals(HEARTBEATS)) {
                heartbeats.read(value);
            } else if (key.startsWith(METER)) {
                MeterTrust trust = MeterTrust.read(value);
                meters.put(key.substring(METER.length()), trust);
                metrics.quarantined(trust.quarantined() ? 1 : 0);
            } else {
                Entry entry = key.startsWith(REGISTER)
                        ? entry(registerKey(key.substring(REGISTER.length())))
                        : null;
                if (entry == null) {
                    orphans.add(key);
                } else {
                    entry.logic().read(value);
                }
            }
        });
        ready.chunks().scan("", (key, _) -> {
            Entry entry = entries.get(registerKey(key.substring(0, key.length() - 17)));
            if (entry != null) {
                entry.logic().addChunk(BytesStore.number(key));
            }
        });
        orphans.forEach(key -> ready.state().put(key, null));
        entries.forEach(
                (key, entry) -> entry.logic().register(snapshot.registers().getOrDefault(key, List.of())));
        nextDueMillis = Long.MIN_VALUE;
    }

    private static RegisterKey registerKey(String name) {
        int end = name.indexOf('\0');
        return new RegisterKey(name.substring(0, end), name.substring(end + 1));
    }

    private Wiring wiring() {
        if (wiring == null) {
            throw new IllegalStateException("The processor is used before init.");
        }
        return wiring;
    }
}
