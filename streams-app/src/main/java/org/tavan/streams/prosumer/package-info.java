/// Logic of one prosumer without Kafka: joins the registers of its meters to intervals, issues forecasts, keeps residual
/// rows, and says what follows from a revision. Times are epoch milliseconds (UTC).
@NullMarked
package org.tavan.streams.prosumer;

import org.jspecify.annotations.NullMarked;
