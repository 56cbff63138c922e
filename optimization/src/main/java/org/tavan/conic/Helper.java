package org.tavan.conic;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/// One daemon thread for all solvers of the process, which takes over half of the work on a large factorisation. Whoever
/// finds it busy or slow to come does both halves: the result is the same. Allocates nothing once it is there.
final class Helper {
    /// Work that may be done by either thread, again and again.
    static final class Job {
        private final Runnable work;
        private volatile boolean done;
        private volatile @Nullable Thread waiting;
        private volatile @Nullable Throwable failure;

        Job(Runnable work) {
            this.work = work;
        }

        private void perform() {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                failure = e;
            }
            done = true;
            LockSupport.unpark(waiting);
        }

        private void await() {
            boolean interrupted = false;
            while (!done) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (failure != null) {
                throw new IllegalStateException("Half of a factorisation failed.", failure);
            }
        }
    }

    private static final Helper ONLY = new Helper();

    private final AtomicReference<@Nullable Job> offered = new AtomicReference<>();
    private final @Nullable Thread thread;

    private Helper() {
        thread = Runtime.getRuntime().availableProcessors() > 1
                ? Thread.ofPlatform().daemon().name("tavan-conic-helper").unstarted(this::serve)
                : null;
        if (thread != null) {
            thread.start();
        }
    }

    private void serve() {
        while (true) {
            Job job = offered.getAndSet(null);
            if (job == null) {
                LockSupport.park(this);
            } else {
                job.perform();
            }
        }
    }

    /// Does both pieces of work, at the same time if that can be had.
    static void both(Job other, Runnable own) {
        other.done = false;
        other.waiting = Thread.currentThread();
        boolean isOffered = ONLY.offer(other);
        own.run();
        if (!isOffered || ONLY.offered.compareAndSet(other, null)) {
            other.work.run();
        } else {
            other.await();
        }
        other.waiting = null;
    }

    private boolean offer(Job job) {
        if (thread == null || !offered.compareAndSet(null, job)) {
            return false;
        }
        LockSupport.unpark(thread);
        return true;
    }
}
