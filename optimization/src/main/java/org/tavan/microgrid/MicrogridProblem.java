package org.tavan.microgrid;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.CommitmentSchedule;
import org.tavan.commitment.Reliability;
import org.tavan.commitment.Unit;
import org.tavan.commitment.UnitSchedule;
import org.tavan.conic.Profile;

/// A microgrid and the day that is to be planned.
///
/// @param commitment sources and reliability; its demand is the customers' load at 1 pu without any offer, and it has no choices of its own
/// @param demandSide what may be offered to the customers
/// @param network the feeder between sources and customers, null where it does not matter
/// @param previous earlier plans for the same units, from which the search starts too; may be empty
public record MicrogridProblem(CommitmentProblem commitment, DemandSide demandSide, @Nullable Network network,
        List<CommitmentSchedule> previous) {

    /// Copies, and checks that all parts are of one day.
    ///
    /// @throws IllegalArgumentException naming what does not fit
    public MicrogridProblem {
        previous = List.copyOf(previous);
        if (!commitment.demandChoices().isEmpty()) {
            throw new IllegalArgumentException(
                    "The commitment of a microgrid has %d demand choices of its own; they come from the demand side."
                            .formatted(commitment.demandChoices().size()));
        }
        if (demandSide.retailCentsPerKwh().length() != commitment.intervals()) {
            throw new IllegalArgumentException(
                    "The retail price covers %d intervals, the day has %d.".formatted(
                            demandSide.retailCentsPerKwh().length(), commitment.intervals()));
        }
        commitment.withDemandChoices(
                demandSide.options(commitment.stepHours()).choices(commitment.demandKw()));
        if (network != null) {
            network.day(commitment.demandKw(), Profile.of(new double[commitment.intervals()]),
                    commitment.stepHours());
        }
        List<String> units = commitment.units().stream().map(Unit::id).toList();
        for (CommitmentSchedule plan : previous) {
            List<String> given = plan.units().stream().map(UnitSchedule::unitId).toList();
            if (!given.equals(units)) {
                throw new IllegalArgumentException("""
                        An earlier plan is for the units %s, expected %s in this order.
                        Maybe a unit was added since.""".formatted(given, units));
            }
        }
    }

    /// {@return the same day with another price and other limits of lost load}
    public MicrogridProblem withReliability(Reliability reliability) {
        return new MicrogridProblem(commitment.withReliability(reliability), demandSide, network, previous);
    }

    /// {@return the same day with other offers}
    public MicrogridProblem withDemandSide(DemandSide other) {
        return new MicrogridProblem(commitment, other, network, previous);
    }
}
