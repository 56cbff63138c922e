/// The streams application: readings to settlement intervals, forecasts and residual distributions. This package holds the
/// configuration, the service that runs the topology, its metrics and `Main`.
@NullMarked
package org.tavan.streams;

import org.jspecify.annotations.NullMarked;
