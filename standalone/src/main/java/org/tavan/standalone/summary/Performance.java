package org.tavan.standalone.summary;

/// What a run took.
///
/// @param seconds wall-clock time from the first reading sent to the last dispatch seen
/// @param readingsPerSecond over that time
/// @param peakHeapMiB largest use of the Java heap
/// @param peakResidentMiB largest resident set of the process as the kernel saw it; 0 where it does not say
public record Performance(double seconds, double readingsPerSecond, double peakHeapMiB,
        double peakResidentMiB) {}
