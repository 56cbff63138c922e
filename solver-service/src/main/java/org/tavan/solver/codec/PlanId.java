package org.tavan.solver.codec;

import org.tavan.schema.SolveRequest;
import org.tavan.serde.RecordHash;

/// The id of a plan: the hash of the request that it answers.
public final class PlanId {
    /// Version of the code that plans; part of every request.
    public static final String SOLVER_VERSION = "0.3.0";

    private PlanId() {}

    /// {@return the id of the plan that answers the request}
    public static String of(SolveRequest request) {
        return RecordHash.sha256(request);
    }
}
