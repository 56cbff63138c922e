package org.tavan.consensus;

/// Who may trade with whom.
///
/// @param first index of one participant
/// @param second index of the other
public record Link(int first, int second) {
    /// Checks that the ends differ.
    ///
    /// @throws IllegalArgumentException if they do not, or one is negative
    public Link {
        if (first == second || first < 0 || second < 0) {
            throw new IllegalArgumentException(
                    "A link needs two different participants, but has %d and %d.".formatted(first, second));
        }
    }
}
