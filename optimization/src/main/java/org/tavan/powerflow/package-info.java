/// Load flow on radial feeders: what a distribution network draws, loses and holds as voltages under given loads, taps, capacitors and inverters.
///
/// Powers in kW and kvar, impedances in ohm, voltages per unit (pu) of the bus's nominal voltage unless a name says otherwise.
/// The single-phase branch flow of the microgrid paper, eq. (27)–(44), with its slips put right; three-phase unbalanced sweeps stand beside it
/// as the truth that a published schedule has to pass.
@NullMarked
package org.tavan.powerflow;

import org.jspecify.annotations.NullMarked;
