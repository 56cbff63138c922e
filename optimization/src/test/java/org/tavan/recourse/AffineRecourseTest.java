package org.tavan.recourse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.tavan.asset.GridLimits;
import org.tavan.conic.Profile;
import org.tavan.recourse.RecourseAction.Clipping;

class AffineRecourseTest {
    private static final GridLimits LIMITS = new GridLimits(2, 1);
    private static final AffineRecourse CAUSAL = new CausalRecourse(3, Profile.of(10, 4, 8, -2, 1, 6));

    @Test
    void aDiagonalRuleAnswersItsOwnIntervalAlone() {
        RecourseAction action = new DiagonalRecourse(Profile.of(5, 10)).respond(1, 0, Profile.of(9, 0.1),
                LIMITS);

        assertEquals(Profile.of(0, 1), action.shareKw());
        assertEquals(1, action.importKw());
        assertEquals(0, action.exportKw());
        assertEquals(Clipping.NONE, action.clipping());
    }

    @Test
    void aCausalRuleAnswersEverythingSoFarAndNothingLater() {
        RecourseAction action = CAUSAL.respond(1, 0, Profile.of(0.1, 0.05, 99), LIMITS);

        assertEquals(Profile.of(4 * 0.1, 8 * 0.05), action.shareKw());
        assertEquals(0.8, action.unclippedKw(), 1e-15);
        assertEquals(0, CAUSAL.gainKw(1, 2));
    }

    @Test
    void whatWasPlannedIsAddedAndMeetsTheSameLimits() {
        RecourseAction action = CAUSAL.respond(1, -0.5, Profile.of(0.1, 0.05), LIMITS);
        RecourseAction clipped = CAUSAL.respond(0, 1.5, Profile.of(0.1), LIMITS);

        assertEquals(Profile.of(4 * 0.1, 8 * 0.05), action.shareKw());
        assertEquals(0.3, action.importKw(), 1e-15);
        assertEquals(2.5, clipped.unclippedKw(), 1e-15);
        assertEquals(Clipping.AT_IMPORT_LIMIT, clipped.clipping());
    }

    @Test
    void beyondALimitTheExchangeIsClippedAndFlagged() {
        RecourseAction bought = CAUSAL.respond(0, 0, Profile.of(0.3), LIMITS);
        RecourseAction sold = CAUSAL.respond(0, 0, Profile.of(-0.3), LIMITS);

        assertEquals(Clipping.AT_IMPORT_LIMIT, bought.clipping());
        assertEquals(2, bought.importKw());
        assertEquals(3, bought.unclippedKw(), 1e-15);
        assertEquals(Clipping.AT_EXPORT_LIMIT, sold.clipping());
        assertEquals(1, sold.exportKw());
        assertEquals(0, sold.importKw());
    }

    @Test
    void anIntervalOutsideTheRuleIsRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> CAUSAL.respond(3, 0, Profile.of(0, 0, 0, 0), LIMITS));
        assertThrows(IllegalArgumentException.class, () -> CAUSAL.respond(1, 0, Profile.of(0), LIMITS));
        assertThrows(IllegalArgumentException.class, () -> new CausalRecourse(3, Profile.of(1, 2)));
    }

    private static AffineRecourse[] rules(int intervals) {
        double[] packed = new double[CausalRecourse.packedLength(intervals)];
        Arrays.setAll(packed, k -> 0.1 * k - 1);
        AffineRecourse diagonal = new DiagonalRecourse(Profile.of(Arrays.copyOf(packed, intervals)));
        AffineRecourse causal = new CausalRecourse(intervals, Profile.of(packed));
        return new AffineRecourse[]{diagonal, causal, new StorageRecourse(causal, List.of())};
    }

    @Test
    void theExchangeIsThatOfTheResponse() {
        double[] xi = {0.3, -0.2, 0.05, 0.7, -1};

        for (AffineRecourse rule : rules(xi.length)) {
            for (int t = 0; t < xi.length; t++) {
                RecourseAction action = rule.respond(t, 0.4, Profile.of(xi), LIMITS);
                double exchangeKw = rule.exchangeKw(t, 0.4, xi);

                assertEquals(action.unclippedKw(), exchangeKw);
                assertEquals(action.importKw() - action.exportKw(),
                        AffineRecourse.clippedKw(exchangeKw, LIMITS));
            }
        }
    }

    @Test
    void theExchangeAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] xi = new double[24];
        Arrays.fill(xi, 0.1);
        AffineRecourse[] rules = rules(xi.length);
        long allocated = Long.MAX_VALUE;
        double sum = 0;

        // The virtual machine itself allocates a little now and then while it compiles: one run without is proof enough.
        for (int run = 0; run < 5; run++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            sum += sum(rules, xi);
            allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertTrue(Double.isFinite(sum));
        assertEquals(0, allocated);
    }

    private static double sum(AffineRecourse[] rules, double[] xi) {
        double sum = 0;
        for (int k = 0; k < 1000; k++) {
            for (int r = 0; r < rules.length; r++) {
                for (int t = 0; t < xi.length; t++) {
                    sum += AffineRecourse.clippedKw(rules[r].exchangeKw(t, 0.2, xi), LIMITS);
                }
            }
        }
        return sum;
    }
}
