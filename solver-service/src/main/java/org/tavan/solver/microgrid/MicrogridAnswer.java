package org.tavan.solver.microgrid;

import java.util.Optional;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.MicrogridSchedule;

/// What is published in answer to a request.
///
/// @param schedule the plan with its checks, or why there is none
/// @param signal what customers are told; there must be one for the plan of a whole day in which a programme is in
///        force, and none for the rest of a day
public record MicrogridAnswer(MicrogridSchedule schedule, Optional<DemandSignal> signal) {}
