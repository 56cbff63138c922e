/// The synthetic community's microgrid: plant, customers and feeder, sized for its members. kW, kWh, ¢, ohm.
@NullMarked
package org.tavan.simulator.microgrid;

import org.jspecify.annotations.NullMarked;
