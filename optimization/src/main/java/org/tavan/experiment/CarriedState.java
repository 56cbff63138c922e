package org.tavan.experiment;

import java.util.List;

/// What one day hands to the next, as dispatched.
///
/// @param assets one entry a participant
public record CarriedState(List<Asset> assets) {

    /// Of one participant.
    ///
    /// @param energyKwh in the battery; 0 without
    /// @param shiftedKwh flexible load ahead, or, negative, behind
    public record Asset(double energyKwh, double shiftedKwh) {}

    /// Copies the list.
    public CarriedState {
        assets = List.copyOf(assets);
    }
}
