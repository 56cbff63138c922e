/// What the simulator's Kafka Streams applications have in common: their life, their stores and what they refuse.
@NullMarked
package org.tavan.simulator.service;

import org.jspecify.annotations.NullMarked;
