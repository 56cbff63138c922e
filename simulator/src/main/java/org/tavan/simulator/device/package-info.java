/// Simulated batteries and flexible loads: they obey dispatches as far as physics allows, and report what they did.
@NullMarked
package org.tavan.simulator.device;

import org.jspecify.annotations.NullMarked;
