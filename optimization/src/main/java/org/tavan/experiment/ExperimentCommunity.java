package org.tavan.experiment;

import java.util.List;
import org.tavan.asset.GridLimits;
import org.tavan.problem.RecourseRule;
import org.tavan.market.PeerLink;

/// Who takes part in an experiment.
///
/// @param stepHours `Δt` (h), positive
/// @param participants at least one
/// @param peerLinks who may trade with whom
/// @param connection limits of the sum of the day-ahead exchange (kW)
/// @param rule shape of `Q`
/// @param demandChargeCentsPerKw price of the highest import of the community in a calendar month (¢ per kW), non-negative
/// @param demandChargeTail which part of the sample days, the worst, plans count it on, in [0, 1]: see the demand charge of the market; 0
///        for the import as planned
/// @param peakGuard whether batteries give way in real time where the metered import would exceed the connection's limit (see
///        [org.tavan.recourse.PeakGuard]), which plans keep with their day-ahead import
public record ExperimentCommunity(double stepHours, List<Participant> participants, List<PeerLink> peerLinks,
        GridLimits connection, RecourseRule rule, double demandChargeCentsPerKw,
        double demandChargeTail, boolean peakGuard) {

    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if nobody takes part, the step is not positive, the charge is negative, or its tail not in [0, 1]
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
        if (!(demandChargeTail >= 0 && demandChargeTail <= 1)) {
            throw new IllegalArgumentException("The demandChargeTail (%s) must lie in [0, 1].".formatted(
                    demandChargeTail));
        }
    }

    /// A community whose plans count the charge on the import as planned.
    public ExperimentCommunity(double stepHours, List<Participant> participants, List<PeerLink> peerLinks,
            GridLimits connection, RecourseRule rule, double demandChargeCentsPerKw) {
        this(stepHours, participants, peerLinks, connection, rule, demandChargeCentsPerKw, 0, false);
    }

    /// {@return the same community where only every so-many-th day of a month is lived: its charge is shared out over all of them, so
    /// that it weighs against the days' other costs as it does in a whole month}
    ///
    /// @param every at least 1
    public ExperimentCommunity livedEvery(int every) {
        return new ExperimentCommunity(stepHours, participants, peerLinks, connection, rule,
                demandChargeCentsPerKw / every, demandChargeTail, peakGuard);
    }

    /// {@return the same community within another limit of its day-ahead import}
    public ExperimentCommunity withImportLimit(double importMaxKw) {
        return new ExperimentCommunity(stepHours, participants, peerLinks, new GridLimits(importMaxKw,
                connection.exportMaxKw()), rule, demandChargeCentsPerKw, demandChargeTail, peakGuard);
    }

    /// {@return the same community whose plans count its charge on the worst of the sample days}
    ///
    /// @param tail `β`, in [0, 1]; 0 for the import as planned
    public ExperimentCommunity withDemandChargeTail(double tail) {
        return new ExperimentCommunity(stepHours, participants, peerLinks, connection, rule,
                demandChargeCentsPerKw, tail, peakGuard);
    }

    /// {@return the same community with rules of another shape}
    public ExperimentCommunity withRule(RecourseRule shape) {
        return new ExperimentCommunity(stepHours, participants, peerLinks, connection, shape,
                demandChargeCentsPerKw, demandChargeTail, peakGuard);
    }

    /// {@return the same community, with or without batteries that give way in real time}
    public ExperimentCommunity withPeakGuard(boolean guard) {
        return new ExperimentCommunity(stepHours, participants, peerLinks, connection, rule,
                demandChargeCentsPerKw, demandChargeTail, guard);
    }

    /// {@return the state before the first day}
    public CarriedState firstState() {
        return new CarriedState(participants.stream()
                .map(participant -> new CarriedState.Asset(
                        participant.battery() == null ? 0 : participant.energyFirstKwh(), 0))
                .toList(), null, 0);
    }
}
