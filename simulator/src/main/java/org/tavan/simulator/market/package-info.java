/// Prices of the synthetic community: day-ahead, anticipated and settled real-time, in hundredths of its currency per
/// kWh.
@NullMarked
package org.tavan.simulator.market;

import org.jspecify.annotations.NullMarked;
