/// What every source of an energy community offers: its configuration, what is known of prices and weather, and its
/// readings in the order of virtual time. The synthetic community and the replay of history are sources; the
/// publisher takes any.
@NullMarked
package org.tavan.simulator.source;

import org.jspecify.annotations.NullMarked;
