package org.tavan.feeds.transport;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Frames handed over and not yet acknowledged, at most a fixed number. Acknowledgements may come in any order; what is safe ends before the first frame that is
/// still open, so that a crash repeats frames but loses none.
final class AckWindow {
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Entry> open = new ArrayDeque<>();
    private @Nullable Checkpoint safe;
    private @Nullable Exception failure;

    AckWindow(int capacity) {
        this.capacity = capacity;
    }

    /// Waits for room and enters a frame.
    ///
    /// @param after the checkpoint once this frame and all before it are safe
    /// @throws IOException if a frame before it failed
    Acknowledgement enter(Checkpoint after) throws IOException, InterruptedException {
        lock.lock();
        try {
            while (open.size() >= capacity && failure == null) {
                changed.await();
            }
            check();
            var entry = new Entry(after);
            open.addLast(entry);
            return entry;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until every frame is acknowledged.
    ///
    /// @throws IOException if one failed
    void awaitAll() throws IOException, InterruptedException {
        lock.lock();
        try {
            while (!open.isEmpty() && failure == null) {
                changed.await();
            }
            check();
        } finally {
            lock.unlock();
        }
    }

    /// What is safe by now; empty before the first frame is.
    Optional<Checkpoint> safe() {
        lock.lock();
        try {
            return Optional.ofNullable(safe);
        } finally {
            lock.unlock();
        }
    }

    private void check() throws IOException {
        if (failure != null) {
            throw new IOException("a frame did not reach Kafka", failure);
        }
    }

    private final class Entry implements Acknowledgement {
        private final Checkpoint after;
        private boolean done;

        Entry(Checkpoint after) {
            this.after = after;
        }

        @Override
        public void acknowledged(int readings, int rejections) {
            lock.lock();
            try {
                done = true;
                for (Entry first = open.peekFirst(); first != null && first.done; first = open.peekFirst()) {
                    safe = first.after;
                    open.removeFirst();
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void failed(Exception cause) {
            lock.lock();
            try {
                failure = cause;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
