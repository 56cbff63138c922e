/// The solver service: decides when a community is planned again, plans, checks, and turns every closed
/// interval into a dispatch. This package holds the configuration and the wiring; powers in kW, energies in
/// kWh, money in ¢.
@NullMarked
package org.tavan.solver;

import org.jspecify.annotations.NullMarked;
