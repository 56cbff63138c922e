package org.tavan.demandresponse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tavan.conic.Profile;

/// Sections 3.2.1, 3.2.2 and Table 5 of the paper: does demand response pay? With the certified supply costs of the default day.
class PaperValueTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({"DR5, 0.05, 450.7, 1002.7, -552.0", "DR10, 0.1, 476.2, 790.3, -314.2"})
    void atARebateOfTheRetailPriceItPaysTheCustomersAndCostsTheOperator(String name, double participation,
            double savedCents, double customersCents, double operatorCents) {
        DefaultDay day = DefaultDay.read();
        var response = new PriceResponse(day.flat(), ElasticityMatrix.of(day.periods(), day.elasticities(),
                Spreading.EVERY_PAIR));
        var tariff = new Tariff.TimeOfUse(day.periods(), Profile.of(7.5, 15, 25));
        var programmes = new DemandResponse(day.flat(), List.of(new PriceProgramme("TOU", tariff, response)),
                new InterruptibleContract(0.1, InterruptibleContract.PAPER_KEPT_MIN, day.flat()), 1);
        double[] kept = new double[24];
        for (int t = 0; t < 24; t++) {
            kept[t] = day.periods().names().get(day.periods().period(t)).equals("peak") ? 0.7 : 1;
        }
        SupplyCost certified = load -> day.number("/measuredReferences/" + (load.equals(day.loadKw())
                ? "B_penalty"
                : name) + "/cost");

        var outcome = programmes.respond(day.loadKw(), new Participation(Profile.of(participation)),
                Profile.of(kept));
        ProgrammeValue value = ProgrammeValue.of(certified, day.loadKw(), outcome);

        assertEquals(savedCents, value.savedCents(), 0.1);
        assertEquals(customersCents, value.customersCents(), 0.1);
        assertEquals(operatorCents, value.operatorCents(), 0.1);
        assertEquals(607.5, value.rebateCents(), 0.1);
        // 25 ¢ in nine dear hours against 7.5 ¢ in nine cheap ones is not neutral: who takes part in it pays more.
        assertEquals(-0.0927, outcome.bills().getFirst().savedShare(), 5e-5);
        assertFalse(value.paysForBoth());
    }
}
