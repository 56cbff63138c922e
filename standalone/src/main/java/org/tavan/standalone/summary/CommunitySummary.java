package org.tavan.standalone.summary;

/// What a run achieved for one community.
///
/// @param peakBefore import without battery, shift and trade
/// @param peakAfter import as dispatched
public record CommunitySummary(String communityId, Money money, PeakToAverage peakBefore,
        PeakToAverage peakAfter,
        Promise promise) {}
