package org.tavan.powerflow;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;

/// What refused input says.
public final class Refusals {
    private Refusals() {}

    /// Fails unless an action is refused with a message that contains a part.
    public static void assertRefused(String part, Runnable action) {
        String message = Objects.requireNonNull(
                assertThrows(IllegalArgumentException.class, action::run).getMessage());
        assertTrue(message.contains(part), message);
    }
}
