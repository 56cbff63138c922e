package org.tavan.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapacityOutageTableTest {

    @Test
    void theRts79HasItsPublishedIndices() {
        CapacityOutageTable table = CapacityOutageTable.of(ReliabilityTestSystem.rts79(), 1);

        YearIndices indices = YearIndices.of(table, ReliabilityTestSystem.load(2850));

        assertEquals(3405, table.installedKw());
        assertEquals(9.39418, indices.lossOfLoadHours(), 1e-4 * 9.39418);
        assertEquals(1.36886, indices.lossOfLoadDays(), 1e-4 * 1.36886);
        assertEquals(1176.2985, indices.energyNotSuppliedKwh(), 1e-4 * 1176.2985);
        assertEquals(0.08457806, table.lossOfLoadProbability(2850), 5e-9);
    }

    @Test
    void theRbtsHasItsPublishedIndices() {
        CapacityOutageTable table = CapacityOutageTable.of(ReliabilityTestSystem.rbts(), 1);

        YearIndices indices = YearIndices.of(table, ReliabilityTestSystem.load(185));

        assertEquals(1.09156, indices.lossOfLoadHours(), 1e-4 * 1.09156);
        assertEquals(0.14695, indices.lossOfLoadDays(), 1e-4 * 0.14695);
        assertEquals(9.8614, indices.energyNotSuppliedKwh(), 1e-4 * 9.8614);
        assertEquals(0.00834161, table.lossOfLoadProbability(185), 5e-9);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void theTableEqualsTheSumOverAllStates(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<CapacityUnit> units = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            units.add(new CapacityUnit(random.nextInt(1, 40), random.nextDouble(0.3)));
        }
        CapacityOutageTable table = CapacityOutageTable.of(units, 1);
        double load = random.nextInt(20, 150);

        double lolp = 0;
        double shortfall = 0;
        for (int state = 0; state < 1 << units.size(); state++) {
            double probability = 1;
            double there = 0;
            for (int i = 0; i < units.size(); i++) {
                boolean up = ((state >> i) & 1) == 1;
                probability *= up ? 1 - units.get(i).outageProbability() : units.get(i).outageProbability();
                there += up ? units.get(i).capacityKw() : 0;
            }
            lolp += there < load ? probability : 0;
            shortfall += probability * Math.max(0, load - there);
        }

        assertEquals(lolp, table.lossOfLoadProbability(load), 1e-12);
        assertEquals(shortfall, table.expectedShortfallKw(load), 1e-10);
        assertEquals(1, table.probabilityOfOutageOfAtLeast(0), 1e-12);
    }

    @Test
    void capacitiesOffTheGridNeverHideAShortfall() {
        List<CapacityUnit> units = List.of(new CapacityUnit(7.3, 0.1), new CapacityUnit(4.9, 0.2),
                new CapacityUnit(0.4, 0.05));
        CapacityOutageTable exact = CapacityOutageTable.of(units, 0.1);

        CapacityOutageTable coarse = CapacityOutageTable.of(units, 1);

        for (int k = 0; k < 35; k++) {
            double load = 0.37 * k;
            assertTrue(coarse.expectedShortfallKw(load) >= exact.expectedShortfallKw(load) - 1e-12);
        }
        assertEquals(0.73 + 0.98 + 0.02, exact.expectedShortfallKw(12.6), 1e-12);
        assertEquals(0.73 + 0.98 + 0.02, coarse.expectedShortfallKw(12.6), 1e-12);
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new CapacityUnit(Double.NaN, 0.1));
        assertThrows(IllegalArgumentException.class, () -> new CapacityUnit(5, 2));
        assertThrows(IllegalArgumentException.class, () -> CapacityOutageTable.of(List.of(), 0));
        assertThrows(IllegalArgumentException.class, () -> OutageReplacementRate.of(-1, 1));
    }

    @Test
    void theReplacementRateIsTheChanceToFailWithinTheLead() {
        assertEquals(1 - Math.exp(-0.02), OutageReplacementRate.of(0.01, 2), 1e-15);
        assertEquals(0, OutageReplacementRate.of(0.01, 0));
    }
}
