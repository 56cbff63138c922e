/// HTTP API, live events, metrics and console page of a running installation: what the communities do now and why, read from a bounded
/// view over the topics and never from Kafka on the request path. Units: kW, kWh, ¢ and fractions in JSON; watts, joules and ratios in metrics.
@NullMarked
package org.tavan.solver.api;

import org.jspecify.annotations.NullMarked;
