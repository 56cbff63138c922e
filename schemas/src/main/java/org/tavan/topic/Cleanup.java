package org.tavan.topic;

/// What the broker may remove from a topic.
public enum Cleanup {
    /// `cleanup.policy=delete` with unlimited retention: every record is kept for ever.
    DELETE,
    /// `cleanup.policy=compact`: the newest record of a key is kept; a null value removes the key.
    COMPACT
}
