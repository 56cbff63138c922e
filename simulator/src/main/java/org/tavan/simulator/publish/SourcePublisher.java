package org.tavan.simulator.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavan.config.KafkaSettings;
import org.tavan.serde.TavanSerdes;
import org.tavan.simulator.source.Batch;
import org.tavan.simulator.source.Context;
import org.tavan.simulator.source.Source;
import org.tavan.topic.CommunityPartitioner;
import org.tavan.topic.Topics;

/// Brings a source to Kafka.
///
/// Communities, microgrids, prices and weather go first, as far ahead as configured; then readings, batch by batch, each with a
/// heartbeat to every partition behind it. A run begins after the newest heartbeat that is in all partitions. Without
/// transactions a batch that was cut off is sent again; the pipeline drops what it has seen. A broker that is lost is
/// tried again from there, after a pause, until it has taken nothing for five minutes.
///
/// One run at a time; [#stop] and [#counts] may be called by any thread.
public final class SourcePublisher {
    private static final Logger LOG = LoggerFactory.getLogger(SourcePublisher.class);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /// Longest wait for one answer of the broker, and so for the end of a publisher that was stopped.
    private static final int MAX_BLOCK_MS = 15_000;

    private final PublishConfig config;
    private final Timer timer;
    private final TavanSerdes serdes;
    private final Function<String, Producer<String, byte[]>> producers;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private volatile boolean stopped;
    private volatile PublishCounts counts = PublishCounts.NONE;
    private @Nullable Long lostSinceNanos;

    /// Makes a publisher; nothing is connected before the run.
    ///
    /// @param settings how to reach the cluster
    /// @param config how to publish
    /// @param timer wall clock of the pacing
    public SourcePublisher(KafkaSettings settings, PublishConfig config, Timer timer) {
        this(config, timer, TavanSerdes.of(settings), name -> producer(settings, config, name),
                () -> consumer(settings));
    }

    SourcePublisher(
            PublishConfig config,
            Timer timer,
            TavanSerdes serdes,
            Function<String, Producer<String, byte[]>> producers,
            Supplier<Consumer<String, byte[]>> consumers) {
        this.config = config;
        this.timer = timer;
        this.serdes = serdes;
        this.producers = producers;
        this.consumers = consumers;
    }

    /// Publishes until the source ends or [#stop] is called.
    ///
    /// @param source what to publish
    /// @param pace how fast
    /// @param limiter how far ahead of the consumers
    /// @param barrier what to wait for between the context and the readings
    /// @param listener is told of the progress
    /// @return what was sent since the publisher was made
    /// @throws InterruptedException if the thread was interrupted
    /// @throws KafkaException if another publisher of the same source took over, the cluster or the registry refuses,
    ///     the broker took nothing for five minutes, or the barrier gave up
    public PublishCounts run(
            Source source,
            Pace pace,
            AheadLimiter limiter,
            ContextBarrier barrier,
            ProgressListener listener) throws InterruptedException {
        while (!stopped) {
            try (Producer<String, byte[]> producer = producers.apply(source.name())) {
                new Run(source, pace, limiter, barrier, listener, producer).complete();
                return counts;
            } catch (InterruptException e) {
                Thread.interrupted();
                throw (InterruptedException) new InterruptedException("interrupted while publishing")
                        .initCause(e);
            } catch (BrokerLostException e) {
                lostSinceNanos = lostSinceNanos == null ? (Long) timer.nanos() : lostSinceNanos;
                if (timer.nanos() - lostSinceNanos > PATIENCE.toNanos()) {
                    throw new KafkaException(
                            "The broker has taken nothing of %s for %s. Maybe it is not running: %s"
                                    .formatted(source.name(), PATIENCE, e.getCause()),
                            e.getCause());
                }
                LOG.warn("publishing of {} was cut off; it goes on from the newest heartbeat", source.name(),
                        e.getCause());
                timer.sleep(RETRY_PAUSE);
            }
        }
        return counts;
    }

    /// Ends the run after the transaction at hand.
    public void stop() {
        stopped = true;
    }

    /// What was sent and acknowledged since the publisher was made.
    public PublishCounts counts() {
        return counts;
    }

    /// One attempt, with one producer.
    private final class Run {
        private final Source source;
        private final Pace pace;
        private final AheadLimiter limiter;
        private final ContextBarrier barrier;
        private final ProgressListener listener;
        private final Outbox outbox;
        private final Optional<Instant> published;
        private final Iterator<Context> contexts;
        private final Iterator<Batch> batches;
        private @Nullable Instant contextReached;

