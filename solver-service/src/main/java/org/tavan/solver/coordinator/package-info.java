/// The coordinator: a deterministic state machine per community that decides, in event time, when a
/// community is planned, freezes what was known then into a solve request, and turns every closed interval
/// into a dispatch. Instants are milliseconds since 1970 UTC inside the package; powers kW, energies kWh.
/// Source: docs/architecture.md, decisions 1 and 6.
@NullMarked
package org.tavan.solver.coordinator;

import org.jspecify.annotations.NullMarked;
