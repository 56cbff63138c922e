package org.tavan.solver.api;

import java.util.Set;

/// One resource of the API: answers from memory, never from Kafka.
interface Resource {
    /// Path with variables in braces, e.g. `/api/v1/communities/{id}`.
    String template();

    /// Parameters it understands; any other is refused with 400.
    default Set<String> parameters() {
        return Set.of();
    }

    /// The representation, a record that [Json] can write.
    ///
    /// @throws HttpProblem 404 or 400, as the class says
    Object get(Request request);
}
