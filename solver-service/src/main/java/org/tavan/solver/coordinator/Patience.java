package org.tavan.solver.coordinator;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How long to wait by the wall clock.
///
/// @param answer for the answer to a request
/// @param device for the report of a battery
/// @param wallMillis the wall clock (ms)
record Patience(Duration answer, Duration device, LongSupplier wallMillis) {}
