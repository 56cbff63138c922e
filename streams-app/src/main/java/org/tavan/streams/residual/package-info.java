/// Errors of the day-ahead forecast: rows per local day, their rolling empirical distribution and its statistics, and the
/// skill against naive forecasts. Residual = measured minus forecast net demand (kW).
@NullMarked
package org.tavan.streams.residual;

import org.jspecify.annotations.NullMarked;
