package org.tavan.streams.meter;

import org.tavan.schema.RejectReason;

/// What became of a reading.
public sealed interface Verdict {
    /// It counts.
    record Accepted() implements Verdict {}

    /// Its identity was seen with the same value, or with a higher revision.
    record Duplicate() implements Verdict {}

    /// It came too late to change anything.
    record Late() implements Verdict {}

    /// It cannot be used.
    ///
    /// @param reason from the closed list
    /// @param message what, where, and the expected value
    record Refused(RejectReason reason, String message) implements Verdict {
        /// Whether it says that the meter is not to be trusted.
        public boolean discredits() {
            return switch (reason) {
                case NOT_A_NUMBER, NEGATIVE, SPIKE, CLOCK_FUTURE, CLOCK_UNSET, WRONG_UNIT, BAD_INTERVAL,
                        REGISTER_DIP ->
                    true;
                default -> false;
            };
        }
    }

    /// The accepted verdict.
    Verdict ACCEPTED = new Accepted();
    /// The duplicate verdict.
    Verdict DUPLICATE = new Duplicate();
    /// The late verdict.
    Verdict LATE = new Late();
}
