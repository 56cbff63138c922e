/// Bounded view of what the communities do, folded from the topics by one thread: the last days of measurements, plans and dispatches, and running
/// totals of what was promised and kept. Readers get immutable snapshots. kW are means over a settlement interval, kWh are at its end.
@NullMarked
package org.tavan.solver.api.view;

import org.jspecify.annotations.NullMarked;
