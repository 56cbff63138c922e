package org.tavan.simulator.source;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.tavan.schema.Community;
import org.tavan.schema.Microgrid;
import org.tavan.schema.Rejected;

/// A deterministic stream of events by virtual time.
///
/// What it gives is a function of its configuration and of time alone, so it can be resumed anywhere: the tail after
/// any instant is the same whether or not the head was asked for. Two streams rather than one, because prices and
/// weather may be published long before the readings of the same instant (they carry when they became known), which
/// makes results independent of speed.
///
/// The iterators of one source share nothing and may be used by different threads, one thread each.
public interface Source {

    /// Name of the source, unique on a cluster; its heartbeats have the meter id `heartbeat:<name>`.
    String name();

    /// The communities, with their members and meters.
    List<Community> communities();

    /// The microgrids of its communities, by default none.
    default List<Microgrid> microgrids() {
        return List.of();
    }

    /// Start of the first settlement interval (UTC).
    Instant start();

    /// End of the last settlement interval (UTC); empty if the source never ends.
    Optional<Instant> end();

    /// Prices and weather, a local day each, beginning with the day before the first.
    ///
    /// @param after exclusive: steps whose end lies later are given
    /// @return steps in the order of time, without end if the source has none
    Iterator<Context> contextAfter(Instant after);

    /// Readings, from one heartbeat to the next.
    ///
    /// @param after exclusive: batches whose heartbeat lies later are given
    /// @return batches in the order of time, without end if the source has none
    Iterator<Batch> batchesAfter(Instant after);

    /// Inputs that could not be used, one entry each, known when the source was opened.
    List<Rejected> rejected();
}
