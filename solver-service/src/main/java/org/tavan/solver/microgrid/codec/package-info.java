/// From a microgrid request to the problem that a planner solves, and from its plan to what is published. Powers in kW, energies in kWh, money in
/// ¢, voltages in pu.
@NullMarked
package org.tavan.solver.microgrid.codec;

import org.jspecify.annotations.NullMarked;
