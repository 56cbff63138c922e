/// The synthetic community as a source: everything a pure function of seed, configuration and time.
@NullMarked
package org.tavan.simulator.synthetic;

import org.jspecify.annotations.NullMarked;
