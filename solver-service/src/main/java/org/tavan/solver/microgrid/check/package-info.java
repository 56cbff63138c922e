/// The checker of microgrid plans: verifies a plan against its request by arithmetic of its own, sharing no code with the planner. Powers in kW,
/// energies in kWh, money in ¢, voltages in pu.
@NullMarked
package org.tavan.solver.microgrid.check;

import org.jspecify.annotations.NullMarked;
