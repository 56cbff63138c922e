package org.tavan.commitment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

/// The ten units of Kazarlis, Bakirtzis and Petridis, whose optimum three solvers agree on.
class KazarlisTest {

    @Test
    void theTenUnitsCostWhatIsProved() {
        CommitmentProblem problem = SharedCase.kazarlis();
        CommitmentModel model = new CommitmentModel(new CommitmentSettings(1e-7, 100, 41), System::nanoTime);

        var planned = assertInstanceOf(CommitmentOutcome.Planned.class, model.plan(problem));

        var proven = assertInstanceOf(Certificate.Proven.class, planned.certificate());
        assertEquals(563_937.687, planned.schedule().cost().totalCents(), 0.002);
        assertTrue(proven.boundCents() <= 563_937.687 && proven.gap() <= 5e-7);
        assertEquals(List.of(), ScheduleCheck.of(problem, planned.schedule()));
    }
}
