package org.tavan.streams;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ReadinessTest {
    @Test
    void aServiceThatRunsWithRestoredTasksAndHasCaughtUpIsReady() {
        assertTrue(Readiness.of("RUNNING", 1, 0, 0, null).ready());
        assertTrue(Readiness.of("RUNNING", 4, 0, Readiness.INPUT_LAG_MAX, null).ready());
    }

    @Test
    void whateverIsMissingKeepsItFromBeingReady() {
        assertFalse(Readiness.of("REBALANCING", 4, 0, 0, null).ready());
        assertFalse(Readiness.of("RUNNING", 0, 0, 0, null).ready());
        assertFalse(Readiness.of("RUNNING", 4, 1, 0, null).ready());
        assertFalse(Readiness.of("RUNNING", 4, 0, Readiness.INPUT_LAG_MAX + 1, null).ready());
        assertFalse(Readiness.of("RUNNING", 4, 0, 0, "out of memory").ready());
    }
}
