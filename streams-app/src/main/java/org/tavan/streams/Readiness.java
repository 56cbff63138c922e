package org.tavan.streams;

import org.jspecify.annotations.Nullable;

/// How far the service is.
///
/// @param ready whether it runs, has tasks, and all of their stores are restored
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
        @Nullable String failure) {}
