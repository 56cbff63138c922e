/// The real-time rule `q = r + Qξ`, with `r = 0` day-ahead: what a member buys or sells in real time, as a linear function of the forecast errors seen
/// so far. `Q` in kW per unit of `ξ`, `ξ` = residual / nominal power, `q` in kW with import positive. Source: the paper,
/// sections 3 and 4, with `Q` non-anticipative.
@NullMarked
package org.tavan.recourse;

import org.jspecify.annotations.NullMarked;
