package org.tavan.igdt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StrategyCasesTest {

    /// A plan buys ahead what it expects to need and pays four times as much for what is missing.
    private static double cents(double planned, double realised) {
        double bought = 100 * (1 - planned);
        double needed = 100 * (1 - realised);
        return 10 * bought + 40 * Math.max(0, needed - bought) - 5 * Math.max(0, bought - needed);
    }

    @Test
    void theTwoCasesOfASmallPlanAreThoseByHand() {
        StrategyCases cases = StrategyCases.of(StrategyCasesTest::cents, 0.1, 0.05);

        assertEquals(900, cases.baseCents(), 1e-9);
        assertEquals(900 + 200, cases.reactiveCents(), 1e-9);
        assertEquals(950, cases.cautiousCents(), 1e-9);
        assertEquals(950 - 25, cases.surplusCents(), 1e-9);
        assertEquals(200, cases.overrunCents(), 1e-9);
        assertEquals(25, cases.overestimateCents(), 1e-9);
        assertEquals(150, cases.guardedSavingCents(), 1e-9);
        assertEquals(25, cases.cautionCents(), 1e-9);
        assertTrue(cases.isConsistent(0));
    }

    @Test
    void thePapersFiguresContradictEachOther() {
        var paper = new StrategyCases(0.1, 0.05, 12_060, 13_982, 13_021, 12_611);
        var againstItsOwnOptimum = new StrategyCases(0.1, 0.05, 12_060, 13_982, 16_423, 12_611);

        assertEquals(1_922, paper.overrunCents(), 0);
        assertEquals(410, paper.overestimateCents(), 0);
        assertTrue(paper.isConsistent(0));
        assertFalse(againstItsOwnOptimum.isConsistent(0.01), "a correction cheaper than the plan that knew");
    }

    @Test
    void participationsOutOfOrderAreRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> StrategyCases.of(StrategyCasesTest::cents, 0.05, 0.1));
        assertThrows(IllegalArgumentException.class, () -> StrategyCases.of(StrategyCasesTest::cents, 10, 5));
    }
}
