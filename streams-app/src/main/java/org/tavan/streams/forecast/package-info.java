/// Forecasts of load and PV: like-day profiles, a clear-sky model with learnt performance, weather as known at issue,
/// and forecasts sent in from outside. Powers are interval means (kW), times epoch milliseconds.
@NullMarked
package org.tavan.streams.forecast;

import org.jspecify.annotations.NullMarked;
