package org.tavan.experiment;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.tavan.conic.Profile;
import org.tavan.market.EnergyPrices;

/// A day of an experiment.
///
/// @param date local date
/// @param known at its gate closure
/// @param settled prices that were paid in the end (¢/kWh)
/// @param measuredKw inflexible load minus generation per interval (kW), one entry a participant
public record ExperimentDay(LocalDate date, GateKnowledge known, EnergyPrices settled,
        List<Profile> measuredKw) {

    /// Copies the list and checks lengths.
    ///
    /// @throws IllegalArgumentException if lengths differ
    public ExperimentDay {
        measuredKw = List.copyOf(measuredKw);
        int intervals = known.prices().intervals();
        if (measuredKw.size() != known.members().size() || settled.intervals() != intervals
                || measuredKw.stream().anyMatch(profile -> profile.length() != intervals)) {
            throw new IllegalArgumentException(
                    "%s: what was measured and settled needs %d intervals of %d members, as was known."
                            .formatted(date, intervals, known.members().size()));
        }
    }

    /// {@return the same day, had all of it been known at the gate}
    ExperimentDay foreseen() {
        List<GateKnowledge.Member> seen = IntStream.range(0, measuredKw.size()).mapToObj(n -> {
            GateKnowledge.Member member = known.members().get(n);
            return new GateKnowledge.Member(measuredKw.get(n), member.desiredKw(), member.residualKw(),
                    member.supportKw());
        }).toList();
        return new ExperimentDay(date, new GateKnowledge(settled, seen), settled, measuredKw);
    }
}
