/// Random numbers and processes that are pure functions of (seed, name, index), so that a simulation can start
/// anywhere and gives the same bytes.
@NullMarked
package org.tavan.simulator.noise;

import org.jspecify.annotations.NullMarked;
