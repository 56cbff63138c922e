/// Simulated communities and devices, and the replay of history: sources of events by virtual time, and the one
/// publisher that brings them to Kafka.
@NullMarked
package org.tavan.simulator;

import org.jspecify.annotations.NullMarked;
