package org.tavan.streams.meter;

import org.jspecify.annotations.Nullable;

/// Where a timeline keeps the samples that are no longer in its tail.
public interface ChunkStore {
    /// The chunk that begins with the sample of that time; null if there is none.
    byte @Nullable [] get(String register, long firstTime);

    /// Keeps a chunk; null deletes it.
    void put(String register, long firstTime, byte @Nullable [] chunk);
}
