/// The microgrid in the pipeline: freezes what is known at every solve request of its community into a request
/// of its own, has it planned, and learns from what customers answered. Powers in kW, energies in kWh, money in
/// ¢, times in milliseconds since 1970 UTC. Source: docs/adr/0011-the-microgrid-in-the-pipeline.md.
@NullMarked
package org.tavan.solver.microgrid;

import org.jspecify.annotations.NullMarked;
