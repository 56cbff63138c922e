package org.tavan.solver.state;

import java.util.Map;
import org.tavan.topic.Topics;

/// Settings of the stores of state machines.
public final class StateStores {
    /// Of their changelogs: event time may lie years back or ahead of the broker's clock, and must neither roll segments nor be
    /// refused.
    public static final Map<String, String> CHANGELOG = Map.of(
            "cleanup.policy", "compact",
            "segment.ms", Long.toString(Long.MAX_VALUE),
            "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE),
            "max.message.bytes", Integer.toString(Topics.RECORD_MAX_BYTES));

    private StateStores() {}
}
