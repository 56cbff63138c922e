package org.tavan.demandresponse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.conic.Profile;

class DemandResponseTest {
    private static final Profile WEIGHTS = Profile.of(0.5, 0.3, 0.2);

    private static double sum(Profile profile) {
        double sum = 0;
        for (int t = 0; t < profile.length(); t++) {
            sum += profile.get(t);
        }
        return sum;
    }

    @Test
    void theLoadIsThatOfAllGroupsTogether() {
        DemandResponse response = SmallDay.demandResponse(0.1, 15);
        Profile kept = Profile.of(1, 1, 1, 0.7, 0.8, 1);

        var outcome = response.respond(SmallDay.LOAD_KW, Participation.of(0.2, WEIGHTS), kept);

        for (int t = 0; t < 6; t++) {
            double load = 0.7 * SmallDay.LOAD_KW.get(t);
            for (CustomerBill bill : outcome.bills()) {
                load += bill.response().loadKw().get(t);
            }
            assertEquals(load, outcome.loadKw().get(t), 1e-12);
        }
        assertEquals(4, outcome.bills().size());
        assertFalse(outcome.isClipped());
        assertEquals(LoadResponse.cents(SmallDay.LOAD_KW, SmallDay.FLAT, 1), outcome.beforeCents(), 1e-9);
    }

    @Test
    void nobodyTakingPartChangesNothing() {
        DemandResponse response = SmallDay.demandResponse(0, 15);

        var outcome = response.respond(SmallDay.LOAD_KW, Participation.of(0, WEIGHTS));

        assertEquals(SmallDay.LOAD_KW, outcome.loadKw());
        assertEquals(outcome.beforeCents(), outcome.afterCents(), 1e-9);
    }

    @ParameterizedTest(name = "participation {0}")
    @ValueSource(doubles = {0.05, 0.1, 0.3})
    void billsAreLinearInParticipation(double total) {
        DemandResponse response = SmallDay.demandResponse(0, 15);

        var single = response.respond(SmallDay.LOAD_KW, Participation.of(total, WEIGHTS));
        var twice = response.respond(SmallDay.LOAD_KW, Participation.of(2 * total, WEIGHTS));

        double all = LoadResponse.cents(SmallDay.LOAD_KW, SmallDay.FLAT, 1);
        for (int j = 0; j < 3; j++) {
            assertEquals(total * WEIGHTS.get(j) * all, single.bills().get(j).beforeCents(), 1e-9);
            assertEquals(2 * single.bills().get(j).beforeCents(), twice.bills().get(j).beforeCents(), 1e-9);
            assertEquals(2 * single.bills().get(j).afterCents(), twice.bills().get(j).afterCents(), 1e-9);
        }
    }

    @Test
    void interruptibleCustomersPayLessByTheSaleAndTheRebate() {
        DemandResponse response = SmallDay.demandResponse(0.1, 12);

        var outcome = response.respond(SmallDay.LOAD_KW, Participation.of(0, WEIGHTS),
                Profile.of(1, 1, 1, 0.7, 0.7, 1));

        double interruptedKwh = 0.1 * 0.3 * (140 + 150);
        CustomerBill bill = outcome.bills().getLast();
        assertEquals(interruptedKwh, sum(outcome.call().interruptedKw()), 1e-12);
        assertEquals(interruptedKwh * 12, outcome.call().rebateCents(), 1e-9);
        assertEquals(interruptedKwh * (15 + 12), bill.savedCents(), 1e-9);
        assertEquals(bill.savedCents() / bill.beforeCents(), bill.savedShare(), 1e-15);
    }

    @Test
    void customersWhoCompareWithAPriceTheyDoNotPayAreRefused() {
        Profile other = new Tariff.Flat(14).centsPerKwh(6);
        var programme = new PriceProgramme("CPP", new Tariff.Flat(15), CobbDouglas.atExpectedTemperature(-0.8,
                other));

        var error = assertThrows(IllegalArgumentException.class, () -> new DemandResponse(SmallDay.FLAT,
                List.of(programme), InterruptibleContract.none(6), 1));

        assertTrue(String.valueOf(error.getMessage()).contains("customers of CPP"), error.getMessage());
    }

    @Test
    void moreThanAllCustomersAreRefused() {
        DemandResponse response = SmallDay.demandResponse(0.3, 15);

        var error = assertThrows(IllegalArgumentException.class,
                () -> response.respond(SmallDay.LOAD_KW, Participation.of(0.8, WEIGHTS)));

        assertTrue(String.valueOf(error.getMessage()).contains("more than the whole load"),
                error.getMessage());
        assertThrows(IllegalArgumentException.class,
                () -> response.respond(SmallDay.LOAD_KW, Participation.of(0.1, Profile.of(1))));
    }

    @ParameterizedTest(name = "participation {0}")
    @ValueSource(doubles = {0.02, 0.05, 0.1})
    void whatOperatorAndCustomersGainTogetherIsTheSupplyCostSaved(double total) {
        DemandResponse response = SmallDay.demandResponse(0.1, 15);
        var outcome = response.respond(SmallDay.LOAD_KW, Participation.of(total, WEIGHTS),
                Profile.of(1, 1, 1, 0.8, 0.7, 1));

        ProgrammeValue value = ProgrammeValue.of(SmallDay.SUPPLY, SmallDay.LOAD_KW, outcome);

        assertEquals(value.savedCents(), value.operatorCents() + value.customersCents(), 1e-9);
        assertTrue(value.savedCents() > 0);
        assertEquals(outcome.call().rebateCents(), value.rebateCents(), 0);
    }

    @Test
    void interruptionPaysTheOperatorWhereEnergyIsDearerThanSaleAndRebate() {
        Profile kept = Profile.of(1, 1, 1, 1, 0.7, 1);
        SupplyCost scarce = new MeritOrder(Profile.of(140), Profile.of(8), 1000);

        ProgrammeValue cheap = value(SmallDay.SUPPLY, 16, kept);
        ProgrammeValue dear = value(scarce, 16, kept);

        assertTrue(cheap.operatorCents() < 0, "30 ¢ are saved, 15 ¢ of sale and 16 ¢ of rebate lost");
        assertFalse(cheap.paysForBoth());
        assertTrue(dear.paysForBoth());
    }

    private static ProgrammeValue value(SupplyCost supply, double rebateCents, Profile kept) {
        var outcome = SmallDay.demandResponse(0.1, rebateCents)
                .respond(SmallDay.LOAD_KW,
                        Participation.of(0, WEIGHTS), kept);
        return ProgrammeValue.of(supply, SmallDay.LOAD_KW, outcome);
    }
}
