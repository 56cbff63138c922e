package org.tavan.standalone.summary;

import java.util.SequencedMap;
import java.util.TreeMap;

/// Where the readings of a run went.
///
/// @param sent readings in the topic, repetitions included, heartbeats not
/// @param accepted readings that an interval rests on
/// @param repeatedOrOpen readings in no other count: repetitions, and those whose interval has not closed yet
/// @param late too late to be used
/// @param rejected by reason
public record Readings(long sent, long accepted, long repeatedOrOpen, long late,
        SequencedMap<String, Long> rejected) {
    public Readings {
        rejected = new TreeMap<>(rejected);
    }
}
