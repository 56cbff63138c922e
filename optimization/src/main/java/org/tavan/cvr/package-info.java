/// Conservation voltage reduction: where tap changers and capacitors of a feeder should stand in each interval of a day, so that its loads draw the least
/// energy, or the cheapest, at voltages within limits.
///
/// Positions are few and whole, so every one of them is tried (no heuristic), and a dynamic programme chooses among them over the day under limits and costs of
/// switching. What loads take back later, and what is saved in loads and in losses, is reported apart. Powers in kW, energy in kWh, money in ¢, voltages in pu.
/// Source: the microgrid paper, section 2.7.
@NullMarked
package org.tavan.cvr;

import org.jspecify.annotations.NullMarked;
