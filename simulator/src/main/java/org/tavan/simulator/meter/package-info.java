/// Simulated meters: the same truth as registers, mean powers, samples or interval energies, and the faults that real
/// ones have.
@NullMarked
package org.tavan.simulator.meter;

import org.jspecify.annotations.NullMarked;
