package org.tavan.dro;

import java.util.Optional;

import org.tavan.problem.FlexibleDemand;
import org.tavan.problem.Member;
import org.tavan.problem.PreviousPlan;
import org.tavan.problem.PreviousPlan.FlexiblePower;

/// A flexible load and where it stands: what its program and its draft both need.
///
/// @param owner what it is called where a limit of it is named
record FlexibleTerms(FlexibleDemand demand, String memberId, String owner, Optional<FlexiblePower> previous,
        double stepHours) {

    static FlexibleTerms of(Member member, FlexibleDemand demand, double stepHours) {
        PreviousPlan previous = member.previous();
        return new FlexibleTerms(demand, member.id(), "%s of %s".formatted(demand.id(), member.id()),
                previous == null ? Optional.empty() : previous.flexibleLoad(demand.id()), stepHours);
    }

    Limit limit(String name, int t) {
        return new Limit(name, owner, t);
    }

    /// {@return how far ahead or behind it may be at the end of an interval (kWh): at the end of the last one all is served}
    double shiftMaxKwh(int t) {
        return t == demand.desiredKw().length() - 1 ? 0 : demand.load().shiftMaxKwh();
    }
}
