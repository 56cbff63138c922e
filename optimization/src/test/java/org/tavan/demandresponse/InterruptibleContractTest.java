package org.tavan.demandresponse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.tavan.conic.Profile;

class InterruptibleContractTest {
    private static final Profile LOAD_KW = Profile.of(100, 200);
    private static final Profile PRICE = Profile.of(15, 20);
    private static final InterruptibleContract CONTRACT = new InterruptibleContract(0.1,
            InterruptibleContract.PAPER_KEPT_MIN, PRICE);

    @Test
    void xIsTheShareThatIsKept() {
        InterruptibleContract.Call call = CONTRACT.call(LOAD_KW, PRICE, Profile.of(1, 0.75), 0.5);

        assertEquals(0, call.interruptedKw().get(0), 0);
        assertEquals(200 * 0.1 * 0.25, call.interruptedKw().get(1), 1e-12);
        assertEquals(5 * 20 * 0.5, call.rebateCents(), 1e-12);
        assertEquals(5 * 20 * 0.5, call.lostSaleCents(), 1e-12);
    }

    @Test
    void theBillOfEquationSixteenAloneFallsWithEveryCallSoItsAnswerIsAlwaysTheLeast() {
        double previous = Double.POSITIVE_INFINITY;

        for (double kept : CONTRACT.levels(7).reversed()) {
            double billed = kept * 0.1 * LoadResponse.cents(LOAD_KW, PRICE, 1);

            assertTrue(billed < previous, "x = " + kept);
            previous = billed;
        }
    }

    @Test
    void levelsRunFromTheLeastToAll() {
        List<Double> levels = CONTRACT.levels(4);

        assertEquals(4, levels.size());
        assertEquals(0.7, levels.getFirst(), 0);
        assertEquals(0.8, levels.get(1), 1e-12);
        assertEquals(1, levels.getLast(), 0);
        assertThrows(IllegalArgumentException.class, () -> CONTRACT.levels(1));
    }

    @Test
    void whatIsCalledOutOfTheOfferIsWhatIsInterrupted() {
        Profile called = Profile.of(1.5, 6);

        Profile kept = CONTRACT.keptFor(LOAD_KW, called);

        assertEquals(3, CONTRACT.offeredKw(LOAD_KW).get(0), 1e-12);
        InterruptibleContract.Call call = CONTRACT.call(LOAD_KW, PRICE, kept, 1);
        assertEquals(1.5, call.interruptedKw().get(0), 1e-12);
        assertEquals(6, call.interruptedKw().get(1), 1e-12);
    }

    @Test
    void moreThanOfferedAndLessThanTheLeastAreRefused() {
        var tooMuch = assertThrows(IllegalArgumentException.class,
                () -> CONTRACT.keptFor(LOAD_KW, Profile.of(0, 6.1)));
        var tooLittle = assertThrows(IllegalArgumentException.class,
                () -> CONTRACT.call(LOAD_KW, PRICE, Profile.of(0.3, 1), 1));

        assertTrue(String.valueOf(tooMuch.getMessage()).contains("Interval 1 calls 6.1 kW"),
                tooMuch.getMessage());
        assertTrue(String.valueOf(tooLittle.getMessage()).contains("interval 0 (0.3)"),
                tooLittle.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new InterruptibleContract(10, 0.7, PRICE));
    }

    @Test
    void theDefaultDaysRebateIsSixHundredEightCents() {
        DefaultDay day = DefaultDay.read();
        double[] kept = new double[24];
        for (int t = 0; t < 24; t++) {
            kept[t] = day.periods().names().get(day.periods().period(t)).equals("peak") ? 0.7 : 1;
        }

        InterruptibleContract.Call call = day.demandResponse()
                .contract()
                .call(day.loadKw(), day.flat(), Profile.of(kept), 1);

        assertEquals(608, call.rebateCents(), 0.6);
    }
}
