/// Brings a source to Kafka: in order, at a chosen speed, resumable, and never further ahead of the consumers than
/// allowed.
@NullMarked
package org.tavan.simulator.publish;

import org.jspecify.annotations.NullMarked;
