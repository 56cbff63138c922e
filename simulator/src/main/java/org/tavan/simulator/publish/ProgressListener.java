package org.tavan.simulator.publish;

import java.time.Instant;

/// Is told how far a publisher has come.
@FunctionalInterface
public interface ProgressListener {

    /// Called by the publishing thread after each transaction or flush.
    ///
    /// @param reached virtual time of the newest heartbeat sent
    /// @param counts what was sent so far
    void progress(Instant reached, PublishCounts counts);
}
