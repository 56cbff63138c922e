package org.tavan.cvr;

import java.util.Optional;
import org.tavan.powerflow.FeederDemand;
import org.tavan.powerflow.FeederPositions;

/// A second opinion on positions, asked before they are planned: an unbalanced feeder's own three-phase flow.
///
/// The single-phase equations see the mean of three phases and overstate how far voltage can fall; where a phase is lower than the mean, its voltage decides.
@FunctionalInterface
public interface PositionCheck {
    /// Accepts everything.
    PositionCheck NONE = (interval, demand, positions) -> Optional.empty();

    /// Why these positions must not be planned, empty where they may.
    ///
    /// @param interval from 0
    /// @param demand what the interval asks, with the energy that loads take back
    /// @param positions where tap changers and capacitors would stand
    Optional<String> objection(int interval, FeederDemand demand, FeederPositions positions);
}
