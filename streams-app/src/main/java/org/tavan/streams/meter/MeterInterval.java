package org.tavan.streams.meter;

/// Energy of one register in one settlement interval: the record of the repartition topic.
///
/// @param registerId number of the register
/// @param tick number of the interval on the community's grid
/// @param energy energy, quality and readings
/// @param position −1 for the first value; of a revision, the first interval that the register had not closed when it was
///        made: the prosumer applies it just before it closes that interval, whatever comes from other meters
/// @param knowledgeMillis event time at which it came to be known
public record MeterInterval(
        long registerId,
        long tick,
        Energy energy,
        long position,
        long knowledgeMillis) {
    /// Position of a first value.
    public static final long FIRST = -1;

    /// Whether it replaces an earlier value.
    public boolean isRevision() {
        return position != FIRST;
    }
}
