package org.tavan.commitment.genetic;

import java.util.Comparator;

/// A commitment and what the search takes it to cost.
///
/// @param commitment which unit runs when
/// @param cents exact, or a lower bound (¢)
record Candidate(OnOff commitment, double cents) {
    /// The cheapest first; equal costs in an order that depends on nothing but the commitments.
    static final Comparator<Candidate> CHEAPEST = Comparator.comparingDouble(Candidate::cents)
            .thenComparing(Candidate::commitment, OnOff.ORDER);
}
