/// Simulated customers: what they do when the microgrid tells them prices and offers, each in its own way.
@NullMarked
package org.tavan.simulator.customer;

import org.jspecify.annotations.NullMarked;
