package org.tavan.standalone.summary;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a community paid, in hundredths of its currency, against the baseline on the same intervals.
///
/// With Δt in hours, per member and interval, prices as charged in the end:
///
/// `cost     = Δt (c_da p + c_buy (q⁺ + shortage) − c_sell q⁻ + fee · taken from peers)`
/// `baseline = Δt (c_da (forecast + desired) + c_buy ξ⁺ − c_sell ξ⁻)`
///
/// where p is the net day-ahead purchase of the plan, q the dispatched recourse, forecast the one of the gate closure, desired
/// the flexible load at its desired time, and ξ = measured − forecast. The baseline has no battery, no shift and no peers. Surplus
/// beyond q earns nothing. Battery wear is in neither.
///
/// @param intervals member intervals that were measured, forecast, priced, planned and dispatched: only these are compared
public record Money(String currency, long intervals, double costCents, double baselineCents) {

    /// Share of the baseline that was saved; 0 without a baseline.
    @JsonProperty
    public double savedFraction() {
        return baselineCents == 0 ? 0 : 1 - costCents / baselineCents;
    }
}
