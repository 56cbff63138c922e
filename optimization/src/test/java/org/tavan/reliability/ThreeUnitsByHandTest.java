package org.tavan.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tavan.conic.Profile;

/// A system small enough for a sheet of paper, all orders of outages beside the first two.
///
/// Units of 30, 20 and 10 kW fail with 0.1, 0.2 and 0.25. Every state, its probability, what is left, and what is short at 25, 35
/// and 45 kW:
///
/// | lost         | probability           | left | 25 | 35 | 45 |
/// |--------------|-----------------------|------|----|----|----|
/// | nothing      | 0.9 · 0.8 · 0.75 = 0.54  | 60 |    |    |    |
/// | 10           | 0.9 · 0.8 · 0.25 = 0.18  | 50 |    |    |    |
/// | 20           | 0.9 · 0.2 · 0.75 = 0.135 | 40 |    |    |  5 |
/// | 20 and 10    | 0.9 · 0.2 · 0.25 = 0.045 | 30 |    |  5 | 15 |
/// | 30           | 0.1 · 0.8 · 0.75 = 0.06  | 30 |    |  5 | 15 |
/// | 30 and 10    | 0.1 · 0.8 · 0.25 = 0.02  | 20 |  5 | 15 | 25 |
/// | 30 and 20    | 0.1 · 0.2 · 0.75 = 0.015 | 10 | 15 | 25 | 35 |
/// | all          | 0.1 · 0.2 · 0.25 = 0.005 |  0 | 25 | 35 | 45 |
///
/// Summed over the states, first with the last one, then without:
///
/// | load         | 25            | 35            | 45            |
/// |--------------|---------------|---------------|---------------|
/// | LOLP         | 0.04, 0.035   | 0.145, 0.14   | 0.28, 0.275   |
/// | short (kW)   | 0.45, 0.325   | 1.375, 1.2    | 3.5, 3.275    |
class ThreeUnitsByHandTest {
    private static final Profile OUTAGE_PROBABILITY = Profile.of(0.1, 0.2, 0.25);
    private static final CapacityOutageTable TABLE = CapacityOutageTable.of(
            List.of(new CapacityUnit(30, 0.1), new CapacityUnit(20, 0.2), new CapacityUnit(10, 0.25)), 10);
    private static final double EXACT = 1e-12;

    private static Adequacy complete(Profile outputKw, Profile reserveKw, double sigmaKw) {
        return new OperatingAdequacy(OUTAGE_PROBABILITY, 1).complete(outputKw, reserveKw,
                new NetLoadError(sigmaKw));
    }

    private static Adequacy secondOrder(Profile outputKw, Profile reserveKw, double sigmaKw) {
        return new OperatingAdequacy(OUTAGE_PROBABILITY, 1).enumerated(
                OutageEvent.upTo(OUTAGE_PROBABILITY, 2), outputKw, reserveKw, new NetLoadError(sigmaKw));
    }

    private static void assertAdequacy(int order, double covered, double lolp, double eensKwh,
            Adequacy found) {
        assertEquals(order, found.outageOrder());
        assertEquals(covered, found.coveredProbability(), EXACT);
        assertEquals(lolp, found.lolp(), EXACT);
        assertEquals(eensKwh, found.eensKwh(), EXACT);
    }

    @ParameterizedTest(name = "{0} kW")
    @CsvSource({"25, 0.04, 0.45", "35, 0.145, 1.375", "45, 0.28, 3.5"})
    void theOutageTableSumsAllStates(double loadKw, double lolp, double shortKw) {
        assertEquals(60, TABLE.installedKw());
        assertEquals(lolp, TABLE.lossOfLoadProbability(loadKw), EXACT);
        assertEquals(shortKw, TABLE.expectedShortfallKw(loadKw), EXACT);
    }

    @Test
    void aDayOfTwelveHoursOfEachOfTwoLoadsHasItsSums() {
        double[] loadKw = new double[24];
        Arrays.fill(loadKw, 0, 12, 35);
        Arrays.fill(loadKw, 12, 24, 45);

        YearIndices day = YearIndices.of(TABLE, Profile.of(loadKw));

        assertEquals(12 * (0.145 + 0.28), day.lossOfLoadHours(), EXACT);
        assertEquals(0.28, day.lossOfLoadDays(), EXACT);
        assertEquals(12 * (1.375 + 3.5), day.energyNotSuppliedKwh(), EXACT);
    }

    /// All that a unit does not deliver is its reserve: what is left is what the outage table has left.
    @Test
    void thePlanForTheLowerLoadHasTheTablesRiskAndLessBySecondOrder() {
        Profile outputKw = Profile.of(15, 10, 10);
        Profile reserveKw = Profile.of(15, 10, 0);

        assertAdequacy(3, 1, 0.145, 1.375, complete(outputKw, reserveKw, 0));
        assertAdequacy(2, 0.995, 0.14, 1.2, secondOrder(outputKw, reserveKw, 0));
    }

    @Test
    void thePlanForTheHigherLoadToo() {
        Profile outputKw = Profile.of(25, 15, 5);
        Profile reserveKw = Profile.of(5, 5, 5);

        assertAdequacy(3, 1, 0.28, 3.5, complete(outputKw, reserveKw, 0));
        assertAdequacy(2, 0.995, 0.275, 3.275, secondOrder(outputKw, reserveKw, 0));
    }

    /// An error of 10/√3 kW is −10, 0 or 10 kW, with one, four and one sixth: the three columns.
    @Test
    void anErrorOfTheForecastWeighsTheThreeLoads() {
        Profile outputKw = Profile.of(15, 10, 10);
        Profile reserveKw = Profile.of(15, 10, 0);
        double sigmaKw = 10 / Math.sqrt(3);

        assertAdequacy(3, 1, (0.04 + 4 * 0.145 + 0.28) / 6, (0.45 + 4 * 1.375 + 3.5) / 6,
                complete(outputKw, reserveKw, sigmaKw));
        assertAdequacy(2, 0.995, (0.035 + 4 * 0.14 + 0.275) / 6, (0.325 + 4 * 1.2 + 3.275) / 6,
                secondOrder(outputKw, reserveKw, sigmaKw));
    }
}
