package org.tavan.experiment;

import java.util.List;
import org.tavan.asset.GridLimits;
import org.tavan.dro.RecourseRule;
import org.tavan.market.PeerLink;

/// Who takes part in an experiment.
///
/// @param stepHours `Δt` (h), positive
/// @param participants at least one
/// @param peerLinks who may trade with whom
/// @param connection limits of the sum of the day-ahead exchange (kW)
/// @param rule shape of `Q`
/// @param demandChargeCentsPerKw price of the highest import of the community in a calendar month (¢ per kW), non-negative
public record ExperimentCommunity(double stepHours, List<Participant> participants, List<PeerLink> peerLinks,
        GridLimits connection, RecourseRule rule, double demandChargeCentsPerKw) {

    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if nobody takes part, the step is not positive, or the charge is negative
    public ExperimentCommunity {
        participants = List.copyOf(participants);
        peerLinks = List.copyOf(peerLinks);
        if (participants.isEmpty() || !(stepHours > 0)) {
            throw new IllegalArgumentException(
                    "An experiment needs a participant and a positive step, not %d and %s h.".formatted(
                            participants.size(), stepHours));
        }
        if (!(demandChargeCentsPerKw >= 0 && demandChargeCentsPerKw < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The demandChargeCentsPerKw (%s) must be non-negative and finite."
                            .formatted(demandChargeCentsPerKw));
        }
    }

    /// {@return the state before the first day}
    public CarriedState firstState() {
        return new CarriedState(participants.stream()
                .map(participant -> new CarriedState.Asset(
                        participant.battery() == null ? 0 : participant.energyFirstKwh(), 0))
                .toList(), null, 0);
    }
}
