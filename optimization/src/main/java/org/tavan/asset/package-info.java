/// What a member owns and what its connection carries: batteries, flexible load, limits. Immutable records with checked
/// values; power in kW, energy in kWh, flows as pairs of non-negative numbers. Source: the community model of the paper
/// "data-driven distributionally robust energy sharing", corrected in the docs of each type.
@NullMarked
package org.tavan.asset;

import org.jspecify.annotations.NullMarked;
