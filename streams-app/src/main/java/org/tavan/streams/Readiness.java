package org.tavan.streams;

import org.jspecify.annotations.Nullable;

/// How far the service is.
///
/// @param ready whether it runs, has tasks, has restored all of their stores and has caught up with its inputs
/// @param state state of the stream client, e.g. RUNNING
/// @param activeTasks tasks assigned to this instance
/// @param restoreLagRecords changelog records still to be restored
/// @param inputLagRecords input records still to be processed and committed
/// @param failure what stopped the service; null while nothing has
public record Readiness(
        boolean ready,
        String state,
        int activeTasks,
        long restoreLagRecords,
        long inputLagRecords,
        @Nullable String failure) {
    /// Input lag up to which the service has caught up (records): a second or less of work, and well above the markers
    /// of the transactions under way.
    static final long INPUT_LAG_MAX = 10_000;

    /// Ready only if everything is: a stream client may call itself RUNNING before it has a task.
    static Readiness of(String state, int activeTasks, long restoreLagRecords, long inputLagRecords,
            @Nullable String failure) {
        boolean ready = state.equals("RUNNING") && failure == null && activeTasks > 0
                && restoreLagRecords == 0 && inputLagRecords <= INPUT_LAG_MAX;
        return new Readiness(ready, state, activeTasks, restoreLagRecords, inputLagRecords, failure);
    }
}
