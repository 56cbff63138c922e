package org.tavan.solver.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tavan.plan.CommunityPlanner;
import org.tavan.plan.PlanOutcome;
import org.tavan.schema.Rejected;
import org.tavan.schema.SolveRecord;
import org.tavan.schema.SolveRequest;
import org.tavan.serde.Decoded;
import org.tavan.solver.Problems;
import org.tavan.topic.Topics;

/// The solver's consumer and producer, with solves that run when the test says so. A solve here always ends
/// in the safe state.
class SessionTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.SOLVE_REQUESTS.name(), 0);
    private static final CommunityPlanner NO_PLAN = (_, _) -> new PlanOutcome.Unplanned("the test says so");

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final MockConsumer<String, Decoded<SolveRequest>> consumer = new MockConsumer<>("earliest");
    private final MockProducer<String, SpecificRecord> producer = new MockProducer<>(true, null,
            new StringSerializer(),
            (_, _) -> new byte[0]);
    private final Deque<Runnable> solves = new ArrayDeque<>();
    private long nanos;
    private long offset;

    private Session<SolveRequest, Answer> session(int threads, @Nullable OffsetAndMetadata committed) {
        var session = new Session<>(consumer, producer,
                new CommunityWork(new RequestSolver(() -> NO_PLAN, Duration.ofSeconds(1), () -> nanos),
                        new SolverMetrics(registry, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))),
                solves::add, threads, () -> nanos);
        session.begin();
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        if (committed != null) {
            consumer.commitSync(Map.of(PARTITION, committed));
        }
        consumer.rebalance(List.of(PARTITION));
        consumer.seek(PARTITION, committed == null ? 0 : committed.offset());
        return session;
    }

    private static SolveRequest request(String community, int day) {
        return SolveRequest.newBuilder(Problems.dayAhead(1))
                .setCommunityId(community)
                .setDeliveryDay(
                        Problems.DAY.plusDays(day))
                .build();
    }

    private void send(@Nullable SolveRequest request) {
        consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, offset++, "key",
                request == null
                        ? new Decoded.Malformed<>(new byte[]{1, 2}, "bad magic")
                        : new Decoded.Value<>(request)));
    }

    private List<SolveRecord> records() {
        return producer.history()
                .stream()
                .map(ProducerRecord::value)
                .filter(SolveRecord.class::isInstance)
                .map(SolveRecord.class::cast)
                .toList();
    }

    private OffsetAndMetadata lastCommit() {
        var offsets = producer.consumerGroupOffsetsHistory().getLast().values().iterator().next();
        return Objects.requireNonNull(offsets.get(PARTITION));
    }

    @Test
    void theAnswerAndTheOffsetAreOneTransaction() {
        Session<SolveRequest, Answer> session = session(1, null);
        send(request("c1", 0));

        session.turn();
        assertTrue(producer.history().isEmpty());
        solves.remove().run();
        session.turn();

        assertTrue(session.joined());
        assertEquals(3 + 3 + 1, producer.history().size());
        assertEquals(1, producer.commitCount());
        assertEquals(new OffsetAndMetadata(1, ""), lastCommit());
        assertEquals("c1/a", producer.history().getFirst().key());
    }

    @Test
    void communitiesAreSolvedInParallelAndARestartAnswersNoneTwice() {
        Session<SolveRequest, Answer> session = session(2, null);
        send(request("slow", 0));
        send(request("quick", 0));
        session.turn();
        solves.removeLast().run();
        session.turn();

        OffsetAndMetadata committed = lastCommit();
        assertEquals(new OffsetAndMetadata(0, "1"), committed);
        assertEquals(List.of("quick"), records().stream().map(SolveRecord::getCommunityId).toList());

        // The process dies; the next one reads both requests again.
        SessionTest next = new SessionTest();
        Session<SolveRequest, Answer> restarted = next.session(2, committed);
        next.send(request("slow", 0));
        next.send(request("quick", 0));
        next.send(request("later", 0));
        restarted.turn();
        next.solves.forEach(Runnable::run);
        restarted.turn();

        assertEquals(List.of("slow", "later"),
                next.records().stream().map(SolveRecord::getCommunityId).toList());
        assertEquals(new OffsetAndMetadata(3, ""), next.lastCommit());
    }

    @Test
    void aNewerRequestTakesThePlaceOfAnOlderOneThatWaits() {
        Session<SolveRequest, Answer> session = session(1, null);
        send(request("busy", 0));
        session.turn();
        send(request("c1", 0));
        send(request("c1", 1));
        send(request("c1", 0));
        send(request("c1", 0));
        session.turn();
        while (!solves.isEmpty()) {
            solves.remove().run();
            session.turn();
        }

        assertEquals(List.of("busy 0", "c1 0", "c1 2"), records().stream()
                .map(record -> record.getCommunityId() + ' ' + record.getSuperseded())
                .toList());
        assertEquals(new OffsetAndMetadata(5, ""), lastCommit());
    }

    @Test
    void aCommunityIsSolvedOneRequestAtATime() {
        Session<SolveRequest, Answer> session = session(4, null);
        send(request("c1", 0));
        send(request("c1", 1));
        session.turn();

        assertEquals(1, solves.size());
    }

    @Test
    void theTimeInTheQueueIsRecorded() {
        Session<SolveRequest, Answer> session = session(1, null);
        send(request("busy", 0));
        send(request("c1", 0));
        session.turn();
        nanos = 3_000_000;
        solves.remove().run();
        session.turn();
        solves.remove().run();
        session.turn();

        assertEquals(List.of(3_000L, 3_000L), records().stream().map(SolveRecord::getQueuedMicros).toList());
    }

    @Test
    void aRequestThatCannotBeReadIsRejectedAndTheNextOneSolved() {
        Session<SolveRequest, Answer> session = session(1, null);
        send(null);
        send(request("c1", 0));
        session.turn();
        solves.remove().run();
        session.turn();

        Rejected rejected = (Rejected) producer.history().getFirst().value();
        assertEquals("bad magic", rejected.getMessage());
        assertEquals(0, rejected.getOffset());
        assertEquals(1, records().size());
        assertEquals(new OffsetAndMetadata(2, ""), lastCommit());
    }

    @Test
    void theAnswerToAPartitionThatWasTakenAwayIsNotPublished() {
        Session<SolveRequest, Answer> session = session(1, null);
        send(request("c1", 0));
        session.turn();
        consumer.rebalance(List.of());
        solves.remove().run();
        session.turn();

        assertTrue(producer.history().isEmpty());
    }

    @Test
    void aTransactionThatFailsLeavesNothingAndEndsTheSession() {
        Session<SolveRequest, Answer> session = session(1, null);
        send(request("c1", 0));
        session.turn();
        solves.remove().run();
        producer.commitTransactionException = new KafkaException("the broker is gone");

        assertThrows(KafkaException.class, session::turn);
        assertTrue(producer.history().isEmpty());
        assertFalse(producer.transactionInFlight());
    }

    @Test
    void solvesAreCountedByHowTheyEnded() {
        Session<SolveRequest, Answer> session = session(1, null);
        send(request("c1", 0));
        session.turn();
        solves.remove().run();
        session.turn();

        var solved = registry.scrape(name -> name.equals("tavan_solver_solves"))
                .stream()
                .findFirst()
                .orElseThrow();
        assertTrue(solved.getDataPoints()
                .stream()
                .anyMatch(point -> "failed".equals(point.getLabels().get("outcome"))
                        && ((io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot) point)
                                .getValue() == 1));
    }
}
