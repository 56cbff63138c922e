/// The plan checker: verifies a plan against the request that it answers by arithmetic of its own, sharing
/// no code with the planner. Powers in kW, energies in kWh. Source: docs/architecture.md, decision 8.
@NullMarked
package org.tavan.solver.check;

import org.jspecify.annotations.NullMarked;
