package org.tavan.solver.coordinator;

import java.time.Duration;

/// How long a coordinator waits, by the wall clock.
///
/// @param answerPatience for the answer to a request
/// @param devicePatience for the report of a battery
public record CoordinatorSettings(Duration answerPatience, Duration devicePatience) {}
