package org.tavan.solver.microgrid;

import java.time.Duration;

/// How long to wait by the wall clock, and for what.
///
/// @param answerPatience for an answer, beyond the time limit of its proof
/// @param responsePatience for customers' answers of a day that is over
/// @param skipOvertaken whether a request for the rest of a day that waits gives way to a newer one of the same day. Plans then
///        depend on how fast they are made
public record RequestSettings(Duration answerPatience, Duration responsePatience, boolean skipOvertaken) {}
