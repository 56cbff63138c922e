package org.tavan.solver.coordinator;

import org.tavan.schema.RejectReason;

/// Why an input cannot be used.
///
/// @param reason class of the reason
/// @param message what, where, and the expected value
record Refusal(RejectReason reason, String message) {}
