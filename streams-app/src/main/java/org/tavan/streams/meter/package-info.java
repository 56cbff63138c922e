/// Logic of one meter without Kafka: checks of readings, energy of settlement intervals, closing and revising them, and the
/// registry of who is metered by what. Times are epoch milliseconds (UTC), energies kWh, powers kW. A *tick* is the number
/// of a settlement interval on the community's grid.
@NullMarked
package org.tavan.streams.meter;

import org.jspecify.annotations.NullMarked;
