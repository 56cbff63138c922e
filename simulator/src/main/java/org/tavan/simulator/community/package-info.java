/// The synthetic community: who its members are and what they really consume and generate, in steps of five minutes.
/// Kilowatts; energies of a step are whole milliwatt hours, so that every kind of meter adds up to the same truth.
@NullMarked
package org.tavan.simulator.community;

import org.jspecify.annotations.NullMarked;
