package org.tavan.solver.microgrid;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The one thing that requests wait for by the wall clock, and since when. Forgotten with the process: patience begins again.
final class Awaited {
    private final LongSupplier wallMillis;
    private @Nullable Subject current;
    private long untilMillis;
    private boolean confirmed;

    Awaited(LongSupplier wallMillis) {
        this.wallMillis = wallMillis;
    }

    /// What is waited for.
    sealed interface Subject {
        /// The answer to a request.
        record Answer(String planId) implements Subject {}

        /// Customers' answers of a day (days since 1970).
        record Responses(long day) implements Subject {}
    }

    /// Begins to wait, or goes on.
    void begin(Subject subject, long patienceMillis) {
        confirmed = true;
        if (!subject.equals(current)) {
            current = subject;
            untilMillis = wallMillis.getAsLong() + patienceMillis;
        }
    }

    /// To be called before the state machine runs, and [#forgetUnconfirmed] after it.
    void unconfirm() {
        confirmed = false;
    }

    /// Forgets what is not waited for any more.
    void forgetUnconfirmed() {
        if (!confirmed) {
            current = null;
        }
    }

    /// What patience has run out with, null if with nothing.
    @Nullable
    Subject expired() {
        return wallMillis.getAsLong() >= untilMillis ? current : null;
    }
}
