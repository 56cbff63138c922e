/// Wind and sun into power, and how far a forecast of either misses: the functions `f^WT` and `f^PV` of the microgrid paper,
/// the standard deviation that grows with the forecast mean, and that of the net load. Power in kW, wind in m/s,
/// irradiance on the module's plane in W/m², temperature in °C. Source: Nikravan et al. 2025, sections 1.1 and 2.1.
@NullMarked
package org.tavan.renewable;

import org.jspecify.annotations.NullMarked;
