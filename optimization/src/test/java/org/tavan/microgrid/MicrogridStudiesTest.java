package org.tavan.microgrid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.tavan.commitment.ScheduleCheck;
import org.tavan.commitment.genetic.ParetoFront;
import org.tavan.conic.Profile;
import org.tavan.cvr.VoltageLimits;
import org.tavan.demandresponse.OptionCost;
import org.tavan.igdt.RadiusTable;
import org.tavan.igdt.StrategyCases;

class MicrogridStudiesTest {
    /// A fifth under time of use, all interruptible load at its least in both blocks.
    private static final List<Integer> EXPECTED = List.of(2, 0, 2, 1);

    private static MicrogridStudies studies() {
        return new MicrogridStudies(SmallGrid.settings(1), System::nanoTime);
    }

    private static MicrogridProblem problem() {
        return SmallGrid.problem(SmallGrid.demand(1, OptionCost.REBATES),
                SmallGrid.network(true, VoltageLimits.USUAL));
    }

    private static MicrogridPlan plan(MicrogridOutcome outcome) {
        return assertInstanceOf(MicrogridOutcome.Planned.class, outcome, outcome::toString).plan();
    }

    @Test
    void eachStudyKeepsItsLimitAndReliabilityCosts() {
        MicrogridPlan limited = plan(studies().withoutPenalty(problem(), 0.02));
        MicrogridPlan priced = plan(studies().withPenalty(problem(), 500));
        double most = 0.7 * priced.schedule().plannedEensKwh();
        MicrogridPlan both = plan(studies().withEensLimit(problem(), 500, most));

        for (MicrogridPlan plan : List.of(limited, priced, both)) {
            assertEquals(List.of(), ScheduleCheck.of(plan.problem(), plan.schedule()));
        }
        assertTrue(limited.schedule().adequacy().stream().allMatch(a -> a.planned().lolp() <= 0.02));
        assertEquals(0, limited.schedule().cost().reliabilityCents(), 0);
        assertTrue(both.schedule().plannedEensKwh() <= most + 1e-6);
        assertTrue(both.cents() >= priced.cents() - 1e-3, () -> both.cents() + " " + priced.cents());
    }

    @Test
    void theFrontRunsFromCheapToReliable() {
        ParetoFront front = studies().front(problem(), 20, 3000);

        assertTrue(front.points().size() >= 4, "%d points".formatted(front.points().size()));
        assertTrue(front.points().getLast().eensKwh() < 0.5 * front.points().getFirst().eensKwh());
    }

    @Test
    void theRadiusGrowsWithTheAllowanceAndShrinksWithTheLimit() {
        RadiusTable table = studies().radii(SmallGrid.problem(SmallGrid.demand(1, OptionCost.REBATES), null),
                EXPECTED, Profile.of(0, 0.01, 0.03), Profile.of(0.05, 0.03), RadiusTable.Base.LOOSEST_LIMIT);

        assertEquals(0.5, table.get(0, 0).nominal(), 1e-12);
        for (int limit = 0; limit < 2; limit++) {
            for (int beta = 1; beta < 3; beta++) {
                assertTrue(table.get(beta, limit).alpha() >= table.get(beta - 1, limit).alpha());
            }
        }
        for (int beta = 0; beta < 3; beta++) {
            assertTrue(table.get(beta, 1).alpha() <= table.get(beta, 0).alpha() + 1e-3);
        }
        assertTrue(table.get(1, 0).alpha() > 0.01 && table.get(1, 0).alpha() < 1, table::toString);
    }

    @Test
    void noCorrectionIsCheaperThanThePlanThatKnew() {
        StrategyCases cases = studies().cases(problem(), EXPECTED, 0.25);

        assertEquals(0.5, cases.expected(), 1e-12);
        assertTrue(cases.isConsistent(1e-3), cases::toString);
        assertTrue(cases.baseCents() < cases.cautiousCents(), cases::toString);
        assertTrue(cases.reactiveCents() < Double.POSITIVE_INFINITY, cases::toString);
    }

    @Test
    void withoutAnybodyExpectedThereIsNothingToStudy() {
        var error = assertThrows(IllegalArgumentException.class,
                () -> studies().cases(problem(), List.of(0, 0, 0, 0), 0));

        assertTrue(String.valueOf(error.getMessage()).contains("Nobody takes part"));
    }
}
