package org.tavan.solver.api.view;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavan.config.KafkaSettings;

/// What the communities do now, kept up to date by one thread that reads the topics and publishes an immutable [ViewSnapshot] at most four times a second, and so
/// rarely that making snapshots takes at most a tenth of its time.
///
/// A record that cannot be used is counted; a broker or registry that fails is tried again. The past is bounded, so memory is too.
public final class CommunityView implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommunityView.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final long PUBLISH_EVERY_MS = 250;
    private static final int COST_SHARE = 10;

    private final ViewSource source;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private final ViewFold fold = new ViewFold();
    private final CopyOnWriteArrayList<Consumer<ViewSnapshot>> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile ViewSnapshot snapshot = ViewSnapshot.EMPTY;
    private volatile String trouble = "";
    private volatile boolean closed;
    private @Nullable Instant lastRecordAt;
    private boolean dirty;
    private long behind;
    private long nextPublishMs;

    /// @param kafka broker and registry
    /// @param clock wall clock, for the age of data and the rate of snapshots
    /// @param tailRecords most records read from the end of each partition at start
    public CommunityView(KafkaSettings kafka, Clock clock, long tailRecords) {
        this(new KafkaViewSource(kafka, tailRecords), clock);
    }

    CommunityView(ViewSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
        thread = Thread.ofPlatform().name("console-view").daemon().unstarted(this::run);
    }

    /// Begins to read.
    public void start() {
        thread.start();
    }

    /// The newest snapshot; never waits.
    public ViewSnapshot snapshot() {
        return snapshot;
    }

    /// Curves of one member, which snapshots leave out to stay small; waits for the fold of at most one batch of records.
    ///
    /// @return empty if there is no such community or member
    public Optional<Curves> memberCurves(String communityId, String prosumerId) {
        lock.lock();
        try {
            return Optional.ofNullable(fold.memberCurves(communityId, prosumerId));
        } finally {
            lock.unlock();
        }
    }

    /// Calls `listener` with every new snapshot, on the thread of the view: it must return at once.
    public void addListener(Consumer<ViewSnapshot> listener) {
        listeners.add(listener);
    }

    /// What is wrong with reading, in words; empty when nothing is.
    public String trouble() {
        return trouble;
    }

    /// Ends the thread and the consumer.
    @Override
    public void close() {
        closed = true;
        lock.lock();
        try {
            closing.signalAll();
        } finally {
            lock.unlock();
        }
        if (thread.getState() == Thread.State.NEW) {
            source.close();
            return;
        }
        source.wakeUp();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (source) {
            while (!closed) {
                try {
                    fold(source.poll(POLL));
                    trouble = "";
                    publish();
                } catch (RuntimeException e) {
                    LOG.warn("The console cannot read the topics; it tries again", e);
                    trouble = String.valueOf(e.getMessage());
                    await();
                }
            }
        }
    }

    private void fold(ViewSource.Batch batch) {
        lock.lock();
        try {
            for (ViewSource.Entry entry : batch.entries()) {
                if (entry.malformed()) {
                    fold.malformed(entry.topic());
                } else {
                    fold.accept(entry.topic(), entry.key(), entry.value());
                }
            }
        } finally {
            lock.unlock();
        }
        if (!batch.entries().isEmpty()) {
            lastRecordAt = clock.instant();
        }
        dirty |= !batch.entries().isEmpty() || behind != batch.behind();
        behind = batch.behind();
    }

    private void publish() {
        long beganMs = clock.millis();
        if (!dirty || beganMs < nextPublishMs) {
            return;
        }
        lock.lock();
        try {
            snapshot = fold.snapshot(lastRecordAt, behind);
        } finally {
            lock.unlock();
        }
        dirty = false;
        listeners.forEach(listener -> listener.accept(snapshot));
        long endedMs = clock.millis();
        nextPublishMs = endedMs + Math.max(PUBLISH_EVERY_MS, COST_SHARE * (endedMs - beganMs));
    }

    private void await() {
        lock.lock();
        try {
            long left = RETRY.toNanos();
            while (!closed && left > 0) {
                left = closing.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        } finally {
            lock.unlock();
        }
    }
}
