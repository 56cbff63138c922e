/// What a community wants planned: members with their devices, prices, links, the promise and the shape of the real-time rule. Immutable
/// records with checked values, plain numbers throughout; power in kW, energy in kWh, money in ¢. Source: the community model of the paper
/// "data-driven distributionally robust energy sharing", corrected in the docs of each type.
@NullMarked
package org.tavan.problem;

import org.jspecify.annotations.NullMarked;
