package org.tavan.solver.run;

import java.util.List;
import org.tavan.schema.Policy;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveRecord;

/// What is published in answer to a request.
///
/// @param schedules one per member; empty if the plan in force goes on
/// @param policies one per member; empty if the plan in force goes on
/// @param record how the solve ended
public record Answer(List<Schedule> schedules, List<Policy> policies, SolveRecord record) {
    public Answer {
        schedules = List.copyOf(schedules);
        policies = List.copyOf(policies);
    }

    Answer withQueue(long queuedMicros, int superseded) {
        return new Answer(schedules, policies, SolveRecord.newBuilder(record)
                .setQueuedMicros(queuedMicros)
                .setSuperseded(superseded)
                .build());
    }
}
