package org.tavan.demandresponse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tavan.conic.Profile;

/// Figures 9 and 10 of the paper: the load with 5 and 10 percent of participation.
class PaperLoadsTest {

    @ParameterizedTest(name = "participation {0}")
    @CsvSource({"0.05, -0.0060, 0.0061", "0.1, -0.0121, 0.0122"})
    void theWholeLoadMovesByItsParticipantsPart(double participation, double peakChange,
            double valleyChange) {
        DefaultDay day = DefaultDay.read();
        var response = new PriceResponse(day.flat(), ElasticityMatrix.of(day.periods(), day.elasticities(),
                Spreading.EVERY_PAIR));
        var tariff = new Tariff.TimeOfUse(day.periods(), Profile.of(7.5, 15, 25));
        var programmes = new DemandResponse(day.flat(), List.of(new PriceProgramme("TOU", tariff, response)),
                InterruptibleContract.none(24), 1);

        var outcome = programmes.respond(day.loadKw(), new Participation(Profile.of(participation)));

        assertEquals(peakChange, outcome.loadKw().get(12) / day.loadKw().get(12) - 1, 5.1e-5);
        assertEquals(valleyChange, outcome.loadKw().get(3) / day.loadKw().get(3) - 1, 5.1e-5);
        assertEquals(1, outcome.bills().size());
    }
}
