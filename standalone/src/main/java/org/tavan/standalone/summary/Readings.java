package org.tavan.standalone.summary;

import java.util.SequencedMap;
import java.util.TreeMap;

/// Where the readings of a run went.
///
/// @param sent readings in the topic, repetitions included, heartbeats not
/// @param accepted readings that an interval rests on
/// @param late too late to be used
/// @param rejected by reason
/// @param remainder what is left of the sent ones, not counted by itself: repetitions, readings of intervals that have not closed
/// yet, and whatever was lost. After the end of a source it is the number of repetitions, if nothing was lost.
public record Readings(long sent, long accepted, long late, SequencedMap<String, Long> rejected,
        long remainder) {
    public Readings {
        rejected = new TreeMap<>(rejected);
    }
}
