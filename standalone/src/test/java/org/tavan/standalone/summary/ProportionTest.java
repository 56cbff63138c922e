package org.tavan.standalone.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ProportionTest {

    @Test
    void theIntervalIsTheOneOfWilson() {
        var proportion = new Proportion(5, 100);

        assertEquals(0.0215, proportion.low(), 5e-5);
        assertEquals(0.1118, proportion.high(), 5e-5);
    }

    @Test
    void noHitsGiveAnIntervalFromZero() {
        var proportion = new Proportion(0, 20);

        assertEquals(0, proportion.low(), 1e-12);
        assertEquals(0.1611, proportion.high(), 5e-5);
    }

    @Test
    void withoutTrialsNothingIsKnown() {
        var proportion = new Proportion(0, 0);

        assertEquals(0, proportion.low());
        assertEquals(1, proportion.high());
    }

    @Test
    void moreHitsThanTrialsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Proportion(2, 1));
    }
}
