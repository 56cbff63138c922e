package org.tavan.commitment;

import org.tavan.reliability.Adequacy;

/// How well one interval of a schedule stands outages, as the optimiser saw it and completely.
///
/// @param planned outages up to the order that the optimiser looks at
/// @param complete outages of every order
public record IntervalAdequacy(Adequacy planned, Adequacy complete) {}
