package org.tavan.microgrid;

/// How planning a day ended.
public sealed interface MicrogridOutcome {

    /// A plan that every part of the microgrid bears.
    record Planned(MicrogridPlan plan) implements MicrogridOutcome {}

    /// There is none.
    ///
    /// @param reason what stands in the way, naming the element: an interval that lacks power, a bus whose voltage no position holds
    record Refused(String reason) implements MicrogridOutcome {}
}
