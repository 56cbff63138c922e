/// Planning a community whose members keep their data: they exchange prices and trades only, until these agree.
///
/// Power in kW, prices in ¢/kWh, energy taken is positive. Source: Boyd, Parikh, Chu, Peleato and Eckstein, "Distributed
/// optimization and statistical learning via the alternating direction method of multipliers", 2011, doi 10.1561/2200000016, section 7.3
/// (exchange and sharing).
@NullMarked
package org.tavan.consensus;

import org.jspecify.annotations.NullMarked;
