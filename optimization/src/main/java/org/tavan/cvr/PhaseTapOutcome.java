package org.tavan.cvr;

import org.tavan.powerflow.ThreePhaseOperation;

/// How a search of taps by phase ended.
public sealed interface PhaseTapOutcome {

    /// Positions at which every phase of every bus keeps the limits.
    ///
    /// @param operation the operation asked for, with its taps and capacitor steps
    /// @param sourceKw what the source gives (kW)
    /// @param lossKw what the branches lose of it (kW)
    /// @param proven whether all positions were tried, so that none is better
    /// @param tried positions tried
    /// @param kept how many of them keep the limits
    record Found(ThreePhaseOperation operation, double sourceKw, double lossKw, boolean proven, long tried,
            long kept) implements PhaseTapOutcome {}

    /// No positions that were tried keep the limits.
    ///
    /// @param nearest the operation at the positions that come nearest
    /// @param excessPu how far their worst voltage lies beyond its limit (pu); infinite where no flow converges
    /// @param proven whether all positions were tried, so that there are none
    /// @param tried positions tried
    record NoneFound(ThreePhaseOperation nearest, double excessPu, boolean proven, long tried)
            implements
                PhaseTapOutcome {}
}
