package org.tavan.solver.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Rejected;
import org.tavan.serde.Decoded;
import org.tavan.solver.run.PendingRequests.Pending;
import org.tavan.solver.run.PendingRequests.Subject;
import org.tavan.solver.state.Origin;
import org.tavan.solver.state.Refusal;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

/// One life of a solver's consumer and producer: reads requests, has them solved, publishes answers.
/// Everything but the solves happens on the thread that calls [#run]; after an error of the broker a new
/// session takes over.
final class Session<Q extends SpecificRecord, A> implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Consumer<String, Decoded<Q>> consumer;
    private final Producer<String, SpecificRecord> producer;
    private final Work<Q, A> work;
    private final Executor pool;
    private final int threads;
    private final LongSupplier nanoTime;
    private final OffsetLedger ledger = new OffsetLedger();
    private final PendingRequests<Q> pending = new PendingRequests<>();
    private final ConcurrentLinkedQueue<Solved<Q, A>> solved = new ConcurrentLinkedQueue<>();
    private final List<Rejected> rejections = new ArrayList<>();
    private int busy;
    private volatile boolean joined;
    private volatile boolean closing;

    private record Solved<Q, A>(Pending<Q> pending, A answer) {}

    Session(Consumer<String, Decoded<Q>> consumer, Producer<String, SpecificRecord> producer,
            Work<Q, A> work, Executor pool, int threads, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.producer = producer;
        this.work = work;
        this.pool = pool;
        this.threads = threads;
        this.nanoTime = nanoTime;
    }

    /// Runs until [#close] or an error of the broker.
    ///
    /// @throws KafkaException if the session cannot go on
    void run() {
        begin();
        while (!closing) {
            turn();
        }
    }

    /// Takes over from a former instance of the same name, and joins the group.
    void begin() {
        producer.initTransactions();
        consumer.subscribe(List.of(work.requests().name()), this);
    }

    /// Whether the group has given it its partitions.
    boolean joined() {
        return joined;
    }

    /// Ends [#run] soon; may be called from any thread.
    void close() {
        closing = true;
        consumer.wakeup();
    }

    /// Reads what is there, starts what can be started, publishes what is solved.
    void turn() {
        try {
            consumer.poll(solved.isEmpty() ? POLL : Duration.ZERO).forEach(this::read);
        } catch (WakeupException _) {
            // An answer is ready, or the end has come.
        }
        start();
        publish();
        start();
        work.pending(ledger.open());
    }

    private void read(ConsumerRecord<String, Decoded<Q>> record) {
        var partition = new TopicPartition(record.topic(), record.partition());
        if (!ledger.received(partition, record.offset())) {
            return;
        }
        switch (record.value()) {
            case Decoded.Value<Q>(Q request) -> {
                Pending<Q> older = pending.offer(new Pending<>(request,
                        new Subject(work.communityId(request), work.deliveryDay(request)), partition,
                        record.offset(), nanoTime.getAsLong(), 0));
                if (older != null) {
                    ledger.done(older.partition(), older.offset());
                }
            }
            case Decoded.Malformed<Q>(byte[] bytes, String reason) -> reject(record, bytes, reason);
            case null -> reject(record, new byte[0],
                    "the request is null, expected a " + work.requests().valueType().getSimpleName());
        }
    }

    private void reject(ConsumerRecord<String, Decoded<Q>> record, byte[] bytes, String reason) {
        var origin = new Origin(record.topic(), record.partition(), record.offset(),
                record.key() == null ? "" : record.key(),
                Instant.ofEpochMilli(Math.max(0, record.timestamp())));
        rejections.add(origin.rejected(work.name(), new Refusal(RejectReason.MALFORMED, reason), bytes));
        ledger.done(new TopicPartition(record.topic(), record.partition()), record.offset());
        work.rejected();
    }

    private void start() {
        while (busy < threads) {
            Pending<Q> next = pending.next();
            if (next == null) {
                return;
            }
            busy++;
            pool.execute(() -> {
                long queuedMicros = (nanoTime.getAsLong() - next.readNanos()) / 1_000;
                A answer = work.answer(next.request(), queuedMicros, next.superseded());
                solved.add(new Solved<>(next, answer));
                consumer.wakeup();
            });
        }
    }

    private void publish() {
        if (!rejections.isEmpty()) {
            List<Rejected> batch = List.copyOf(rejections);
            rejections.clear();
            transaction(() -> batch
                    .forEach(rejected -> send(Topics.REJECTED, rejected.getKnowledgeTime(), rejected.getKey(),
                            rejected)));
        }
        for (Solved<Q, A> next = solved.poll(); next != null; next = solved.poll()) {
            busy--;
            pending.finished(next.pending());
            if (ledger.holds(next.pending().partition())) {
                ledger.done(next.pending().partition(), next.pending().offset());
                A answer = next.answer();
                transaction(() -> work.publish(answer, this::send));
                work.published(answer);
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the commit of the transaction fails if a send failed
    private <V extends SpecificRecord> void send(Topic<V> topic, Instant time, String key, V value) {
        producer.send(new ProducerRecord<>(topic.name(), null, time.toEpochMilli(), key, value));
    }

    /// Output and input offsets together, or neither. Another instance that took over the partitions
    /// meanwhile is noticed by the group's generation.
    private void transaction(Runnable sends) {
        producer.beginTransaction();
        try {
            sends.run();
            producer.sendOffsetsToTransaction(ledger.offsets(), consumer.groupMetadata());
            producer.commitTransaction();
        } catch (KafkaException e) {
            abort();
            throw e;
        }
    }

    private void abort() {
        try {
            producer.abortTransaction();
        } catch (KafkaException e) {
            LOG.debug("the transaction could not be aborted; its time-out will", e);
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed = committed(new HashSet<>(partitions));
        partitions.forEach(partition -> ledger.assigned(partition, committed.get(partition)));
        joined = true;
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        while (true) {
            try {
                return consumer.committed(partitions);
            } catch (WakeupException _) {
                // It was meant for the poll around this call, which goes on anyway.
            }
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            ledger.revoked(partition);
            pending.revoked(partition);
        });
    }
}
