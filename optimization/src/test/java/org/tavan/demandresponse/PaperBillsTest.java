package org.tavan.demandresponse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.conic.Profile;

/// Tables 3 and 4 of the paper: bills of those who take part, before and after.
class PaperBillsTest {
    private static final List<Double> TABLE_3 = List.of(1686.864, 1258.030, 1118.823);
    private static final List<Double> TABLE_4 = List.of(3373.728, 2516.061, 2237.647);
    private static final double ALL_CENTS = 45_793.5;

    @Test
    void theBasesOfTable3AreLinearInParticipationAtNearlyNinePercentNotFive() {
        DefaultDay day = DefaultDay.read();
        double before = TABLE_3.stream().mapToDouble(Double::doubleValue).sum();
        Profile weights = Profile.of(TABLE_3.get(0) / before, TABLE_3.get(1) / before,
                TABLE_3.get(2) / before);
        double total = before / ALL_CENTS;

        var single = day.demandResponse().respond(day.loadKw(), Participation.of(total, weights));
        var twice = day.demandResponse().respond(day.loadKw(), Participation.of(2 * total, weights));

        assertEquals(0.0887, total, 5e-5);
        for (int j = 0; j < 3; j++) {
            assertEquals(TABLE_3.get(j), single.bills().get(j).beforeCents(), 0.02);
            assertEquals(TABLE_4.get(j), twice.bills().get(j).beforeCents(), 0.04);
        }
    }

    @ParameterizedTest(name = "participation {0}")
    @ValueSource(doubles = {0.0887, 0.1774})
    void everyProgrammeCostsLessAfterThanBeforeAndFarLessThanThePaperSays(double total) {
        DefaultDay day = DefaultDay.read();
        Profile weights = Profile.of(0.4151, 0.3096, 0.2753);

        var outcome = day.demandResponse().respond(day.loadKw(), Participation.of(total, weights));

        // The paper: −9.9, −18.7 and −31.3 %. A neutral tariff and these elasticities save what is asserted here.
        List<Double> saved = List.of(0.0264, 0.0374, 0.0330);
        for (int j = 0; j < 3; j++) {
            CustomerBill bill = outcome.bills().get(j);
            assertTrue(bill.afterCents() < bill.beforeCents(), bill.programme());
            assertEquals(saved.get(j), bill.savedShare(), 5e-5, bill.programme());
        }
    }

    @Test
    void aNeutralCriticalPeakTariffMakesTheCheapHoursGrowByMoreThanTheEventSaves() {
        DefaultDay day = DefaultDay.read();

        var outcome = day.demandResponse().respond(day.loadKw(), new Participation(Profile.of(0, 0, 0.1)));

        LoadResponse critical = outcome.bills().get(2).response();
        assertEquals(0.44, critical.loadKw().get(14) / critical.baselineKw().get(14), 5e-3);
        assertEquals(1.55, critical.loadKw().get(3) / critical.baselineKw().get(3), 5e-3);
        assertEquals(1.331, critical.energyRatio(), 5e-4);
    }

    @Test
    void thePapersCriticalPeakSavingWouldNeedAPriceCutOfNineTenths() {
        double cut = 1 - Math.pow(768.739 / 1118.823, 1 / (1 - 0.83));

        assertEquals(0.89, cut, 0.005);
    }
}
