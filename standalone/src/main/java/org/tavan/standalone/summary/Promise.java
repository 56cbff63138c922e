package org.tavan.standalone.summary;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The promise against what came: in how many days demand exceeded supply.
///
/// @param epsilon promised probability, joint over the intervals of a member's day
/// @param memberDays days of a member with any shortage, of those planned and measured in every interval
/// @param communityDays days on which any member fell short, of those on which a member day counts
/// @param intervals member intervals with shortage, of those planned and measured
public record Promise(double epsilon, Proportion memberDays, Proportion communityDays, Proportion intervals) {
    /// Whether the achieved rate is not above ε beyond chance.
    @JsonProperty
    public boolean kept() {
        return memberDays.low() <= epsilon;
    }
}
