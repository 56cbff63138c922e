package org.tavan.recourse;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ShortageTest {
    @Test
    void aShortageCountsAboveOneWatt() {
        assertFalse(Shortage.counts(0));
        assertFalse(Shortage.counts(0.001));
        assertTrue(Shortage.counts(0.0011));
    }

    @Test
    void whatIsNotKnownDoesNotCount() {
        assertFalse(Shortage.counts(Double.NaN));
    }
}
