package org.tavan.commitment.genetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;

import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.CommitmentSchedule;
import org.tavan.commitment.ScheduleCheck;

final class SearchAssert {
    private SearchAssert() {}

    /// {@return the plan of a search that found one, and the independent check has nothing against it}
    static CommitmentSchedule planned(CommitmentProblem problem, SearchOutcome outcome) {
        CommitmentSchedule schedule = assertInstanceOf(SearchOutcome.Found.class, outcome).schedule();
        assertEquals(List.of(), ScheduleCheck.of(problem, schedule));
        return schedule;
    }
}