        Run(
                Source source,
                Pace pace,
                AheadLimiter limiter,
                ContextBarrier barrier,
                ProgressListener listener,
                Producer<String, byte[]> producer) {
            this.source = source;
            this.pace = pace;
            this.limiter = limiter;
            this.barrier = barrier;
            this.listener = listener;
            var heartbeats = new Heartbeats(source.name());
            this.outbox = retriable(() -> new Outbox(producer, config.transactional(), heartbeats, serdes));
            this.published = retriable(() -> published(heartbeats));
            this.contexts = source.contextAfter(published.orElse(Instant.MIN));
            this.batches = source.batchesAfter(published.orElse(Instant.MIN));
        }

        void complete() throws InterruptedException {
            Instant begin = published.orElse(source.start());
            LOG.info("publishing source={} from={} resumed={}", source.name(), begin, published.isPresent());
            retriable(() -> sendFirst(begin));
            barrier.await(outbox.lastOffsets(), () -> stopped);
            var keeper = new PaceKeeper(pace, begin, timer);
            @Nullable
            Batch next = batches.hasNext() ? batches.next() : null;
            while (next != null && !stopped) {
                keeper.await(next.end(), limiter, () -> stopped);
                if (!stopped) {
                    Batch due = next;
                    next = retriable(() -> sendDue(due, keeper)).orElse(null);
                }
            }
        }

        private PublishCounts sendFirst(Instant begin) {
            outbox.communities(source.communities());
            outbox.microgrids(source.microgrids());
            if (published.isEmpty()) {
                outbox.rejected(source.rejected());
            }
            boolean whole = config.wholeContextFirst() && source.end().isPresent();
            sendContext(whole ? Instant.MAX : begin.plus(config.lookAhead()));
            return commit();
        }

        /// Sends the batch and those behind it that are due too, up to a commit's worth; gives the first that is
        /// left.
        private Optional<Batch> sendDue(Batch first, PaceKeeper keeper) {
            @Nullable
            Batch batch = first;
            Instant reached = first.end();
            do {
                sendContext(batch.end().plus(config.lookAhead()));
                outbox.batch(batch);
                reached = batch.end();
                batch = batches.hasNext() ? batches.next() : null;
            } while (batch != null && outbox.size() < config.recordsPerCommit() && keeper.due(batch.end())
                    && limiter.allows(batch.end()));
            commit();
            listener.progress(reached, counts);
            return Optional.ofNullable(batch);
        }

        private void sendContext(Instant until) {
            while ((contextReached == null || contextReached.isBefore(until)) && contexts.hasNext()
                    && !stopped) {
                Context context = contexts.next();
                outbox.context(context);
                contextReached = context.end();
                if (outbox.size() >= config.recordsPerCommit()) {
                    commit();
                }
            }
        }

        private PublishCounts commit() {
            counts = counts.plus(outbox.commit());
            lostSinceNanos = null;
            return counts;
        }
    }

    private Optional<Instant> published(Heartbeats heartbeats) {
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            return heartbeats.published(consumer, serdes.value(Topics.READINGS).deserializer());
        }
    }

    /// Tells failures of the broker, after which the run is tried again, from those that would only come back.
    private static <T> T retriable(Supplier<T> call) {
        try {
            return call.get();
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (isFatal(cause)) {
                    throw e;
                }
            }
            throw new BrokerLostException(e);
        }
    }

    private static boolean isFatal(Throwable cause) {
        return cause instanceof ProducerFencedException || cause instanceof AuthenticationException
                || cause instanceof AuthorizationException || cause instanceof ConfigException
                || cause instanceof SerializationException;
    }

    private static final class BrokerLostException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokerLostException(KafkaException cause) {
            super(cause);
        }
    }

    private static Producer<String, byte[]> producer(KafkaSettings settings, PublishConfig config,
            String source) {
        var properties = new Properties();
        properties.put("client.id", "tavan-source-" + source);
        properties.put("acks", "all");
        properties.put("enable.idempotence", "true");
        properties.put("linger.ms", "5");
        properties.put("batch.size", "131072");
        properties.put("max.block.ms", Integer.toString(MAX_BLOCK_MS));
        properties.put("compression.type", "lz4");
        properties.put("partitioner.class", CommunityPartitioner.class.getName());
        if (config.transactional()) {
            properties.put("transactional.id", "tavan-source-" + source);
        }
        properties.putAll(settings.clientProperties());
        return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }

    private static Consumer<String, byte[]> consumer(KafkaSettings settings) {
        Properties properties = settings.clientProperties();
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
