package org.tavan.solver.microgrid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tavan.schema.Member;
import org.tavan.schema.SolveRequest;

class DemandForecastTest {
    private final SolveRequest request = GridWorld.berlin(LocalDate.of(2024, 5, 6), 60).dayAhead(1);

    private SolveRequest with(double forecastKw, List<List<Double>> residuals) {
        List<Member> members = new ArrayList<>();
        for (int m = 0; m < 3; m++) {
            List<Double> row = residuals.get(m);
            members.add(Member.newBuilder(request.getMembers().get(m))
                    .setLatestForecastKw(GridWorld.each(24, _ -> forecastKw))
                    .setResidualKw(row.stream().map(value -> GridWorld.each(24, _ -> value)).toList())
                    .build());
        }
        return SolveRequest.newBuilder(request).setMembers(members).build();
    }

    @Test
    void errorsThatComeTogetherCountTogether() {
        Asked together = DemandForecast
                .of(with(1, List.of(List.of(1.0, -1.0), List.of(1.0, -1.0), List.of(1.0, -1.0))));
        Asked apart = DemandForecast
                .of(with(1, List.of(List.of(1.0, -1.0), List.of(-1.0, 1.0), List.of(0.0, 0.0))));

        assertEquals(3 * Math.sqrt(2), together.sigmaKw().get(7), 1e-12);
        assertEquals(0, apart.sigmaKw().get(7), 1e-12);
    }

    @Test
    void membersWithMoreDaysGiveTheirLastOnes() {
        Asked asked = DemandForecast
                .of(with(1,
                        List.of(List.of(9.0, 1.0, -1.0), List.of(1.0, -1.0), List.of(7.0, 7.0, 0.0, 0.0))));

        assertEquals(2 * Math.sqrt(2), asked.sigmaKw().get(0), 1e-12);
    }

    @Test
    void aKnownMoveOfTheForecastIsNoSpread() {
        Asked asked = DemandForecast
                .of(with(1, List.of(List.of(6.0, 4.0), List.of(5.0, 5.0), List.of(5.0, 5.0))));

        assertEquals(Math.sqrt(2), asked.sigmaKw().get(0), 1e-12);
    }

    @Test
    void withoutSamplesTheSupportBoxTells() {
        Asked asked = DemandForecast.of(with(1, List.of(List.of(), List.of(), List.of(1.0))));

        assertEquals(3 / Math.sqrt(12), asked.sigmaKw().get(0), 1e-12);
    }

    @Test
    void aSurplusIsLeftOutAndSaid() {
        Asked asked = DemandForecast.of(with(-0.5, List.of(List.of(), List.of(), List.of())));

        assertEquals(0, asked.loadKw().get(0));
        assertEquals("gate closure; members' surplus of 36.000 kWh is left out", asked.trigger());
    }

    @Test
    void aRequestWithListsOfOtherLengthsIsNotUsed() {
        SolveRequest shorter = SolveRequest.newBuilder(request).setIntervals(23).build();

        assertTrue(DemandForecast.fault(shorter).contains("its 23 intervals"));
        assertEquals("", DemandForecast.fault(request));
    }
}
