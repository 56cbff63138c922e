package org.tavan.solver.state;

import org.tavan.schema.RejectReason;

/// Why an input cannot be used.
///
/// @param reason class of the reason
/// @param message what, where, and the expected value
public record Refusal(RejectReason reason, String message) {}
